package org.jelbo.dsl.special;

import static org.assertj.core.api.Assertions.assertThat;

import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

final class IntervalsTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final double[] NUMBERS = {-INFINITY, -3, 0, 0.05, 0.2, INFINITY};

  private static double[] single(double... expected) {
    double[] singles = expected.clone();
    for (int i = 0; i < singles.length; i++) {
      singles[i] = (float) singles[i];
    }
    return singles;
  }

  @Test
  void clampedValuesAreInTheInterval() {
    Expr host = Intervals.clamped(Expr.of(NUMBERS), -0.1, 0.1);
    assertThat(host.constant()).containsExactly(-0.1, -0.1, 0, 0.05, 0.1, 0.1);
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT32)) {
      Expr value = evaluation.fed(NUMBERS);
      float inner = Math.nextDown(0.1f);
      assertThat((double) 0.1f).isGreaterThan(0.1);
      assertThat(evaluation.values(Intervals.clamped(value, -0.1, 0.1)))
          .containsExactly(single(-inner, -inner, 0, 0.05f, inner, inner));
      assertThat(evaluation.values(Intervals.clamped(value, -0.5, INFINITY)))
          .containsExactly(single(-0.5, -0.5, 0, 0.05, 0.2, INFINITY));
    }
  }

  @Test
  void valuesInsideAreFiniteAndNoEnds() {
    assertThat(Intervals.inside(Expr.of(NUMBERS), 0, 0.2).constant())
        .containsExactly(
            Double.MIN_NORMAL,
            Double.MIN_NORMAL,
            Double.MIN_NORMAL,
            0.05,
            Math.nextDown(0.2),
            Math.nextDown(0.2));
    assertThat(Intervals.inside(Expr.of(NUMBERS), -INFINITY, 0).constant())
        .containsExactly(
            -Double.MAX_VALUE,
            -3,
            -Double.MIN_NORMAL,
            -Double.MIN_NORMAL,
            -Double.MIN_NORMAL,
            -Double.MIN_NORMAL);
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT32)) {
      assertThat(evaluation.values(Intervals.inside(evaluation.fed(NUMBERS), -3, INFINITY)))
          .containsExactly(
              single(Math.nextUp(-3f), Math.nextUp(-3f), 0, 0.05, 0.2, Float.MAX_VALUE));
      assertThat(evaluation.values(Intervals.inside(evaluation.fed(NUMBERS), 0, 0.2)))
          .containsExactly(
              single(
                  Float.MIN_NORMAL,
                  Float.MIN_NORMAL,
                  Float.MIN_NORMAL,
                  0.05,
                  Math.nextDown(0.2f),
                  Math.nextDown(0.2f)));
    }
  }

  @Test
  void noGradientFlowsIntoMovedEntries() {
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT64)) {
      Expr value = evaluation.fed(new double[] {-1, 0.5, 2}, Shape.of(3));
      assertThat(evaluation.gradient(Intervals.inside(value, 0, 1), value))
          .containsExactly(0, 1, 0);
    }
  }
}
