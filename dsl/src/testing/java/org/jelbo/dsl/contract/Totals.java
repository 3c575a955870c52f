package org.jelbo.dsl.contract;

import java.util.Arrays;
import java.util.Optional;
import org.jelbo.dsl.contract.DistributionContract.Case;
import org.jelbo.dsl.expr.Precision;

/** Sums and integrals under a log-density. */
final class Totals {
  /** Supports of more values are not summed over. */
  static final int MOST_VALUES = 4096;

  /** What lies between 1 and the number before it is not seen: of {@code Beta(3.6, 0.4)} 6e-7. */
  private static final double TOLERANCE = 3e-6;

  private Totals() {}

  static void areOne(Case given) {
    Optional<Outcomes> outcomes = given.numbers.outcomes(given);
    if (outcomes.isPresent()) {
      int columns = outcomes.get().columns();
      double[] masses = outcomes.get().masses();
      double[] totals = new double[columns];
      Arrays.setAll(totals, i -> Arrays.stream(Bench.column(masses, i, columns)).sum());
      double[] ones = new double[columns];
      Arrays.fill(ones, 1);
      String what = outcomes.get().isListed() ? "sum" : "integral";
      Agreement.within(TOLERANCE)
          .assertValues(
              what + " of exp(logProb) over " + given.supportOf(given.of(given.parameters())),
              totals,
              ones);
    }
  }

  static void areMoments(Case given) {
    Optional<Outcomes> outcomes = given.numbers.outcomes(given);
    if (outcomes.isPresent() && given.has("mean") && given.has("variance")) {
      double[] mean = outcomes.get().mean();
      double[] variance = outcomes.get().variance();
      String by = outcomes.get().isListed() ? "sum" : "integral";
      boolean isCircular = given.of(given.parameters()).isCircular();
      for (int i = 0; i < mean.length; i++) {
        Agreement moments = Agreement.within(TOLERANCE);
        if (isCircular) {
          double direction = mean[i];
          moments.assertValues(
              "sine of the distance from mean(), entry %d, by its %s".formatted(i, by),
              new double[] {outcomes.get().expected(i, x -> Math.sin(x - direction))},
              0);
          moments.assertValues(
              "variance(), entry %d, against its %s".formatted(i, by),
              new double[] {variance[i]},
              outcomes.get().expected(i, x -> 1 - Math.cos(x - direction)));
          continue;
        }
        double center = outcomes.get().expected(i, x -> x);
        double square = outcomes.get().expected(i, x -> (x - center) * (x - center));
        moments.assertValues(
            "mean(), entry %d, against its %s".formatted(i, by), new double[] {mean[i]}, center);
        moments.assertValues(
            "variance(), entry %d, against its %s".formatted(i, by),
            new double[] {variance[i]},
            square);
      }
    }
  }

  static void matchDraws(Case given, long seed) {
    double[] draws = given.numbers.draws(given, Precision.FLOAT64, seed, Draws.MANY);
    Optional<Outcomes> outcomes = given.numbers.outcomes(given);
    if (outcomes.isPresent()) {
      double[] masses = outcomes.get().masses();
      for (int column = 0; column < outcomes.get().columns(); column++) {
        double[] weights = Bench.column(masses, column, outcomes.get().columns());
        double[] ofValues = outcomes.get().bounded(outcomes.get().values(), column);
        double expected = 0;
        for (int i = 0; i < weights.length; i++) {
          expected += weights[i] * ofValues[i];
        }
        Draws.assertMean(
            "a bounded function of draws, entry %d, against its %s under exp(logProb)"
                .formatted(column, outcomes.get().isListed() ? "sum" : "integral"),
            outcomes.get().bounded(draws, column),
            expected,
            seed);
      }
    }
  }
}
