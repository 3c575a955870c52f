package org.jelbo.dsl.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SupportTest {
  private static final Support REALS = Support.reals();
  private static final Support UNIT = new Support.Interval(0, 1);
  private static final Support BYTES = new Support.Integers(0, 255);

  @Test
  void supportsAreOrderedByInclusion() {
    assertThat(REALS.contains(UNIT)).isTrue();
    assertThat(REALS.contains(BYTES)).isTrue();
    assertThat(REALS.contains(new Support.OneHot(3))).isTrue();
    assertThat(UNIT.contains(Support.booleans())).isTrue();
    assertThat(UNIT.contains(new Support.OneHot(3))).isTrue();
    assertThat(BYTES.contains(Support.booleans())).isTrue();
    assertThat(Support.booleans().contains(new Support.OneHot(3))).isTrue();
  }

  @Test
  void supportsThatAreLargerOrOtherAreNotContained() {
    assertThat(UNIT.contains(REALS)).isFalse();
    assertThat(UNIT.contains(BYTES)).isFalse();
    assertThat(BYTES.contains(UNIT)).isFalse();
    assertThat(Support.booleans().contains(BYTES)).isFalse();
    assertThat(new Support.Integers(1, 3).contains(Support.booleans())).isFalse();
    assertThat(new Support.OneHot(3).contains(Support.booleans())).isFalse();
    assertThat(new Support.OneHot(3).contains(new Support.OneHot(4))).isFalse();
    assertThat(new Support.OneHot(3).contains(new Support.OneHot(3))).isTrue();
  }

  @Test
  void matricesAreContainedInThemselvesAndInRealNumbers() {
    Support matrices = new Support.LowerTriangular(3);
    assertThat(REALS.contains(matrices)).isTrue();
    assertThat(matrices.contains(matrices)).isTrue();
    assertThat(matrices.contains(new Support.LowerTriangular(2))).isFalse();
    assertThat(matrices.contains(REALS)).isFalse();
    assertThat(Support.positive().contains(matrices)).isFalse();
    assertThat(BYTES.contains(matrices)).isFalse();
    assertThat(matrices.rank()).isEqualTo(2);
    assertThat(new Support.Simplex(3).rank()).isEqualTo(1);
    assertThat(Support.positive().rank()).isZero();
    assertThat(matrices.isOfVectors()).isFalse();
  }

  @Test
  void entriesAreInTheirSupports() {
    assertThat(REALS.contains(-2.5)).isTrue();
    assertThat(REALS.contains(Double.NaN)).isFalse();
    assertThat(REALS.contains(Double.POSITIVE_INFINITY)).isFalse();
    assertThat(REALS.contains(1, 2)).isFalse();
    assertThat(REALS.contains(new double[0])).isFalse();
    assertThat(UNIT.contains(1)).isTrue();
    assertThat(UNIT.contains(1.5)).isFalse();
    assertThat(BYTES.contains(255)).isTrue();
    assertThat(BYTES.contains(0.5)).isFalse();
    assertThat(BYTES.contains(-1)).isFalse();
    assertThat(Support.positive().contains(0)).isFalse();
    assertThat(Support.positive().contains(1e-30)).isTrue();
  }

  @Test
  void vectorsAndMatricesAreInTheirSupports() {
    Support counts = new Support.Counts(3, 4);
    assertThat(counts.contains(1, 0, 3)).isTrue();
    assertThat(counts.contains(1, 0, 2)).isFalse();
    assertThat(counts.contains(5, 0, -1)).isFalse();
    assertThat(counts.contains(1.5, 0.5, 2)).isFalse();
    assertThat(counts.contains(4)).isFalse();
    assertThat(new Support.OneHot(2).contains(0, 1)).isTrue();
    assertThat(new Support.OneHot(2).contains(1, 1)).isFalse();
    assertThat(new Support.Simplex(2).contains(0.25, 0.75)).isTrue();
    assertThat(new Support.Simplex(2).contains(0, 1)).isFalse();
    assertThat(new Support.Simplex(2).contains(0.5, 0.6)).isFalse();
    Support matrices = new Support.LowerTriangular(2);
    assertThat(matrices.contains(1, 0, -3, 2)).isTrue();
    assertThat(matrices.contains(1, 0.5, -3, 2)).isFalse();
    assertThat(matrices.contains(1, 0, -3, 0)).isFalse();
    assertThat(matrices.contains(1, 0, Double.NaN, 2)).isFalse();
    assertThat(matrices.contains(1)).isFalse();
  }

  private static final List<Support> EACH =
      List.of(
          REALS,
          UNIT,
          new Support.Interval(Double.NEGATIVE_INFINITY, -1),
          new Support.Interval(3, Double.POSITIVE_INFINITY),
          BYTES,
          Support.naturals(),
          Support.positive(),
          new Support.OneHot(3),
          new Support.Counts(3, 4),
          new Support.Simplex(3),
          new Support.LowerTriangular(2));

  @Test
  void everyKindIsLookedAt() {
    assertThat(EACH.stream().map(Object::getClass).distinct())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Support.class.getDeclaredClasses()).filter(Class::isRecord).toList());
  }

  @Test
  void theMiddleIsAnElementOfTheShape() {
    for (Support support : EACH) {
      double[] middle = support.middle();
      assertThat(middle).as("%s", support).hasSize((int) support.shape().size());
      assertThat(support.contains(middle)).as("%s", support).isTrue();
      assertThat(support.rank()).isEqualTo(support.shape().numDimensions());
    }
  }

  @Test
  void theRangeHoldsAllEntries() {
    for (Support support : EACH) {
      Range range = support.range();
      for (double entry : support.middle()) {
        assertThat(range.contains(entry)).as("%s in %s", entry, support).isTrue();
      }
      assertThat(support.isWhole()).isEqualTo(support.elements().isPresent() || isEndless(support));
      support.edges().ifPresent(edges -> assertThat(edges.low()).isEqualTo(range.low()));
    }
  }

  private static boolean isEndless(Support support) {
    return support.equals(Support.naturals());
  }

  @Test
  void finiteSupportsListTheirElements() {
    for (Support support : EACH) {
      support
          .elements()
          .ifPresent(
              elements -> {
                List<double[]> all = elements.list().get();
                assertThat(all).hasSize((int) elements.count());
                assertThat(all).allMatch(support::contains);
                assertThat(all.stream().map(Arrays::toString).distinct()).hasSameSizeAs(all);
              });
    }
    assertThat(new Support.Counts(3, 4).elements().orElseThrow().count()).isEqualTo(15);
    assertThat(new Support.OneHot(3).elements().orElseThrow().list().get())
        .containsExactly(new double[] {1, 0, 0}, new double[] {0, 1, 0}, new double[] {0, 0, 1});
    assertThat(Support.naturals().elements()).isEmpty();
    assertThat(REALS.elements()).isEmpty();
  }

  @Test
  void rangesHaveEnds() {
    assertThat(Support.positive().range().isOpen()).isTrue();
    assertThat(new Support.Interval(0, Double.POSITIVE_INFINITY).contains(Support.positive()))
        .isTrue();
    assertThat(Support.positive().contains(new Support.Interval(0, Double.POSITIVE_INFINITY)))
        .isFalse();
    assertThat(Support.positive().contains(new Support.Simplex(2))).isTrue();
    assertThat(REALS.range().isUnbounded()).isTrue();
    assertThat(UNIT.range().isUnbounded()).isFalse();
    assertThat(new Support.Interval(3, Double.POSITIVE_INFINITY))
        .hasToString("real numbers from 3");
    assertThat(new Support.Interval(Double.NEGATIVE_INFINITY, -1))
        .hasToString("real numbers up to -1");
  }

  @Test
  void textsAreWordsOfTheUser() {
    assertThat(REALS).hasToString("real numbers");
    assertThat(UNIT).hasToString("real numbers in [0, 1]");
    assertThat(new Support.Interval(-0.5, 2)).hasToString("real numbers in [-0.5, 2]");
    assertThat(Support.booleans()).hasToString("zeros and ones");
    assertThat(BYTES).hasToString("whole numbers in [0, 255]");
    assertThat(new Support.OneHot(10)).hasToString("one-hot vectors of 10");
    assertThat(new Support.LowerTriangular(3))
        .hasToString("lower triangular matrices of 3 rows with a positive diagonal");
  }
}
