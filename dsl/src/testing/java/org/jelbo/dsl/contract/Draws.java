package org.jelbo.dsl.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.contract.DistributionContract.Case;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.noise.Noise;
import org.jelbo.dsl.support.Support;

/** Draws against the support, the moments and the noise. */
final class Draws {
  static final int MANY = 100_000;
  private static final int FEW = 64;
  private static final double LARGE_NORMAL = 8;
  private static final double ROUNDING = 1e-5;

  private Draws() {}

  /** At most so many numbers of a case are compared by statistical tests. */
  static int comparisons(Case given) {
    int entries = Math.toIntExact(given.of(given.parameters()).eventShape().size());
    long parameters =
        given.parameters().values().stream().mapToLong(value -> value.eventShape().size()).sum();
    return Math.toIntExact(1 + 6L * entries + 3 * parameters);
  }

  static void lieInTheSupport(Case given, long seed) {
    Distribution folded = given.of(given.parameters());
    assertThat(folded.support())
        .as("support() of host constants")
        .isEqualTo(given.supportOf(folded));
    for (Precision precision : Precision.values()) {
      double[] draws = given.numbers.draws(given, precision, seed, FEW * FEW);
      assertInSupport("a draw in " + precision, given, folded, draws);
    }
  }

  /** Fails unless every entry of the events is finite and in the support. */
  static void assertInSupport(String what, Case given, Distribution distribution, double[] events) {
    Support support = given.supportOf(distribution);
    int size = Math.toIntExact(distribution.eventShape().takeLast(support.rank()).size());
    for (int i = 0; i < events.length; i += size) {
      double[] entry = Arrays.copyOfRange(events, i, i + size);
      if (!isIn(support, entry)) {
        fail(
            "%s: expected %s as support() says, but got %s",
            what, support, size == 1 ? entry[0] : Arrays.toString(entry));
      }
    }
  }

  static boolean isIn(Support support, double... entry) {
    boolean isSum = support.equals(new Support.Simplex(Math.max(2, entry.length)));
    return Arrays.stream(entry).allMatch(Double::isFinite)
        && support.contains(entry)
        && !(isSum && Math.abs(Arrays.stream(entry).sum() - 1) >= Margin.of(ROUNDING));
  }

  static void ofExtremeNoiseAreFinite(Case given) {
    for (Precision precision : Precision.values()) {
      double belowOne = precision == Precision.FLOAT32 ? Math.nextDown(1f) : Math.nextDown(1.0);
      try (Bench bench = Bench.in(precision)) {
        Map<String, Expr> fed = bench.fed(given);
        Distribution distribution = given.of(fed);
        ExtremeNoise noise = ExtremeNoise.of(bench.evaluation());
        Expr draw = distribution.draw(noise);
        List<Expr> results = List.of(draw, distribution.logProb(draw));
        fed.keySet().removeIf(given::isFixed);
        Map<String, Expr> moving = distribution.isReparameterized() ? fed : Map.of();
        double[][] settings = {{0, -LARGE_NORMAL}, {0, 0}, {belowOne, LARGE_NORMAL}};
        for (double[] setting : settings) {
          noise.feed(setting[0], setting[1]);
          String what =
              "a draw in %s of uniform numbers %s and normal numbers %s"
                  .formatted(precision, setting[0], setting[1]);
          List<double[]> found = bench.evaluation().values(results);
          assertInSupport(what, given, distribution, found.get(0));
          assertThat(found.get(1)).as("logProb of %s is a number", what).doesNotContain(Double.NaN);
          assertFinite(what, Slopes.gradients(bench.evaluation(), what, draw, moving));
        }
      }
    }
  }

  private static void assertFinite(String what, Map<String, double[]> gradients) {
    gradients.forEach(
        (name, gradient) ->
            assertThat(Arrays.stream(gradient).allMatch(Double::isFinite))
                .as("gradient of %s to '%s' is finite: %s", what, name, Arrays.toString(gradient))
                .isTrue());
  }

  static void ofEqualNoiseAreEqual(Case given, long seed) {
    double[] before = Bench.drawn(given, Precision.FLOAT32, seed, FEW);
    try (Bench bench = Bench.in(Precision.FLOAT32)) {
      Distribution distribution = given.of(bench.fed(given));
      Noise noise = bench.noise(seed, 0, FEW);
      Axes axes = Axes.of(Bench.PARTICLES);
      Expr first = distribution.draw(noise.stream("x", axes));
      Expr second = distribution.draw(noise.stream("x", axes));
      Expr otherSite = distribution.draw(noise.stream("y", axes));
      Expr otherStep = distribution.draw(bench.noise(seed, 1, FEW).stream("x", axes));
      Evaluation evaluation = bench.evaluation();
      List<Expr> drawn = List.of(first, second, otherSite, otherStep);
      List<double[]> numbers = evaluation.values(drawn);
      double[] draws = numbers.get(0);
      assertThat(draws).as("draws of equal noise in another graph").containsExactly(before);
      assertThat(evaluation.values(drawn).get(0))
          .as("draws of a second run")
          .containsExactly(draws);
      assertThat(numbers.get(1)).as("draws of the same stream, taken again").containsExactly(draws);
      if (Arrays.stream(draws, 0, draws.length).distinct().count() > 1) {
        assertThat(numbers.get(2)).as("draws of another site").isNotEqualTo(draws);
        assertThat(numbers.get(3)).as("draws of another step").isNotEqualTo(draws);
      }
    }
  }

  static void areIndependentAlongAxes(Case given, long seed) {
    if (!given.has("variance")) {
      return;
    }
    try (Bench bench = Bench.in(Precision.FLOAT32)) {
      Distribution distribution = given.of(bench.fed(given));
      Axes axes = Axes.of(Bench.PARTICLES, Bench.ROWS);
      Expr draw = distribution.draw(bench.noise(seed, 0, MANY, 2).stream("x", axes));
      double[] draws = bench.evaluation().values(draw);
      int width = Math.toIntExact(distribution.eventShape().size());
      for (int i = 0; i < width; i++) {
        double[] column = centered(Bench.column(draws, i, width));
        double[] first = Bench.column(column, 0, 2);
        double[] second = Bench.column(column, 1, 2);
        assertMean("covariance of two rows of entry " + i, products(first, second), 0, seed);
        assertMean(
            "covariance of two particles of entry " + i,
            products(Bench.column(first, 0, 2), Bench.column(first, 1, 2)),
            0,
            seed);
      }
    }
  }

  /** Around the samples' own mean: that mean() is right is another test. */
  private static double[] centered(double[] samples) {
    double mean = MonteCarlo.mean(samples);
    return Arrays.stream(samples).map(sample -> sample - mean).toArray();
  }

  private static double[] products(double[] a, double[] b) {
    double[] products = new double[Math.min(a.length, b.length)];
    Arrays.setAll(products, i -> a[i] * b[i]);
    return products;
  }

  static void haveTheMeanAndTheVariance(Case given, long seed) {
    if (!given.has("mean") || !given.has("variance")) {
      return;
    }
    try (Bench bench = Bench.in(Precision.FLOAT32)) {
      Distribution distribution = given.of(bench.fed(given));
      int width = Math.toIntExact(distribution.eventShape().size());
      double[] draws = given.numbers.draws(given, Precision.FLOAT32, seed, MANY);
      List<double[]> moments =
          bench.evaluation().values(List.of(distribution.mean(), distribution.variance()));
      double[] mean = moments.get(0);
      double[] variance = moments.get(1);
      for (int i = 0; i < width; i++) {
        double center = mean[i];
        double[] column = Bench.column(draws, i, width);
        if (distribution.isCircular()) {
          assertCircular(i, column, center, variance[i], seed);
          continue;
        }
        assertMean("mean of draws of entry " + i + ", against mean()", column, center, seed);
        double[] squares = Arrays.stream(column).map(x -> (x - center) * (x - center)).toArray();
        assertMean(
            "squared distance of draws of entry " + i + " from mean(), against variance()",
            squares,
            variance[i],
            seed);
      }
    }
  }

  private static void assertCircular(
      int entry, double[] angles, double direction, double variance, long seed) {
    double[] sines = Arrays.stream(angles).map(x -> Math.sin(x - direction)).toArray();
    double[] lacks = Arrays.stream(angles).map(x -> 1 - Math.cos(x - direction)).toArray();
    assertMean("sine of the distance of draws of entry " + entry + " from mean()", sines, 0, seed);
    assertMean(
        "1 - cosine of the distance of draws of entry " + entry + ", against variance()",
        lacks,
        variance,
        seed);
  }

  static void haveTheEntropy(Case given, long seed) {
    if (!given.has("entropy")) {
      return;
    }
    try (Bench bench = Bench.in(Precision.FLOAT32)) {
      Distribution distribution = given.of(bench.fed(given));
      double[] draws = given.numbers.draws(given, Precision.FLOAT32, seed, MANY);
      Expr surprise =
          distribution.logProb(bench.fedParticles(draws, distribution.eventShape())).negate();
      List<double[]> numbers = bench.evaluation().values(List.of(surprise, distribution.entropy()));
      assertThat(numbers.get(1)).as("entropy()").hasSize(1);
      assertMean("-logProb of draws, against entropy()", numbers.get(0), numbers.get(1)[0], seed);
    }
  }

  /** Samples that are all equal have no standard error: they are the value. */
  static void assertMean(String what, double[] samples, double expected, long seed) {
    if (Arrays.stream(samples).allMatch(x -> x == samples[0])) {
      Agreement.of(Precision.FLOAT32).assertValues(what, new double[] {samples[0]}, expected);
    } else {
      MonteCarlo.assertMeanAgrees(what, samples, expected, seed);
    }
  }
}
