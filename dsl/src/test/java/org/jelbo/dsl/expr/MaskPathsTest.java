package org.jelbo.dsl.expr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.expr.MaskPaths.Way;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tensorflow.GraphOperation;
import org.tensorflow.ndarray.Shape;

final class MaskPathsTest {
  private static final Axis ROWS = new Axis.Plate("rows", 0, Axis.Plate.OF_DATA);
  private static final Axis PARTS = new Axis.Plate("parts", 1, 3);

  private final Evaluation evaluation = Evaluation.in(Precision.FLOAT64);
  private final Expr x = fed(ROWS, PARTS);
  private final Expr mask = fed(ROWS, PARTS);
  private final Expr other = fed(ROWS);
  private final Expr wide = evaluation.fed(new double[4], Shape.of(2, 2), ROWS);
  private final Expr maskOfEntries = evaluation.fed(new double[4], Shape.of(2, 2), ROWS);

  @AfterEach
  void close() {
    evaluation.close();
  }

  private Expr fed(Axis... axes) {
    Shape sizes = axes.length == 1 ? Shape.of(2) : Shape.of(2, 3);
    Expr value = evaluation.fed(new double[(int) sizes.size()], sizes, axes);
    return Sources.markable(evaluation.graph(), value);
  }

  private Way way(Expr... readers) {
    MaskPaths paths = MaskPaths.to(List.of(readers), Sources.producers(List.of(x, mask, other)));
    return paths.from(x, mask, 2).orElseThrow();
  }

  private Way ofEntries(Expr reader) {
    return MaskPaths.to(List.of(reader), Set.of()).from(wide, maskOfEntries, 1).orElseThrow();
  }

  @Test
  void valueThatIsReadAsItIs() {
    assertThat(way(x)).isEqualTo(new Way(true, true, Set.of()));
    assertThat(way(x.plus(other).exp())).isEqualTo(new Way(true, true, Set.of()));
    assertThat(MaskPaths.to(List.of(other.exp(), Expr.of(3)), Set.of()).from(x, mask, 2)).isEmpty();
  }

  @Test
  void walkEndsAtOtherValues() {
    Expr z = Sources.markable(evaluation.graph(), x.exp());
    Set<GraphOperation> ends = Sources.producers(List.of(z, other, Expr.of(2)));
    MaskPaths paths = MaskPaths.to(List.of(z.plus(1)), ends);
    assertThat(paths.reached()).containsExactly((GraphOperation) z.operand().op());
    assertThat(paths.from(x, mask, 2)).isEmpty();
  }

  @Test
  void productsWithTheMaskHoldItBack() {
    assertThat(way(x.times(mask)).isOpen()).isFalse();
    assertThat(way(mask.times(x.exp()).plus(other)).isOpen()).isFalse();
    assertThat(way(x.keptWhere(mask).times(3)).isOpen()).isFalse();
    assertThat(way(x.keptWhere(mask.times(other))).isOpen()).isFalse();
    assertThat(way(x.times(other.times(mask))).isOpen()).isFalse();
    assertThat(way(Masks.chosen(mask, x, Expr.of(2))).isOpen()).isFalse();
  }

  @Test
  void whatIsNotTheMaskDoesNot() {
    assertThat(way(x.times(other)).isOpen()).isTrue();
    assertThat(way(x.keptWhere(Masks.not(mask))).isOpen()).isTrue();
    assertThat(way(x.plus(mask)).isOpen()).isTrue();
    assertThat(way(other.keptWhere(x)).isOpen()).isTrue();
    assertThat(way(x.times(mask).plus(x)).isOpen()).isTrue();
    assertThat(way(x.times(mask), x).isOpen()).isTrue();
    MaskPaths paths = MaskPaths.to(List.of(x.times(mask)), Set.of());
    assertThat(paths.from(x, mask.times(other), 2).orElseThrow().isOpen()).isTrue();
  }

  @Test
  void sumsOverAxesAreSeen() {
    Expr overParts = Reductions.sumOver(x, PARTS);
    assertThat(way(overParts).summed()).containsExactly(1);
    assertThat(way(x.plus(Reductions.meanOver(x, ROWS))).summed()).contains(0);
    assertThat(way(Reductions.sumOver(overParts, ROWS)).summed()).contains(0, 1);
    assertThat(way(Reductions.logSumExpOver(x, PARTS)).summed()).contains(1);
  }

  @Test
  void entriesThatAreMixed() {
    assertThat(ofEntries(wide.times(2).tanh()).isByEntry()).isTrue();
    assertThat(ofEntries(wide.sum()).isByEntry()).isFalse();
    assertThat(ofEntries(wide.sum()).summed()).isEmpty();
    assertThat(ofEntries(wide.keptWhere(maskOfEntries).sum()).isOpen()).isFalse();
    assertThat(ofEntries(wide.plus(wide.sum()).times(maskOfEntries)).isOpen()).isTrue();
  }

  @Test
  void productsAreComparedByTheirFactors() {
    assertThat(MaskPaths.isZeroWhere(mask, mask)).isTrue();
    assertThat(MaskPaths.isZeroWhere(other.times(mask), mask)).isTrue();
    assertThat(MaskPaths.isZeroWhere(mask, other.times(mask))).isFalse();
    assertThat(MaskPaths.isZeroWhere(Expr.of(0), mask)).isFalse();
    assertThat(MaskPaths.isSame(other.times(mask), mask.times(other))).isTrue();
    assertThat(MaskPaths.isSame(other.times(mask), mask)).isFalse();
    assertThat(MaskPaths.isSame(mask.times(mask), mask)).isFalse();
    assertThat(MaskPaths.isSame(Expr.of(1), Expr.of(1))).isTrue();
    assertThat(MaskPaths.isSame(Expr.of(1), mask)).isFalse();
  }
}
