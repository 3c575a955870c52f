package org.jelbo.dsl.bijector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.support.Support;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.Shape;

final class BijectorTest {
  private static final double[] FREE = {-3, -0.5, 0, 0.25, 2, 7};

  static Stream<Arguments> supports() {
    return Stream.of(
        Arguments.of(Support.reals(), 3),
        Arguments.of(Support.positive(), 3),
        Arguments.of(new Support.Interval(-2, 5), 3),
        Arguments.of(new Support.Simplex(4), 4));
  }

  @ParameterizedTest
  @MethodSource("supports")
  void freeNumbersGoToTheSupportAndBackOnHostAndInGraph(Support support, int size) {
    Bijector map = Bijector.onto(support);
    Shape free = map.freeShape(Shape.of(2, size));
    assertThat(free).isEqualTo(Shape.of(2, 3));
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT64)) {
      for (Expr start : List.of(Expr.of(FREE, free), evaluation.fed(FREE, free))) {
        Expr value = map.forward(start);
        assertThat(value.eventShape()).isEqualTo(Shape.of(2, size));
        double[] found = evaluation.values(value);
        assertInside(support, found, size);
        assertThat(evaluation.values(map.inverse(value))).containsExactly(FREE, within(1e-12));
      }
    }
  }

  private static void assertInside(Support support, double[] values, int size) {
    for (double value : values) {
      assertThat(support.contains(new Support.Interval(value, value)) || size == 4).isTrue();
    }
    if (support instanceof Support.Simplex) {
      assertThat(Arrays.stream(values).min().orElseThrow()).isPositive();
      for (int row = 0; row < 2; row++) {
        double sum = values[4 * row] + values[4 * row + 1];
        assertThat(sum + values[4 * row + 2] + values[4 * row + 3]).isCloseTo(1, within(1e-12));
      }
    }
  }

  @Test
  void thereIsNoMapOntoWholeNumbersOrHalfAnInterval() {
    assertThatThrownBy(() -> Bijector.onto(Support.booleans()))
        .hasMessage(
            """
            at Bijector.onto:
              expected a support that real numbers can be mapped onto, but got zeros and ones
              try: real or positive numbers, an interval, or a simplex""");
    assertThatThrownBy(() -> Bijector.onto(new Support.Interval(0, Double.POSITIVE_INFINITY)))
        .hasMessage(
            """
            at Sigmoid:
              expected finite ends, the lower one first, but got 0.0 and Infinity
              try: Support.positive() for numbers without an upper end""");
  }
}
