package org.jelbo.dsl.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.Arrays;
import java.util.List;
import org.jelbo.dsl.contract.Agreement;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Far tails, corners and extreme parameters, against values to 40 digits. */
final class BoundedExtremesTest {
  /** Logits; mean, variance and entropy. */
  private static final double[][] CONTINUOUS_BERNOULLI = {
    {-100, 0.01, 0.0001, -3.6051701859880914},
    {-1e-6, 0.49999991666666666, 0.08333333333332917, -4.166666666666562e-14},
    {0, 0.5, 0.08333333333333333, 0},
    {0.5, 0.5414940825367983, 0.08230191096723624, -0.010351990275642405},
    {0.999, 0.5818973766120034, 0.07933410776812896, -0.04057256166485577},
    {1.001, 0.5820560294214169, 0.07931869730348994, -0.04073121446913242},
    {100, 0.99, 0.0001, -3.6051701859880914}
  };

  @ParameterizedTest
  @EnumSource(Precision.class)
  void momentsOfContinuousBernoulli(Precision precision) {
    double tolerance = precision == Precision.FLOAT32 ? 1e-5 : 1e-12;
    try (Evaluation evaluation = Evaluation.in(precision)) {
      for (double[] row : CONTINUOUS_BERNOULLI) {
        ContinuousBernoulli family = ContinuousBernoulli.ofLogits(evaluation.fedScalar(row[0]));
        assertThat(evaluation.scalar(family.mean()) / row[1]).isCloseTo(1, within(tolerance));
        assertThat(evaluation.scalar(family.variance()) / row[2]).isCloseTo(1, within(tolerance));
        assertThat(evaluation.scalar(family.entropy()))
            .isCloseTo(row[3], within(tolerance * Math.max(1e-8, Math.abs(row[3]))));
      }
    }
  }

  /** {@code x - 1/2} at the logits 0, where the normalizer has no first-order term but 1/2. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void slopeOfContinuousBernoulliAtTheUniformDistribution(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr logits = evaluation.fed(0, -1e-7, 1e-7);
      Expr scored = ContinuousBernoulli.ofLogits(logits).logProbOfEach(Expr.of(0.8));
      Agreement.of(precision)
          .assertGradient(
              "slope", evaluation.gradient(scored, logits), 0.3, 0.3 + 1e-7 / 12, 0.3 - 1e-7 / 12);
    }
  }

  /** Concentration; mean and variance at scale 1. */
  private static final double[][] WEIBULL = {
    {0.5, 2, 20},
    {3, 0.8929795115692493, 0.10533288486847873},
    {9.99, 0.9513104232404629, 0.013124115277499904},
    {10.01, 0.9513910512093541, 0.013076859294845608},
    {100, 0.9943258511915061, 0.00016030491620026114},
    {1e4, 0.9999422883231625, 1.6445038762822376e-8}
  };

  @ParameterizedTest
  @EnumSource(Precision.class)
  void momentsOfSteepWeibull(Precision precision) {
    double tolerance = precision == Precision.FLOAT32 ? 1e-4 : 1e-11;
    try (Evaluation evaluation = Evaluation.in(precision)) {
      for (double[] row : WEIBULL) {
        Weibull family = Weibull.ofScaleAndConcentration(Expr.of(1), evaluation.fedScalar(row[0]));
        assertThat(evaluation.scalar(family.mean()) / row[1]).isCloseTo(1, within(tolerance));
        assertThat(evaluation.scalar(family.variance()) / row[2]).isCloseTo(1, within(tolerance));
      }
    }
  }

  /** Temperature and logits; mean, variance and entropy. */
  private static final double[][] RELAXED = {
    {0.1, 0, 0.5, 0.225201077081101, -9.64214116521445},
    {0.1, 5, 0.993198105601513, 0.00608022179428182, -45.8339333907203},
    {0.999, 2, 0.79460015647341, 0.0499812125304847, -0.626974266444843},
    {1.001, -2, 0.205626500340677, 0.0499169971749289, -0.625170244746867},
    {10, 3, 0.573856625165912, 0.00192637898711113, -1.71929549419475},
    {0.01, -1, 0.268956364531691, 0.19465277729508, -156.053635457157}
  };

  @ParameterizedTest
  @EnumSource(Precision.class)
  void momentsOfRelaxedBernoulli(Precision precision) {
    double tolerance = precision == Precision.FLOAT32 ? 1e-5 : 1e-10;
    try (Evaluation evaluation = Evaluation.in(precision)) {
      for (double[] row : RELAXED) {
        RelaxedBernoulli family =
            RelaxedBernoulli.ofLogits(evaluation.fedScalar(row[0]), evaluation.fedScalar(row[1]));
        assertThat(evaluation.scalar(family.mean())).isCloseTo(row[2], within(tolerance));
        assertThat(evaluation.scalar(family.variance())).isCloseTo(row[3], within(tolerance));
        assertThat(evaluation.scalar(family.entropy()) / row[4]).isCloseTo(1, within(tolerance));
      }
    }
  }

  /** Two relaxed categories are a relaxed zero or one, whose integrals are over other numbers. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void twoRelaxedCategoriesAreOneRelaxedBernoulli(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      for (double[] row : RELAXED) {
        if (row[0] < 0.05) {
          continue;
        }
        RelaxedOneHotCategorical family =
            RelaxedOneHotCategorical.ofLogits(row[0], evaluation.fed(row[1], 0));
        double rest = 1 - row[2];
        Agreement agreement = Agreement.within(precision == Precision.FLOAT32 ? 1e-4 : 1e-9);
        agreement.assertValues("mean", evaluation.values(family.mean()), row[2], rest);
        agreement.assertValues("variance", evaluation.values(family.variance()), row[3], row[3]);
        agreement.assertValues("entropy", evaluation.values(family.entropy()), row[4]);
      }
    }
  }

  /** By {@code log(s(u) - s(d))} at 40 digits: value, location, scale and log-probability. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void farValuesOfDiscretizedLogistic(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr values = evaluation.fed(200, 10, 10, 11, 10, 0, 255);
      Expr locs = evaluation.fed(10, 200, 20, 10, 10, 1e6, -1e6);
      Expr scales = evaluation.fed(0.5, 0.5, 1000, 0.001, 1e-10, 1, 1);
      DiscretizedLogistic family = DiscretizedLogistic.of(locs, scales, 0, 255);
      Expr scored = family.logProbOfEach(values);
      Agreement.of(precision)
          .assertValues(
              "log-probabilities",
              evaluation.values(scored),
              -379.14541345786887,
              -379.14541345786887,
              -8.294074660829633,
              -500,
              0,
              -(1e6 - 0.5),
              -(1e6 + 254.5));
      for (double[] gradient : evaluation.gradients(scored, List.of(locs, scales))) {
        assertThat(gradient).doesNotContain(Double.NaN);
      }
    }
  }

  /** Where the square of the distance is no float32: {@code -log(pi) - 2 log y}. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void farValuesOfCauchy(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr loc = evaluation.fedScalar(0);
      Expr values = evaluation.fed(1e25, 1, 1e-25);
      Expr scored = Cauchy.of(loc, Expr.of(1)).logProbOfEach(values);
      double atLoc = -Math.log(Math.PI);
      Agreement.of(precision)
          .assertValues(
              "log-densities",
              evaluation.values(scored),
              atLoc - 50 * Math.log(10),
              atLoc - Math.log(2),
              atLoc);
      Agreement.of(precision)
          .assertGradient("slopes", evaluation.gradient(scored, values), -2e-25, -1, 0);
    }
  }

  /** Zeros and ones are what float32 makes of numbers next to them. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void cornersOfRelaxedFamiliesHaveFiniteDensities(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr logits = evaluation.fed(-100, 0, 100);
      Expr temperature = evaluation.fedScalar(0.3);
      Expr corners = evaluation.fed(0, 1e-38, 1);
      Expr each = RelaxedBernoulli.ofLogits(temperature, logits).logProbOfEach(corners);
      Expr whole = RelaxedOneHotCategorical.ofLogits(temperature, logits).logProb(corners);
      for (Expr scored : new Expr[] {each, whole}) {
        assertFinite(evaluation.values(scored));
        for (Expr of : new Expr[] {logits, temperature, corners}) {
          assertFinite(evaluation.gradient(scored, of));
        }
      }
    }
  }

  private static void assertFinite(double[] numbers) {
    assertThat(Arrays.stream(numbers).boxed()).allMatch(Double::isFinite);
  }
}
