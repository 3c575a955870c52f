package org.jelbo.dsl.bijector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jelbo.dsl.contract.Agreement;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.contract.Margin;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.support.Support;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.Shape;

/** The map onto each support: it stays inside, and nothing inside is left out. */
final class MapOntoTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final long SEED = 20;
  private static final int MANY = 200;

  static Stream<Support> supports() {
    return Stream.of(
        Support.reals(),
        Support.positive(),
        new Support.Interval(-2, 5),
        new Support.Interval(-0.1, 0),
        new Support.Interval(3, INFINITY),
        new Support.Interval(0, INFINITY),
        new Support.Interval(-INFINITY, -1),
        new Support.Interval(-INFINITY, INFINITY),
        new Support.Simplex(2),
        new Support.Simplex(4),
        new Support.LowerTriangular(1),
        new Support.LowerTriangular(3));
  }

  private static Shape event(Support support) {
    return support.shape().prepend(MANY);
  }

  /** Values anywhere in the support, some of them close to its ends. */
  private static double[] values(Support support) {
    Random random = new Random(SEED);
    int size = Math.toIntExact(event(support).takeLast(support.rank()).size());
    double[] values = new double[MANY * size];
    for (int i = 0; i < values.length; i += size) {
      double[] entry = entry(support, size, random);
      System.arraycopy(entry, 0, values, i, size);
    }
    return values;
  }

  private static double[] entry(Support support, int size, Random random) {
    double[] wide = IntStream.range(0, size).mapToDouble(i -> 5 * random.nextGaussian()).toArray();
    if (support instanceof Support.Simplex) {
      double sum = Arrays.stream(wide).map(Math::exp).sum();
      return Arrays.stream(wide).map(x -> Math.exp(x) / sum).toArray();
    }
    if (support instanceof Support.LowerTriangular matrices) {
      int n = Math.toIntExact(matrices.size());
      return IntStream.range(0, n * n)
          .mapToDouble(i -> i % n < i / n ? wide[i] : i % n == i / n ? Math.exp(wide[i]) : 0)
          .toArray();
    }
    return new double[] {number(support, wide[0], random.nextDouble())};
  }

  private static double number(Support support, double wide, double uniform) {
    double low = support.range().low();
    double high = support.range().high();
    if (Double.isInfinite(low)) {
      return Double.isInfinite(high) ? wide : high - Math.exp(wide);
    }
    return Double.isInfinite(high) ? low + Math.exp(wide) : low + (high - low) * uniform;
  }

  private static boolean isIn(Support support, double[] entry) {
    if (support instanceof Support.Simplex) {
      return Math.abs(Arrays.stream(entry).sum() - 1) < Margin.of(1e-5)
          && Arrays.stream(entry).allMatch(x -> x > 0);
    }
    if (support instanceof Support.LowerTriangular matrices) {
      int n = Math.toIntExact(matrices.size());
      return IntStream.range(0, n * n)
          .allMatch(i -> i % n < i / n || (i % n == i / n ? entry[i] > 0 : entry[i] == 0));
    }
    return support.contains(new Support.Interval(entry[0], entry[0]));
  }

  @ParameterizedTest
  @MethodSource("supports")
  void everyValueComesFromFreeNumbers(Support support) {
    Bijector map = Bijector.onto(support);
    double[] values = values(support);
    for (Precision precision : Precision.values()) {
      try (Evaluation evaluation = Evaluation.in(precision)) {
        Expr value = evaluation.fed(values, event(support));
        Expr free = map.inverse(value);
        assertThat(free.eventShape()).isEqualTo(map.freeShape(event(support)));
        assertThat(Arrays.stream(evaluation.values(free)).allMatch(Double::isFinite))
            .as("seed %s", SEED)
            .isTrue();
        Agreement.of(precision)
            .assertValues(
                "seed " + SEED + ", there and back",
                evaluation.values(map.forward(free)),
                evaluation.values(value));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("supports")
  void freeNumbersStayInside(Support support) {
    Bijector map = Bijector.onto(support);
    Shape free = map.freeShape(event(support));
    Random random = new Random(SEED);
    double[] numbers = new double[Math.toIntExact(free.size())];
    Arrays.setAll(numbers, i -> 6 * random.nextGaussian());
    for (Precision precision : Precision.values()) {
      try (Evaluation evaluation = Evaluation.in(precision)) {
        double[] found = evaluation.values(map.forward(evaluation.fed(numbers, free)));
        int size = found.length / MANY;
        for (int i = 0; i < found.length; i += size) {
          double[] entry = Arrays.copyOfRange(found, i, i + size);
          assertThat(isIn(support, entry))
              .as("seed %s: %s in %s", SEED, Arrays.toString(entry), support)
              .isTrue();
        }
      }
    }
  }

  @Test
  void zerosComeFromTheMiddle() {
    assertThat(StickBreaking.of(4).forward(Expr.filled(0, Shape.of(3))).constant())
        .containsExactly(new double[] {0.25, 0.25, 0.25, 0.25}, within(1e-15));
    assertThat(CentredSoftmax.of(4).forward(Expr.filled(0, Shape.of(3))).constant())
        .containsOnly(0.25);
    assertThat(LowerTriangular.of(2).forward(Expr.filled(0, Shape.of(3))).constant())
        .containsExactly(1, 0, 0, 1);
    assertThat(LowerTriangular.of(3).forward(Expr.of(new double[] {0, 2, 0, 3, 4, 0})).constant())
        .containsExactly(1, 0, 0, 2, 1, 0, 3, 4, 1);
  }

  @Test
  void mapsOntoSupportsHaveThem() {
    supports()
        .filter(support -> !support.equals(new Support.Interval(-INFINITY, INFINITY)))
        .filter(support -> !support.equals(new Support.Interval(0, INFINITY)))
        .forEach(
            support -> {
              assertThat(Bijector.onto(support).support()).isEqualTo(support);
              assertThat(Bijector.onto(support).domain()).isEqualTo(Support.reals());
            });
  }

  @Test
  void thereIsNoMapOntoWholeNumbers() {
    for (Support support :
        List.of(
            Support.booleans(),
            Support.naturals(),
            new Support.OneHot(3),
            new Support.Counts(3, 2))) {
      assertThatThrownBy(() -> Bijector.onto(support))
          .hasMessage(
              """
              at Bijector.onto:
                expected a support that real numbers can be mapped onto, but got %s
                try: real or positive numbers, an interval, or a simplex\
              """
                  .formatted(support));
    }
  }

  @Test
  void anIntervalHasTwoEnds() {
    for (Support.Interval interval :
        List.of(new Support.Interval(1, 1), new Support.Interval(INFINITY, INFINITY))) {
      assertThatThrownBy(() -> Bijector.onto(interval))
          .hasMessage(
              """
              at Sigmoid:
                expected finite ends, the lower one first, but got %s and %s
                try: Support.positive() for numbers without an upper end\
              """
                  .formatted(interval.low(), interval.high()));
    }
  }
}
