package org.jelbo.dsl.distribution;

import static org.apache.commons.numbers.gamma.LogGamma.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
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

/**
 * Concentrations from 1e-3 to 1e6 in both precisions, against the textbook's formulas in float64.
 */
final class ExtremeConcentrationsTest {
  private static final Axis PARTICLES = new Axis.Particles("particles");
  private static final double[] CONCENTRATIONS = {1e-3, 0.5, 30, 1e4, 1e6};

  private static double single(double value) {
    return (float) value;
  }

  private static void assertNear(String what, double found, double expected) {
    double scale = Math.max(1, Math.abs(expected));
    assertThat(found).as(what).isCloseTo(expected, within(1e-4 * scale));
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void gammaDensitiesAndTheirGradients(Precision precision) {
    for (double concentration : CONCENTRATIONS) {
      for (double scale : new double[] {1e-20, 1, 1e20}) {
        double a = single(concentration);
        double s = single(scale);
        double x = single(a * s * (1 - 0.8 / Math.sqrt(a + 1)));
        try (Evaluation evaluation = Evaluation.in(precision)) {
          Expr fed = evaluation.fedScalar(a);
          Expr ofScale = evaluation.fedScalar(s);
          String what = "concentration " + a + ", scale " + s;
          Gamma gamma = Gamma.ofConcentrationAndScale(fed, ofScale);
          Expr scored = gamma.logProb(evaluation.fedScalar(x));
          double log = Math.log(x / s);
          double ofLog = a * log - x / s - value(a);
          assertNear(what, evaluation.scalar(scored), ofLog - Math.log(x));
          assertNear(what, evaluation.gradient(scored, fed)[0], log - Digamma.value(a));
          double entropy = a + Math.log(s) + value(a) + (1 - a) * Digamma.value(a);
          assertNear(what, evaluation.scalar(gamma.entropy()), entropy);
          InverseGamma inverse = InverseGamma.ofConcentrationAndScale(fed, ofScale);
          double y = single(s * s / x);
          double ofInverse = a * Math.log(s / y) - s / y - value(a);
          Expr scoredInverse = inverse.logProb(evaluation.fedScalar(y));
          assertNear(what, evaluation.scalar(scoredInverse), ofInverse - Math.log(y));
          double inverseEntropy = a + Math.log(s) + value(a) - (1 + a) * Digamma.value(a);
          assertNear(what, evaluation.scalar(inverse.entropy()), inverseEntropy);
        }
      }
    }
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
    for (double first : CONCENTRATIONS) {
      for (double second : CONCENTRATIONS) {
        double a = single(first);
        double b = single(second);
        double m = a / (a + b);
        double most = Math.nextDown(1f);
        double x =
            Math.min(most, single(m * (1 - 0.5 * Math.sqrt((1 - m) / (a + b + 1) / (1 + m)))));
        try (Evaluation evaluation = Evaluation.in(precision)) {
          String what = "Beta of " + a + " and " + b;
          Beta beta = Beta.ofAlphaAndBeta(evaluation.fedScalar(a), evaluation.fedScalar(b));
          double density = (a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) - logBeta(a, b);
          assertNear(what, evaluation.scalar(beta.logProb(evaluation.fedScalar(x))), density);
          assertNear(what, evaluation.scalar(beta.entropy()), entropy(a, b));
          Dirichlet dirichlet = Dirichlet.ofConcentration(evaluation.fed(a, b));
          Expr vector = evaluation.fed(x, 1 - x);
          assertNear(what, evaluation.scalar(dirichlet.logProb(vector)), density);
          assertNear(what, evaluation.scalar(dirichlet.entropy()), entropy(a, b));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void divergencesOfNearAndFarConcentrations(Precision precision) {
    for (double concentration : CONCENTRATIONS) {
      for (double ratio : new double[] {1 + 0x1p-10, 2, 0.01}) {
        double[] a = {single(concentration), single(concentration / 3)};
        double[] b = {single(a[0] * ratio), single(a[1] * ratio)};
        try (Evaluation evaluation = Evaluation.in(precision)) {
          String what = concentration + " and " + ratio + " times that";
          Dirichlet q = Dirichlet.ofConcentration(evaluation.fed(a));
          Dirichlet p = Dirichlet.ofConcentration(evaluation.fed(b));
          assertNear(what, evaluation.scalar(q.kl(p)), kl(a, b));
          Gamma narrow = Gamma.ofConcentrationAndRate(evaluation.fedScalar(a[0]), Expr.of(2));
          Gamma wide = Gamma.ofConcentrationAndRate(evaluation.fedScalar(b[0]), Expr.of(2));
          double expected = (a[0] - b[0]) * Digamma.value(a[0]) - value(a[0]) + value(b[0]);
          assertNear(what, evaluation.scalar(narrow.klOfEach(wide)), expected);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void studentDensities(Precision precision) {
    for (double df : new double[] {0.01, 1, 30, 1e6}) {
      for (double distance : new double[] {0, 1, 5, 1e25}) {
        try (Evaluation evaluation = Evaluation.in(precision)) {
          double n = single(df);
          double t = single(distance);
          Expr at = evaluation.fedScalar(t);
          Expr scored = StudentT.of(evaluation.fedScalar(n), Expr.of(0), Expr.of(1)).logProb(at);
          double expected =
              value((n + 1) / 2)
                  - value(n / 2)
                  - Math.log(n * Math.PI) / 2
                  - (n + 1) / 2 * Math.log1p(t * t / n);
          String what = df + " degrees of freedom at " + distance;
          assertNear(what, evaluation.scalar(scored), expected);
          assertNear(what, evaluation.gradient(scored, at)[0], -(n + 1) * t / (n + t * t));
        }
      }
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
