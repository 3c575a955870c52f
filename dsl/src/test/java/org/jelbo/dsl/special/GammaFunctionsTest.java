package org.jelbo.dsl.special;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.numbers.gamma.Trigamma;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class GammaFunctionsTest {
  private static final double[] POSITIVE = {1e-3, 0.4, 1, 3, 5.999, 6, 6.001, 8, 20};

  @ParameterizedTest
  @EnumSource(Precision.class)
  void remaindersCompleteTheLeadingTerms(Precision precision) {
    double tolerance = precision == Precision.FLOAT64 ? 1e-11 : 2e-6;
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr a = evaluation.fed(POSITIVE);
      Expr remainder = GammaFunctions.logGammaRemainder(a);
      Expr slope = GammaFunctions.digammaRemainder(a);
      double[] remainders = evaluation.values(remainder);
      double[] slopes = evaluation.values(slope);
      double[] gradients = evaluation.gradient(remainder, a);
      double[] bends = evaluation.gradient(slope, a);
      for (int i = 0; i < POSITIVE.length; i++) {
        double x = POSITIVE[i];
        double leading = (x - 0.5) * Math.log(x) - x + Math.log(2 * Math.PI) / 2;
        assertNear(remainders[i], LogGamma.value(x) - leading, tolerance);
        double ofSlope = Math.log(x) - 1 / (2 * x) - Digamma.value(x);
        assertNear(slopes[i], ofSlope, tolerance);
        assertNear(gradients[i], -ofSlope, tolerance);
        assertNear(bends[i], 1 / x + 1 / (2 * x * x) - Trigamma.value(x), 5 * tolerance);
      }
    }
  }

  private static void assertNear(double found, double expected, double tolerance) {
    assertThat(found).isCloseTo(expected, within(tolerance * Math.max(1, Math.abs(expected))));
  }

  @Test
  void remaindersOfLargeNumbersKeepTheirDigits() {
    double[] at = {1e4, 1e9};
    double[] remainders = GammaFunctions.logGammaRemainder(Expr.of(at)).constant();
    double[] slopes = GammaFunctions.digammaRemainder(Expr.of(at)).constant();
    for (int i = 0; i < at.length; i++) {
      assertThat(remainders[i] * 12 * at[i]).isCloseTo(1, within(1e-8));
      assertThat(slopes[i] * 12 * at[i] * at[i]).isCloseTo(1, within(1e-8));
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void devianceKeepsItsDigitsNearAndFar(Precision precision) {
    double tolerance = precision == Precision.FLOAT64 ? 1e-10 : 1e-5;
    double[] ratios = {1e-6, 0.5, 0.79, 0.9, 1.25, 3, 1e4};
    double[] scales = {1e-3, 1, 1e6};
    int count = scales.length * ratios.length;
    double[] a = new double[count];
    double[] m = new double[count];
    Arrays.setAll(a, i -> scales[i / ratios.length]);
    Arrays.setAll(m, i -> a[i] * ratios[i % ratios.length]);
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr fedA = evaluation.fed(a);
      Expr fedM = evaluation.fed(m);
      Expr deviance = GammaFunctions.deviance(fedA, fedM);
      double[] found = evaluation.values(deviance);
      List<double[]> gradients = evaluation.gradients(deviance, List.of(fedA, fedM));
      for (int i = 0; i < count; i++) {
        double ratio = ratios[i % ratios.length];
        double expected = a[i] * (ratio - 1 - Math.log(ratio));
        assertThat(found[i] / expected).as("%s, %s", a[i], m[i]).isCloseTo(1, within(tolerance));
        assertNear(gradients.get(0)[i], -Math.log(ratio), tolerance);
        assertNear(gradients.get(1)[i], 1 - 1 / ratio, tolerance);
      }
      double apart = 0x1p-10;
      Expr near =
          GammaFunctions.deviance(
              evaluation.fedScalar(1024), evaluation.fedScalar(1024 * (1 + apart)));
      double expected =
          1024 * (apart * apart / 2 - Math.pow(apart, 3) / 3 + Math.pow(apart, 4) / 4);
      assertThat(evaluation.scalar(near) / expected).isCloseTo(1, within(1e-6));
    }
  }

  @Test
  void remainderDivergenceIsThatOfTheLogGammaFunction() {
    for (double a : new double[] {0.01, 0.5, 4, 30}) {
      for (double b : new double[] {0.02, 1, 7, 29}) {
        double expected =
            LogGamma.value(b)
                - LogGamma.value(a)
                - (b - a) * Digamma.value(a)
                - (b * Math.log(b / a) + a - b);
        double found = GammaFunctions.remainderDivergence(Expr.of(a), Expr.of(b)).constant()[0];
        assertNear(found, expected, 1e-12);
      }
    }
  }
}
