package org.jelbo.dsl.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import ch.obermuhlner.math.big.BigDecimalMath;
import java.math.BigDecimal;
import java.math.MathContext;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.contract.Evaluation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.ndarray.Shape;

/** Means of powers against the formula to 60 digits, effective sizes against weights by hand. */
final class PowerMeansTest {
  private static final Axis PARTICLES = new Axis.Particles("particles");
  private static final MathContext DIGITS = new MathContext(60);
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  /** Sums of eighths, which float32 holds. */
  private static final double[] VALUES = {-3.5, 0.25, -1.125, 0.5, -0.75, 2, -1.375};

  private static final double[] POWERS = {
    1e-8, -1e-8, 1e-6, -1e-6, 1e-4, -1e-4, 1e-3, -1e-3, 0.1, -0.1, 0.5, -2, 3
  };

  private static BigDecimal[] powers(double power) {
    BigDecimal[] powers = new BigDecimal[VALUES.length];
    for (int i = 0; i < powers.length; i++) {
      BigDecimal exponent = new BigDecimal(VALUES[i]).multiply(new BigDecimal(power));
      powers[i] = BigDecimalMath.exp(exponent, DIGITS);
    }
    return powers;
  }

  private static BigDecimal sum(BigDecimal... numbers) {
    BigDecimal sum = BigDecimal.ZERO;
    for (BigDecimal number : numbers) {
      sum = sum.add(number);
    }
    return sum;
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void logsOfPowerMeansKeepTheirDigitsNearPowerZero(Precision precision) {
    double tolerance = precision == Precision.FLOAT32 ? 2e-6 : 2e-12;
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr x = evaluation.fed(VALUES, Shape.of(VALUES.length), PARTICLES);
      for (double power : POWERS) {
        BigDecimal[] powers = powers(power);
        BigDecimal count = new BigDecimal(VALUES.length);
        double log =
            BigDecimalMath.log(sum(powers).divide(count, DIGITS), DIGITS)
                .divide(new BigDecimal(power), DIGITS)
                .doubleValue();
        Expr mean = PowerMeans.logMeanOver(x, PARTICLES, power);
        assertThat(evaluation.scalar(mean)).as("power %s", power).isCloseTo(log, within(tolerance));
        double[] gradient = evaluation.gradient(mean, x);
        for (int i = 0; i < gradient.length; i++) {
          double share = powers[i].divide(sum(powers), DIGITS).doubleValue();
          assertThat(gradient[i]).as("power %s", power).isCloseTo(share, within(tolerance));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void whatIsNothingHasNoPart(Precision precision) {
    double[] values = {-INFINITY, 0, 1e6, -INFINITY, 0, 1e6};
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Axis rows = new Axis.Plate("rows", 0, Axis.Plate.OF_DATA);
      Expr x = evaluation.fed(values, Shape.of(2, 3), PARTICLES, rows);
      double[] means = evaluation.values(PowerMeans.logMeanOver(x, PARTICLES, 1e-3));
      assertThat(means).containsExactly(-INFINITY, 0, 1e6);
      double[] sizes = evaluation.values(PowerMeans.effectiveSampleSize(x, PARTICLES));
      assertThat(sizes[0]).isNaN();
      assertThat(sizes[1]).isCloseTo(2, within(1e-6));
      assertThat(sizes[2]).isCloseTo(2, within(1e-6));
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void effectiveSizesAreThoseOfTheWeightsHoweverLargeTheirLogs(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      for (double shift : new double[] {0, 1e4, -1e5, 0x1p20, -0x1p24}) {
        // Weights of e, 1 and 1, and nothing beside them.
        double[] few = {shift + 1, shift, shift, shift - 1e4};
        Expr some = evaluation.fed(few, Shape.of(4), PARTICLES);
        double sum = Math.E + 2;
        assertThat(evaluation.scalar(PowerMeans.effectiveSampleSize(some, PARTICLES)))
            .as("shift %s", shift)
            .isCloseTo(sum * sum / (Math.E * Math.E + 2), within(1e-5));
        double[] alone = {shift, shift - 1e4, shift - 1e6};
        Expr one = evaluation.fed(alone, Shape.of(3), PARTICLES);
        assertThat(evaluation.scalar(PowerMeans.effectiveSampleSize(one, PARTICLES)))
            .as("shift %s", shift)
            .isCloseTo(1, within(1e-6));
        double[] equal = {shift, shift, shift, shift, shift};
        Expr five = evaluation.fed(equal, Shape.of(5), PARTICLES);
        assertThat(evaluation.scalar(PowerMeans.effectiveSampleSize(five, PARTICLES)))
            .as("shift %s", shift)
            .isCloseTo(5, within(1e-5));
      }
    }
  }

  /** Of each the others' mean by hand, the greatest far above and the least at nothing. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void whatIsLeftWithoutEachIsThatOfTheOthers(Precision precision) {
    double[][] some = {
      {0.5, -1, 2}, {-3, -3, -3}, {1000, -2, 0.25}, {-INFINITY, 1, 2}, {-INFINITY, -INFINITY, 2}
    };
    try (Evaluation evaluation = Evaluation.in(precision)) {
      for (double[] x : some) {
        Expr logs = evaluation.fed(x, Shape.of(x.length), PARTICLES);
        double[] found = evaluation.values(PowerMeans.leaveOneOut(logs, PARTICLES, 1));
        for (int k = 0; k < x.length; k++) {
          double sum = 0;
          double mean = 0;
          for (int j = 0; j < x.length; j++) {
            sum += j == k ? 0 : Math.exp(x[j] - 700);
            mean += j == k ? 0 : x[j] / (x.length - 1);
          }
          double all = Math.log((sum + Math.exp(mean - 700)) / x.length) + 700;
          if (Double.isInfinite(all)) {
            assertThat(found[k]).as("%s of %s", k, x).isFinite();
          } else {
            assertThat(found[k]).as("%s of %s", k, x).isCloseTo(all, within(1e-3));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void withoutTheOnlyOneNothingIsTold(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr one = evaluation.fed(new double[] {-3}, Shape.of(1), PARTICLES);
      for (double power : new double[] {0, 1, -1, 0.5}) {
        assertThat(evaluation.scalar(PowerMeans.leaveOneOut(one, PARTICLES, power)))
            .as("power %s", power)
            .isFinite();
      }
    }
  }
}
