package org.jelbo.dsl.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.contract.DistributionContract;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.contract.MonteCarlo;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Extents;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.expr.SpecialFunctions;
import org.jelbo.dsl.noise.KeyedNoise;
import org.jelbo.dsl.noise.NoiseClock;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.special.VonMisesDraws;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.ndarray.Shape;

/** Mean and variance are circular. */
final class VonMisesTest implements DistributionContract {
  private static final Axis PARTICLES = new Axis.Particles("particles");
  private static final int MANY = 50_000;
  private static final long SEED = 7;

  @Override
  public Stream<Case> cases() {
    return Stream.of(
        of("one entry").parameter("loc", 0.3).parameter("concentration", 2),
        of("one concentration").parameter("loc", 1, -2, 3).parameter("concentration", 0.5),
        of("one location").parameter("loc", 0.5).parameter("concentration", 0.01, 7, 70),
        of("broadcast sizes")
            .parameter("loc", new double[] {1, -1}, Shape.of(2, 1))
            .parameter("concentration", new double[] {0.5, 1, 2}, Shape.of(1, 3)));
  }

  private static Case of(String name) {
    return Case.of(name, p -> VonMises.of(p.param("loc"), p.param("concentration")));
  }

  private static NoiseStream noise(Evaluation evaluation, int particles) {
    Extents extents = Extents.NONE.with(PARTICLES, particles);
    NoiseClock clock = NoiseClock.of(evaluation.fedNumbers(NoiseClock.pair(SEED, 0, 0)));
    return KeyedNoise.of(evaluation.graph(), extents, clock, "test").stream(
        "x", Axes.of(PARTICLES));
  }

  private static Expr repeated(Evaluation evaluation, double value) {
    double[] values = new double[MANY];
    Arrays.fill(values, value);
    return evaluation.fed(values, Shape.of(MANY), PARTICLES);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-3, 0.4, 3, 40, 1e3, 1e5})
  void drawsHaveTheCircularMoments(double concentration) {
    for (Precision precision : Precision.values()) {
      try (Evaluation evaluation = Evaluation.in(precision)) {
        VonMises distribution =
            VonMises.of(evaluation.fedScalar(2.5), evaluation.fedScalar(concentration));
        Expr angle = distribution.draw(noise(evaluation, MANY)).minus(2.5);
        double scale = Math.sqrt(concentration + 1);
        MonteCarlo.assertMeanAgrees(
            "sine of the distance from the mean",
            evaluation.values(SpecialFunctions.sin(angle).times(scale)),
            0,
            SEED);
        Expr half = SpecialFunctions.sin(angle.times(0.5)).times(scale);
        MonteCarlo.assertMeanAgrees(
            "circular variance",
            evaluation.values(half.square().times(2)),
            evaluation.scalar(distribution.variance()) * scale * scale,
            SEED);
      }
    }
  }

  /** With A the mean of the cosine of the distance, {@code dA/dk = 1 - A^2 - A/k}. */
  @ParameterizedTest
  @ValueSource(doubles = {0.4, 3, 40, 1e3})
  void pathwiseGradientsAreTheSlopesOfTheCircularMoments(double k) {
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT64)) {
      Expr concentration = repeated(evaluation, k);
      Expr loc = repeated(evaluation, 0.7);
      Expr draw = VonMises.of(loc, concentration).draw(noise(evaluation, MANY));
      double ratio = 1 - VonMises.of(0, k).variance().constant()[0];
      double slope = 1 - ratio * ratio - ratio / k;
      double[] toConcentration =
          evaluation.gradient(SpecialFunctions.cos(draw.minus(0.7)), concentration);
      MonteCarlo.assertMeanAgrees(
          "gradient to the concentration", scaled(toConcentration, 1 / slope), 1, SEED);
      double[] toLoc = evaluation.gradient(SpecialFunctions.sin(draw), loc);
      MonteCarlo.assertMeanAgrees("gradient to the location", toLoc, ratio * Math.cos(0.7), SEED);
    }
  }

  private static double[] scaled(double[] values, double factor) {
    return Arrays.stream(values).map(value -> value * factor).toArray();
  }

  /** Against differences of the cumulative probability, an integral of its own. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-3, 0.1, 1, 10, 31, 300, 1e5})
  void drawsMoveSoThatTheirCumulativeProbabilityStays(double k) {
    double width = Math.min(1, 1 / Math.sqrt(k));
    double[] angles = {0.01, -0.3, 0.9, -1.4, 1.5, -2.5, 3};
    double[] expected = new double[angles.length];
    for (int i = 0; i < angles.length; i++) {
      angles[i] *= width;
      double step = 1e-3 * Math.max(1, k);
      double slope =
          8 * (cdf(angles[i], k + step / 2) - cdf(angles[i], k - step / 2))
              - (cdf(angles[i], k + step) - cdf(angles[i], k - step));
      expected[i] = -slope / (6 * step) / (weight(angles[i], k) / (2 * half(Math.PI, k)));
    }
    for (Precision precision : Precision.values()) {
      double tolerance = precision == Precision.FLOAT64 ? 1e-6 : 1e-4;
      try (Evaluation evaluation = Evaluation.in(precision)) {
        double[] found =
            evaluation.values(VonMisesDraws.slope(evaluation.fed(angles), evaluation.fedScalar(k)));
        for (int i = 0; i < angles.length; i++) {
          assertThat(found[i] / expected[i]).as("at %s", angles[i]).isCloseTo(1, within(tolerance));
        }
      }
    }
  }

  private static double weight(double angle, double k) {
    return Math.exp(-2 * k * Math.pow(Math.sin(angle / 2), 2));
  }

  /** Simpson's rule from 0. */
  private static double half(double angle, double k) {
    int panels = 20_000;
    double end = Math.min(Math.abs(angle), 14 / Math.sqrt(k));
    double sum = weight(0, k) + weight(end, k);
    for (int i = 1; i < panels; i++) {
      sum += (i % 2 == 0 ? 2 : 4) * weight(end * i / panels, k);
    }
    return Math.signum(angle) * sum * end / panels / 3;
  }

  private static double cdf(double angle, double k) {
    return 0.5 + half(angle, k) / (2 * half(Math.PI, k));
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void drawsAcrossTheEndAreWrapped(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      for (double loc : new double[] {Math.PI, -3, 40}) {
        VonMises distribution = VonMises.of(evaluation.fedScalar(loc), Expr.of(5));
        double[] draws = evaluation.values(distribution.draw(noise(evaluation, 1000)));
        assertThat(Arrays.stream(draws).boxed()).allMatch(x -> Math.abs(x) <= Math.PI);
        double mean = evaluation.scalar(distribution.mean());
        assertThat(mean).isBetween(-Math.PI, Math.PI);
        assertThat(Math.cos(mean - loc)).isCloseTo(1, within(1e-6));
      }
    }
  }

  /** Almost normal: {@code log(k / (2 pi)) / 2 - k y^2 / 2} to the first order in 1/k. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void largeConcentrationsKeepTheirDigits(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      double k = 1e6;
      Expr concentration = evaluation.fedScalar(k);
      VonMises distribution = VonMises.of(Expr.of(0), concentration);
      double norm = Math.log(k / (2 * Math.PI)) / 2;
      Expr scored = distribution.logProb(evaluation.fedScalar(2e-3));
      assertThat(evaluation.scalar(scored)).isCloseTo(norm - 2, within(1e-4));
      assertThat(evaluation.gradient(scored, concentration)[0] * k)
          .isCloseTo(0.5 - 2, within(1e-4));
      assertThat(evaluation.scalar(distribution.variance()) * 2 * k).isCloseTo(1, within(1e-4));
      assertThat(evaluation.scalar(distribution.entropy())).isCloseTo(0.5 - norm, within(1e-4));
      VonMises wider = VonMises.of(Expr.of(1e-3), evaluation.fedScalar(k / 2));
      double kl = (Math.log(2) + 0.5 - 1 + 0.5) / 2;
      assertThat(evaluation.scalar(distribution.klOfEach(wider))).isCloseTo(kl, within(1e-4));
    }
  }
}
