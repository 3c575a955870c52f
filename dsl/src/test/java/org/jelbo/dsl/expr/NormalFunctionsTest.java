package org.jelbo.dsl.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import org.jelbo.dsl.contract.Evaluation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tails of the standard normal distribution, against SciPy's, the smallest by its series. */
final class NormalFunctionsTest {
  private static final double[] AT = {-10, -5, 0, 1.959963984540054};
  private static final double[] CDF = {7.61985302416047e-24, 2.866515718791933e-7, 0.5, 0.975};

  private static final double[] PROBABILITIES = {1e-30, 1e-10, 0.975};
  private static final double[] QUANTILES = {
    -11.464024688443613, -6.361340902404056, 1.959963984540054
  };

  private static final double[] HALF_PROBABILITIES = {1e-6, 0.3, 0.99};
  private static final double[] HALF_QUANTILES = {
    1.2533141373158284e-6, 0.38532046640756773, 2.5758293035489004
  };

  private static void assertRatios(double[] found, double[] expected, double tolerance) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(found[i] / expected[i]).isCloseTo(1, within(tolerance));
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void tailsAreRelativelyAccurate(Precision precision) {
    double tolerance = precision == Precision.FLOAT32 ? 2e-5 : 1e-13;
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr at = evaluation.fed(AT);
      Expr p = evaluation.fed(PROBABILITIES);
      Expr half = evaluation.fed(HALF_PROBABILITIES);
      assertRatios(evaluation.values(NormalFunctions.cdf(at)), CDF, tolerance);
      assertRatios(evaluation.values(NormalFunctions.quantile(p)), QUANTILES, tolerance);
      assertRatios(
          evaluation.values(NormalFunctions.halfQuantile(half)), HALF_QUANTILES, tolerance);
      double density = Math.exp(-12.5) / Math.sqrt(2 * Math.PI);
      assertThat(evaluation.gradient(NormalFunctions.cdf(at), at)[1] / density)
          .isCloseTo(1, within(tolerance));
      assertThat(evaluation.gradient(NormalFunctions.halfQuantile(half), half)[0])
          .isCloseTo(Math.sqrt(Math.PI / 2), within(1e-5));
    }
    assertRatios(NormalFunctions.cdf(Expr.of(AT)).constant(), CDF, 1e-13);
    assertRatios(NormalFunctions.quantile(Expr.of(PROBABILITIES)).constant(), QUANTILES, 1e-13);
    assertRatios(
        NormalFunctions.halfQuantile(Expr.of(HALF_PROBABILITIES)).constant(),
        HALF_QUANTILES,
        1e-13);
  }
}
