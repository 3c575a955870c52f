package org.jelbo.dsl.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import org.jelbo.dsl.contract.DistributionContract.Case;
import org.jelbo.dsl.distribution.Cumulative;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.tensorflow.ndarray.Shape;

/** Cumulative distribution functions and quantiles against the density. */
final class Cumulatives {
  private static final double[] PROBABILITIES = {
    1e-6, 1e-3, 0.1, 0.3, 0.5, 0.7, 0.9, 0.999, 1 - 1e-6
  };
  private static final double EXTREME = 0.01;
  private static final double BEYOND = 1.5;
  private static final Agreement INTEGRALS = Agreement.within(1e-6);
  private static final Agreement INVERSES = Agreement.within(1e-8);

  private Cumulatives() {}

  static void areIntegrals(Case given, long seed) {
    double[] draws = given.numbers.draws(given, Precision.FLOAT64, seed, MonteCarlo.FEWEST_SAMPLES);
    try (Bench bench = Bench.in(Precision.FLOAT64)) {
      if (!(given.of(bench.fed(given)) instanceof Cumulative distribution)) {
        return;
      }
      int width = Math.toIntExact(distribution.eventShape().size());
      Optional<Line> line = Line.of(given.supportOf(distribution));
      if (line.isEmpty()) {
        assertSums(bench, given, distribution);
        return;
      }
      for (int column = 0; column < width; column++) {
        double[] sorted = Bench.column(draws, column, width);
        Arrays.sort(sorted);
        Pieces pieces = Pieces.between(sorted, line.get());
        double[] ends = new double[pieces.count() + 1];
        Arrays.setAll(ends, i -> i == 0 ? pieces.start() : pieces.end(i - 1));
        double[] cdf = cdf(bench, distribution, ends, column);
        double[] rises = new double[pieces.count()];
        Arrays.setAll(rises, i -> cdf[i + 1] - cdf[i]);
        double[] masses = pieces.masses(bench, distribution, column);
        INTEGRALS.assertValues("rises of cdfOfEach, entry " + column, rises, masses);
        assertThat(cdf[0]).as("cdfOfEach of the least draw").isBetween(0.0, EXTREME);
        assertThat(cdf[cdf.length - 1])
            .as("cdfOfEach of the greatest draw")
            .isBetween(1 - EXTREME, 1.0);
        assertOutside(bench, distribution, line.get(), column);
      }
    }
  }

  private static void assertOutside(Bench bench, Cumulative distribution, Line line, int column) {
    double[] outside = {line.low() - BEYOND, line.high() + BEYOND};
    double[] expected = {0, 1};
    for (int i = 0; i < outside.length; i++) {
      if (Double.isFinite(outside[i])) {
        double[] found = cdf(bench, distribution, new double[] {outside[i]}, column);
        assertThat(found[0]).as("cdfOfEach outside the support").isEqualTo(expected[i]);
      }
    }
  }

  /** Of whole numbers, and between them. */
  private static void assertSums(Bench bench, Case given, Cumulative distribution) {
    Outcomes outcomes = given.numbers.outcomes(given).orElseThrow();
    for (int column = 0; column < outcomes.columns(); column++) {
      double[] masses = Bench.column(outcomes.masses(), column, outcomes.columns());
      double[] values = Bench.column(outcomes.values(), column, outcomes.columns());
      double first = cdf(bench, distribution, new double[] {values[0]}, column)[0] - masses[0];
      double[] sums = masses.clone();
      Arrays.parallelPrefix(sums, Double::sum);
      Arrays.setAll(sums, i -> first + sums[i]);
      double[] between = Arrays.stream(values).map(value -> value + 0.5).toArray();
      String what = "cdfOfEach, entry " + column;
      INTEGRALS.assertValues(what, cdf(bench, distribution, values, column), sums);
      INTEGRALS.assertValues(
          what + ", between whole numbers", cdf(bench, distribution, between, column), sums);
    }
  }

  static void haveInverses(Case given) {
    try (Bench bench = Bench.in(Precision.FLOAT64)) {
      if (!(given.of(bench.fed(given)) instanceof Cumulative distribution)) {
        return;
      }
      Expr quantiles = distribution.quantileOfEach(filled(bench, distribution, PROBABILITIES));
      Expr values = bench.fedParticles(bench.evaluation().values(quantiles), shape(distribution));
      double[] cdf = bench.evaluation().values(distribution.cdfOfEach(values));
      double[] wanted = bench.evaluation().values(filled(bench, distribution, PROBABILITIES));
      if (!given.supportOf(distribution).isWhole()) {
        INVERSES.assertValues("cdfOfEach of quantileOfEach", cdf, wanted);
        return;
      }
      double[] below = bench.evaluation().values(distribution.cdfOfEach(values.minus(1)));
      for (int i = 0; i < wanted.length; i++) {
        assertThat(cdf[i])
            .as("cdfOfEach of the quantile at %s", wanted[i])
            .isGreaterThanOrEqualTo(wanted[i] - Margin.of(INVERSE_ROUNDING));
        assertThat(below[i])
            .as("cdfOfEach below the quantile at %s", wanted[i])
            .isLessThan(wanted[i] + Margin.of(INVERSE_ROUNDING));
      }
    }
  }

  private static final double INVERSE_ROUNDING = 1e-12;

  private static Shape shape(Cumulative distribution) {
    return distribution.eventShape();
  }

  private static double[] cdf(Bench bench, Cumulative distribution, double[] values, int column) {
    double[] all =
        bench.evaluation().values(distribution.cdfOfEach(filled(bench, distribution, values)));
    return Bench.column(all, column, Math.toIntExact(shape(distribution).size()));
  }

  /** Each number for every entry of an event. */
  private static Expr filled(Bench bench, Cumulative distribution, double[] numbers) {
    int width = Math.toIntExact(shape(distribution).size());
    double[] values = new double[numbers.length * width];
    Arrays.setAll(values, i -> numbers[i / width]);
    return bench.fedParticles(values, shape(distribution));
  }
}
