package org.jelbo.dsl.distribution;

import static org.apache.commons.numbers.gamma.LogGamma.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.numbers.gamma.Digamma;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Extents;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.noise.KeyedNoise;
import org.jelbo.dsl.noise.NoiseClock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.ndarray.Shape;

/**
 * Concentrations from 1e-3 to 1e6 in both precisions, against the textbook's formulas in float64.
 */
final class ExtremeConcentrationsTest {
  private static final Axis PARTICLES = new Axis.Particles("particles");
  private static final double[] CONCENTRATIONS = {1e-3, 0.5, 30, 1e4, 1e6};

  private static double single(double value) {
    return (float) value;
  }

  private static void assertNear(String what, double[] found, double[] expected) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.length; i++) {
      double scale = Math.max(1, Math.abs(expected[i]));
      assertThat(found[i]).as("%s, %d", what, i).isCloseTo(expected[i], within(1e-4 * scale));
    }
  }

  /** A number for each index. */
  private static double[] each(int count, IntToDoubleFunction of) {
    return IntStream.range(0, count).mapToDouble(of).toArray();
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void gammaDensitiesAndTheirGradients(Precision precision) {
    double[] scales = {1e-20, 1, 1e20};
    int n = CONCENTRATIONS.length * scales.length;
    double[] a = each(n, i -> single(CONCENTRATIONS[i / scales.length]));
    double[] s = each(n, i -> single(scales[i % scales.length]));
    double[] x = each(n, i -> single(a[i] * s[i] * (1 - 0.8 / Math.sqrt(a[i] + 1))));
    double[] y = each(n, i -> single(s[i] * s[i] / x[i]));
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr concentration = evaluation.fed(a);
      Expr scale = evaluation.fed(s);
      Gamma gamma = Gamma.ofConcentrationAndScale(concentration, scale);
      Expr scored = gamma.logProbOfEach(evaluation.fed(x));
      assertNear(
          "density of Gamma",
          evaluation.values(scored),
          each(n, i -> ofLog(a[i], x[i] / s[i]) - Math.log(x[i])));
      assertNear(
          "gradient of Gamma",
          evaluation.gradient(scored, concentration),
          each(n, i -> Math.log(x[i] / s[i]) - Digamma.value(a[i])));
      assertNear(
          "entropy of Gamma",
          evaluation.values(gamma.entropyOfEach()),
          each(n, i -> a[i] + Math.log(s[i]) + value(a[i]) + (1 - a[i]) * Digamma.value(a[i])));
      InverseGamma inverse = InverseGamma.ofConcentrationAndScale(concentration, scale);
      assertNear(
          "density of InverseGamma",
          evaluation.values(inverse.logProbOfEach(evaluation.fed(y))),
          each(n, i -> ofLog(a[i], s[i] / y[i]) - Math.log(y[i])));
      assertNear(
          "entropy of InverseGamma",
          evaluation.values(inverse.entropyOfEach()),
          each(n, i -> a[i] + Math.log(s[i]) + value(a[i]) - (1 + a[i]) * Digamma.value(a[i])));
    }
  }

  private static double ofLog(double a, double g) {
    return a * Math.log(g) - g - value(a);
  }

  private static double logBeta(double... a) {
    return Arrays.stream(a).map(each -> value(each)).sum() - value(Arrays.stream(a).sum());
  }

  private static double entropy(double... a) {
    double total = Arrays.stream(a).sum();
    return logBeta(a)
        + (total - a.length) * Digamma.value(total)
        - Arrays.stream(a).map(each -> (each - 1) * Digamma.value(each)).sum();
  }

  private static double kl(double[] a, double[] b) {
    double total = Digamma.value(Arrays.stream(a).sum());
    double sum = logBeta(b) - logBeta(a);
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (Digamma.value(a[i]) - total);
    }
    return sum;
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void betaAndDirichletDensitiesAndEntropies(Precision precision) {
    int count = CONCENTRATIONS.length;
    int n = count * count;
    double[] a = each(n, i -> single(CONCENTRATIONS[i / count]));
    double[] b = each(n, i -> single(CONCENTRATIONS[i % count]));
    double[] x = each(n, i -> Math.min(Math.nextDown(1f), belowMean(a[i], b[i])));
    double[] density =
        each(
            n,
            i ->
                (a[i] - 1) * Math.log(x[i]) + (b[i] - 1) * Math.log1p(-x[i]) - logBeta(a[i], b[i]));
    double[] entropy = each(n, i -> entropy(a[i], b[i]));
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Beta beta = Beta.ofAlphaAndBeta(evaluation.fed(a), evaluation.fed(b));
      assertNear("Beta", evaluation.values(beta.logProbOfEach(evaluation.fed(x))), density);
      assertNear("entropy of Beta", evaluation.values(beta.entropyOfEach()), entropy);
      double[] both = each(2 * n, i -> i % 2 == 0 ? a[i / 2] : b[i / 2]);
      double[] vectors = each(2 * n, i -> i % 2 == 0 ? x[i / 2] : 1 - x[i / 2]);
      Shape rows = Shape.of(n, 2);
      Dirichlet dirichlet = Dirichlet.ofConcentration(evaluation.fed(both, rows, PARTICLES));
      Expr scored = dirichlet.logProb(evaluation.fed(vectors, rows, PARTICLES));
      assertNear("Dirichlet", evaluation.values(scored), density);
      assertNear("entropy of Dirichlet", evaluation.values(dirichlet.entropy()), entropy);
    }
  }

  /** Half a deviation below the mean. */
  private static double belowMean(double a, double b) {
    double mean = a / (a + b);
    return single(mean * (1 - 0.5 * Math.sqrt((1 - mean) / (a + b + 1) / (1 + mean))));
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void divergencesOfNearAndFarConcentrations(Precision precision) {
    double[] ratios = {1 + 0x1p-10, 2, 0.01};
    int n = CONCENTRATIONS.length * ratios.length;
    double[] a =
        each(2 * n, i -> single(CONCENTRATIONS[i / 2 / ratios.length] / (i % 2 == 0 ? 1 : 3)));
    double[] b = each(2 * n, i -> single(a[i] * ratios[i / 2 % ratios.length]));
    Shape rows = Shape.of(n, 2);
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Dirichlet q = Dirichlet.ofConcentration(evaluation.fed(a, rows, PARTICLES));
      Dirichlet p = Dirichlet.ofConcentration(evaluation.fed(b, rows, PARTICLES));
      double[] expected =
          each(
              n,
              i ->
                  kl(new double[] {a[2 * i], a[2 * i + 1]}, new double[] {b[2 * i], b[2 * i + 1]}));
      assertNear("Dirichlet", evaluation.values(q.kl(p)), expected);
      Gamma narrow = Gamma.ofConcentrationAndRate(evaluation.fed(a), Expr.of(2));
      Gamma wide = Gamma.ofConcentrationAndRate(evaluation.fed(b), Expr.of(2));
      assertNear(
          "Gamma",
          evaluation.values(narrow.klOfEach(wide)),
          each(2 * n, i -> (a[i] - b[i]) * Digamma.value(a[i]) - value(a[i]) + value(b[i])));
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void studentDensities(Precision precision) {
    double[] degrees = {0.01, 1, 30, 1e6};
    double[] distances = {0, 1, 5, 1e25};
    int count = degrees.length * distances.length;
    double[] n = each(count, i -> single(degrees[i / distances.length]));
    double[] t = each(count, i -> single(distances[i % distances.length]));
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr at = evaluation.fed(t);
      Expr scored = StudentT.of(evaluation.fed(n), Expr.of(0), Expr.of(1)).logProbOfEach(at);
      assertNear(
          "density",
          evaluation.values(scored),
          each(
              count,
              i ->
                  value((n[i] + 1) / 2)
                      - value(n[i] / 2)
                      - Math.log(n[i] * Math.PI) / 2
                      - (n[i] + 1) / 2 * Math.log1p(t[i] * t[i] / n[i])));
      assertNear(
          "gradient",
          evaluation.gradient(scored, at),
          each(count, i -> -(n[i] + 1) * t[i] / (n[i] + t[i] * t[i])));
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void drawsAreFiniteWithFiniteGradients(Precision precision) {
    for (double concentration : new double[] {1e-3, 0.02, 1e6}) {
      try (Evaluation evaluation = Evaluation.in(precision)) {
        Expr a = evaluation.fed(concentration, concentration);
        assertFinite(evaluation, Gamma.ofConcentrationAndRate(a, Expr.of(1e-20)), a);
        assertFinite(evaluation, Gamma.ofConcentrationAndRate(a, Expr.of(1e20)), a);
        assertFinite(evaluation, InverseGamma.ofConcentrationAndScale(a, Expr.of(1)), a);
        assertFinite(evaluation, Beta.ofAlphaAndBeta(a, Expr.of(1e-3)), a);
        assertFinite(evaluation, Dirichlet.ofConcentration(a), a);
        assertFinite(evaluation, StudentT.of(a, Expr.of(0), Expr.of(1e10)), a);
      }
    }
  }

  private static void assertFinite(Evaluation evaluation, Distribution distribution, Expr at) {
    NoiseClock clock = NoiseClock.of(evaluation.fedNumbers(NoiseClock.pair(3, 0, 0)));
    Extents extents = Extents.NONE.with(PARTICLES, 200);
    Expr draw =
        distribution.draw(
            KeyedNoise.of(evaluation.graph(), extents, clock, "test").stream(
                "x", Axes.of(PARTICLES)));
    double[] draws = evaluation.values(draw);
    assertThat(Arrays.stream(draws).boxed()).allMatch(Double::isFinite);
    if (!(distribution instanceof StudentT)) {
      assertThat(Arrays.stream(draws).boxed()).allMatch(x -> x > 0);
    }
    if (distribution instanceof Beta) {
      assertThat(Arrays.stream(draws).boxed()).allMatch(x -> x < 1);
    }
    // Of draws near the greatest number the gradient itself is none.
    Expr moderate = draw.minimum(Expr.of(1e25)).maximum(Expr.of(-1e25));
    assertThat(Arrays.stream(evaluation.gradient(moderate, at)).boxed()).allMatch(Double::isFinite);
    assertThat(Arrays.stream(evaluation.values(distribution.logProb(draw))).boxed())
        .allMatch(Double::isFinite);
  }
}
