package org.jelbo.dsl.divergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import org.jelbo.dsl.contract.Agreement;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.ndarray.Shape;

/** The divergence of Normals of very small and very large scales. */
final class ExtremeNormalKlTest {
  private static final double[] SCALES = {1e-18, 1e-9, 1e-3, 1, 1e3, 1e9, 1e18};

  /** KL from the ratio r of standard deviations and the distance d in deviations of p. */
  private static double exact(double r, double d) {
    return ((r - 1) * (r + 1) + d * d) / 2 - Math.log(r);
  }

  private static double kl(Evaluation evaluation, Normal q, Normal p) {
    return evaluation.scalar(Divergences.standard().of(q, p).orElseThrow());
  }

  private static Normal byStddev(Evaluation evaluation, double mean, double stddev) {
    return Normal.of(evaluation.fedScalar(mean), evaluation.fedScalar(stddev));
  }

  private static Normal byVariance(Evaluation evaluation, double mean, double variance) {
    return Normal.ofMeanAndVariance(evaluation.fedScalar(mean), evaluation.fedScalar(variance));
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void allPairsOfScalesGiveTheExactValue(Precision precision) {
    int count = SCALES.length * SCALES.length;
    double[] of = new double[count];
    double[] to = new double[count];
    double[] means = new double[count];
    double[] expected = new double[count];
    for (int i = 0; i < count; i++) {
      of[i] = SCALES[i / SCALES.length];
      to[i] = SCALES[i % SCALES.length];
      means[i] = 3 * to[i];
      double exact = exact(of[i] / to[i], 3);
      expected[i] = precision == Precision.FLOAT32 ? (float) exact : exact;
    }
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Normal q = Normal.of(Expr.of(0), evaluation.fed(of));
      Normal p = Normal.of(evaluation.fed(means), evaluation.fed(to));
      Agreement.of(precision).assertValues("KL", evaluation.values(q.klOfEach(p)), expected);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void scalesWhoseSquaresAreNoFloatsMeetVariances(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Agreement agreement = Agreement.of(precision);
      for (double ratio : new double[] {0.1, 1, 2}) {
        for (double variance : new double[] {1e-36, 1e38}) {
          double stddev = ratio * Math.sqrt(variance);
          Normal q = byStddev(evaluation, 0, stddev);
          Normal p = byVariance(evaluation, 0, variance);
          String what = stddev + " and the root of " + variance;
          agreement.assertValues(what, new double[] {kl(evaluation, q, p)}, exact(ratio, 0));
          agreement.assertValues(
              what + ", turned", new double[] {kl(evaluation, p, q)}, exact(1 / ratio, 0));
        }
      }
      double wide = kl(evaluation, byStddev(evaluation, 0, 1e20), byVariance(evaluation, 0, 1e38));
      agreement.assertValues("1e20", new double[] {wide}, exact(10, 0));
      double turned =
          kl(evaluation, byVariance(evaluation, 0, 1e38), byStddev(evaluation, 0, 1e20));
      agreement.assertValues("1e20, turned", new double[] {turned}, exact(0.1, 0));
      double narrow =
          kl(evaluation, byVariance(evaluation, 0, 1e-36), byStddev(evaluation, 0, 1e-20));
      agreement.assertValues("1e-20", new double[] {narrow}, exact(100, 0));
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void distancesWhoseSquaresAreNoFloatsMeetVariances(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Normal p = byVariance(evaluation, 0, 1e38);
      Normal q = byStddev(evaluation, 3e19, 1e19);
      Agreement.of(precision)
          .assertValues("distance", new double[] {kl(evaluation, q, p)}, exact(1, 3));
      Normal v = byVariance(evaluation, 3e19, 1e38);
      Agreement.of(precision)
          .assertValues("variances", new double[] {kl(evaluation, v, p)}, exact(1, 3));
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void equalDistributionsDivergeByNothing(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      for (double scale : SCALES) {
        Normal q = byStddev(evaluation, 5 * scale, scale);
        assertThat(kl(evaluation, q, q)).isCloseTo(0, within(1e-6));
      }
    }
  }

  @Test
  void gradientsAtExtremeScalesAreExact() {
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT32)) {
      for (double scale : new double[] {1e-18, 1e18}) {
        Expr mean = evaluation.fedScalar(0);
        Expr stddev = evaluation.fedScalar(2 * scale);
        Normal q = Normal.of(mean, stddev);
        Normal p = byVariance(evaluation, 3 * scale, scale * scale);
        Expr kl = Divergences.standard().of(q, p).orElseThrow();
        double byMean = evaluation.gradient(kl, mean)[0] * scale;
        double byStddev = evaluation.gradient(kl, stddev)[0] * scale;
        Agreement.of(Precision.FLOAT32)
            .assertValues("gradient", new double[] {byMean, byStddev}, -3, 2 - 0.5);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void parametersBroadcast(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr means = evaluation.fed(new double[] {1e-18, -2e-18}, Shape.of(2, 1));
      Normal q =
          Normal.of(means, evaluation.fed(new double[] {1e-18, 3e-18, 1e-17}, Shape.of(1, 3)));
      Normal p =
          Normal.ofMeanAndVariance(
              evaluation.fedScalar(0), evaluation.fed(new double[] {1e-36}, Shape.of(1, 1)));
      double expected = 0;
      for (double m : new double[] {1, -2}) {
        for (double s : new double[] {1, 3, 10}) {
          expected += exact(s, m);
        }
      }
      Normal full = Normal.of(Expr.filled(0, Shape.of(2, 3)).plus(p.mean()), p.variance().sqrt());
      Agreement.of(precision).assertValues("KL", new double[] {kl(evaluation, q, full)}, expected);
      assertThat(q.klOfEach(p).eventShape()).isEqualTo(Shape.of(2, 3));
      double[] each = evaluation.values(q.klOfEach(p));
      Agreement.of(precision).assertValues("last", new double[] {each[5]}, exact(10, -2));
    }
  }
}
