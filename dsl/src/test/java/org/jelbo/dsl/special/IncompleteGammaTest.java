package org.jelbo.dsl.special;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.numbers.gamma.RegularizedGamma;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.expr.Differences;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against commons-numbers and its differences. */
final class IncompleteGammaTest {
  private static final double[] CONCENTRATIONS = {1e-2, 0.5, 3, 40, 100, 101, 1e4, 1e6};
  private static final double[] DEVIATIONS = {-0.99, -0.5, -0.01, 0.02, 1, 4};

  @ParameterizedTest
  @EnumSource(Precision.class)
  void valuesAndGradients(Precision precision) {
    int count = CONCENTRATIONS.length * DEVIATIONS.length;
    double[] a = new double[count];
    double[] x = new double[count];
    for (int i = 0; i < count; i++) {
      a[i] = (float) CONCENTRATIONS[i / DEVIATIONS.length];
      double width = Math.min(a[i], 2 * Math.sqrt(a[i]));
      x[i] = (float) (a[i] + width * DEVIATIONS[i % DEVIATIONS.length]);
    }
    double tolerance = precision == Precision.FLOAT64 ? 1e-9 : 5e-5;
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr shape = evaluation.fed(a);
      Expr at = evaluation.fed(x);
      Expr lower = IncompleteGamma.lower(shape, at);
      double[] values = evaluation.values(lower);
      double[] toShape = evaluation.gradient(lower, shape);
      double[] toValue = evaluation.gradient(lower, at);
      for (int i = 0; i < count; i++) {
        String what = "a = " + a[i] + ", x = " + x[i];
        double width = Math.min(a[i], Math.sqrt(a[i]));
        assertThat(values[i])
            .as(what)
            .isCloseTo(RegularizedGamma.P.value(a[i], x[i]), within(tolerance));
        double value = x[i];
        double slope =
            Differences.slope(b -> RegularizedGamma.P.value(b, value), a[i], 2e-3 * width);
        assertThat(toShape[i] * width).as(what).isCloseTo(slope * width, within(1e-7 + tolerance));
        double density = Math.exp((a[i] - 1) * Math.log(x[i]) - x[i] - LogGamma.value(a[i]));
        assertThat(toValue[i] / density).as(what).isCloseTo(1, within(1e-7 + 10 * tolerance));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void belowZeroThereIsNothing(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr x = evaluation.fed(-1, 0, 1);
      Expr lower = IncompleteGamma.lower(Expr.of(0.5), x);
      assertThat(evaluation.values(lower)[0]).isZero();
      assertThat(evaluation.values(lower)[1]).isZero();
      assertThat(evaluation.gradient(lower, x)[0]).isZero();
      assertThat(evaluation.gradient(lower, x)).doesNotContain(Double.NaN);
      assertThat(IncompleteGamma.lower(Expr.of(0.5), Expr.of(-1)).constant()[0]).isZero();
    }
  }
}
