package org.jelbo.dsl.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jelbo.dsl.contract.Evaluation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Special functions: the graph against the host's library, gradients against differences. */
final class SpecialFunctionsTest {
  private static final double STEP = 1e-5;

  static Stream<Arguments> functions() {
    double[] positive = {1e-3, 0.1, 0.7, 1, 2.5, 30, 400};
    double[] real = {-3, -0.4, 0.01, 0.6, 1.2, 4};
    return Stream.of(
        of("logGamma", SpecialFunctions::logGamma, positive),
        of("digamma", SpecialFunctions::digamma, positive),
        of("log1mexp", SpecialFunctions::log1mexp, positive),
        of("erf", SpecialFunctions::erf, real),
        of("erfc", SpecialFunctions::erfc, real),
        of("inverseErf", SpecialFunctions::inverseErf, new double[] {-0.9, -0.2, 0.01, 0.5, 0.99}),
        of("expm1", SpecialFunctions::expm1, real),
        of("sin", SpecialFunctions::sin, real),
        of("cos", SpecialFunctions::cos, real),
        of("tan", SpecialFunctions::tan, new double[] {-1.2, -0.3, 0.2, 1.4}),
        of("atan", SpecialFunctions::atan, real));
  }

  private static Arguments of(String name, UnaryOperator<Expr> function, double[] at) {
    return Arguments.of(name, function, at);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("functions")
  void graphAgreesWithHostAndGradientsWithDifferences(
      String name, UnaryOperator<Expr> function, double[] at) {
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT64)) {
      Expr x = evaluation.fed(at);
      Expr value = function.apply(x);
      double[] found = evaluation.values(value);
      double[] slopes = evaluation.gradient(value, x);
      for (int i = 0; i < at.length; i++) {
        double step = STEP * Math.min(1, Math.abs(at[i]));
        double host = host(function, at[i]);
        double slope = Differences.slope(point -> host(function, point), at[i], step);
        assertThat(found[i]).as("%s(%s)", name, at[i]).isCloseTo(host, within(near(host, 1e-11)));
        assertThat(slopes[i])
            .as("%s'(%s)", name, at[i])
            .isCloseTo(slope, within(near(slope, 1e-6)));
      }
    }
  }

  private static double near(double value, double tolerance) {
    return tolerance * Math.max(1, Math.abs(value));
  }

  private static double host(UnaryOperator<Expr> function, double x) {
    return function.apply(Expr.of(x)).constant()[0];
  }

  /** {@code log(1 - exp(-x))} is {@code log x} near 0 and {@code -exp(-x)} far out. */
  @Test
  void logOfOneMinusExpIsAccurateAtBothEnds() {
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT32)) {
      Expr x = evaluation.fed(1e-20, 60);
      double[] values = evaluation.values(SpecialFunctions.log1mexp(x));
      assertThat(values[0]).isCloseTo(Math.log(1e-20), within(1e-4));
      assertThat(values[1] / -Math.exp(-60)).isCloseTo(1, within(1e-4));
      assertThat(evaluation.gradient(SpecialFunctions.log1mexp(x), x)[1]).isBetween(0.0, 1e-25);
    }
  }

  @Test
  void floorStopsGradients() {
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT64)) {
      Expr x = evaluation.fed(1.5, -1.5);
      assertThat(evaluation.values(SpecialFunctions.floor(x))).containsExactly(1, -2);
      assertThat(evaluation.gradient(SpecialFunctions.floor(x).plus(x), x)).containsExactly(1, 1);
    }
  }

  @Test
  void logBetaOfWholeNumbers() {
    assertThat(SpecialFunctions.logBeta(Expr.of(3), Expr.of(4)).constant()[0])
        .isCloseTo(Math.log(1 / 60.0), within(1e-12));
  }
}
