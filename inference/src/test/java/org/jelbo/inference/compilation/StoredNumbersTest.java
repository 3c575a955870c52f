package org.jelbo.inference.compilation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.List;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.inference.optimizer.Sgd;
import org.junit.jupiter.api.Test;

/** Columns of every type are read as the same numbers, in training and elsewhere. */
class StoredNumbersTest {
  private static final Program MODEL =
      p ->
          p.plate(
              "rows",
              () -> {
                Expr slope = p.param(Param.of("slope").constant(0.5));
                p.sample("y", Normal.of(p.input("t").times(slope), Expr.of(1)));
              });
  private static final Column Y = Column.ofDoubles("y", new double[] {1, 7, 10.5});

  private static double[] losses(Column t, Precision precision) {
    Data data = Data.of(t, Y);
    Compilation compilation =
        Compilation.of(MaximumLikelihood.of(MODEL).given("y"))
            .precision(precision)
            .feed(data.batch(3))
            .optimizer(Sgd.of(1e-3));
    try (Compiled compiled = compilation.compile()) {
      double before = compiled.measure(data, DrawKey.of(0)).value();
      double step = compiled.step().value();
      return new double[] {before, step, compiled.measure(data, DrawKey.of(0)).value()};
    }
  }

  @Test
  void wholeNumbersOfAnyType() {
    double[] doubles = {2, 14, 120};
    for (Precision precision : Precision.values()) {
      double[] expected = losses(Column.ofDoubles("t", doubles), precision);
      assertThat(expected[0]).isCloseTo(expected[1], within(1e-4));
      for (Column t :
          List.of(
              Column.ofBytes("t", new byte[] {2, 14, 120}),
              Column.ofInts("t", new int[] {2, 14, 120}),
              Column.ofLongs("t", new long[] {2, 14, 120}),
              Column.ofFloats("t", new float[] {2, 14, 120}))) {
        assertThat(losses(t, precision))
            .as(t.stored().type().getSimpleName())
            .containsExactly(expected);
      }
    }
  }

  /** What is subtracted, and what is divided by, meets the numbers before they are rounded. */
  @Test
  void largeNumbersAreTransformedBeforeTheyAreRounded() {
    double[] expected =
        losses(Column.ofDoubles("t", new double[] {1.3, 7.1, 10}), Precision.FLOAT64);
    double[] seconds = {1_700_000_013, 1_700_000_071, 1_700_000_100};
    Column doubles = Column.ofDoubles("t", seconds).minus(1_700_000_000).scaled(10);
    Column longs =
        Column.ofLongs("t", new long[] {1_700_000_013L, 1_700_000_071L, 1_700_000_100L})
            .minus(1_700_000_000)
            .scaled(10);
    Column huge = Column.ofDoubles("t", new double[] {1.3e300, 7.1e300, 1e301}).scaled(1e300);
    for (Column t : List.of(doubles, longs, huge)) {
      assertThat(losses(t, Precision.FLOAT32)).containsExactly(expected, within(1e-3));
      assertThat(losses(t, Precision.FLOAT64)).containsExactly(expected, within(1e-9));
    }
  }

  /** The digest tells types apart. */
  @Test
  void digests() {
    assertThat(
            List.of(
                Data.of(Column.ofInts("t", new int[] {1, 2})).digest(),
                Data.of(Column.ofInts("t", new int[] {1, 3})).digest(),
                Data.of(Column.ofLongs("t", new long[] {1, 2})).digest(),
                Data.of(Column.ofLongs("t", new long[] {1, 3})).digest(),
                Data.of(Column.ofDoubles("t", new double[] {1, 2})).digest(),
                Data.of(Column.ofFloats("t", new float[] {1, 2})).digest()))
        .doesNotHaveDuplicates();
  }
}
