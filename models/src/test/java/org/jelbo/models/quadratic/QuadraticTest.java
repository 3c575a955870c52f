package org.jelbo.models.quadratic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jelbo.dsl.contract.Margin.within;

import org.jelbo.dsl.expr.Precision;
import org.jelbo.inference.optimizer.Sgd;
import org.jelbo.inference.training.Fit;
import org.jelbo.inference.training.Trainer;
import org.junit.jupiter.api.Test;

class QuadraticTest {
  /** The gradient is {@code 2 a x}: a step multiplies each entry by {@code 1 - 2 rate a}. */
  @Test
  void gradientDescentShrinksEveryEntryByItsCurvature() {
    Quadratic quadratic = Quadratic.of(10, 0.05, 1.2);
    Trainer trainer =
        Trainer.of(quadratic.likelihood())
            .precision(Precision.FLOAT64)
            .optimizer(Sgd.of(0.8))
            .feed(quadratic.data().batch(1))
            .steps(6);
    try (Fit fit = trainer.run()) {
      double[] x = fit.parameter(Quadratic.POINT);
      assertThat(x[0]).isCloseTo(10 * Math.pow(1 - 0.08, 6), within(1e-12));
      assertThat(x[1]).isCloseTo(10 * Math.pow(1 - 1.92, 6), within(1e-12));
    }
  }

  @Test
  void lossesDifferByTheSumsOfSquares() {
    Quadratic near = Quadratic.of(0.5, 0.2, 3);
    Quadratic far = Quadratic.of(2, 0.2, 3);
    assertThat(loss(far) - loss(near))
        .isCloseTo(far.value(2, 2) - near.value(0.5, 0.5), within(1e-4));
    assertThat(far.value(2, 2)).isEqualTo(0.2 * 4 + 3 * 4);
  }

  private static double loss(Quadratic quadratic) {
    try (Fit fit = Fit.start(quadratic.likelihood())) {
      return fit.evaluate(quadratic.data(), 1).value();
    }
  }

  @Test
  void weightsThatAreNotPositiveAreRefused() {
    assertThatThrownBy(() -> Quadratic.of(1, 2, -1))
        .hasMessageContaining(
            "expected weights of squares that are positive and finite, but got [2.0, -1.0]")
        .hasMessageContaining("try: Quadratic.of(10, 0.2, 0.2)");
    assertThatThrownBy(() -> Quadratic.of(1))
        .hasMessageContaining("expected at least one weight, but got none");
  }
}
