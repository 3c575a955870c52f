package org.jelbo.dsl.contract;

import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jelbo.dsl.contract.DistributionContract.Case;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.distribution.Elementwise;
import org.jelbo.dsl.expr.Precision;

/**
 * Draws against their own log-density by Kolmogorov and Smirnov's statistic: the largest distance
 * between the fraction of draws up to a value and its probability.
 *
 * <p>By Massart's constant of the Dvoretzky-Kiefer-Wolfowitz inequality (1990, Annals of
 * Probability 18:1269) the statistic of n draws exceeds {@code sqrt(log(2 / r) / (2 n))} at a rate
 * of at most r, for continuous and for discrete distributions alike.
 */
final class Frequencies {
  /** What the integrals may be off. */
  private static final double QUADRATURE = 1e-4;

  private Frequencies() {}

  /** The largest distance that passes. */
  static double largestDistance(int draws) {
    double ofDraws = Math.sqrt(Math.log(2 / MonteCarlo.FALSE_ALARM_RATE) / (2 * draws));
    return ofDraws + Margin.of(QUADRATURE);
  }

  static void areThoseOfTheDensity(Case given, long seed) {
    double[] draws = given.numbers.draws(given, Precision.FLOAT64, seed, Draws.MANY);
    Optional<Outcomes> outcomes = given.numbers.outcomes(given);
    if (outcomes.isPresent() && outcomes.get().isListed()) {
      assertListed(outcomes.get(), draws, outcomes.get().width(), seed);
      return;
    }
    try (Bench bench = Bench.in(Precision.FLOAT64)) {
      Distribution distribution = given.of(bench.fed(given));
      int width = Math.toIntExact(distribution.eventShape().size());
      if (distribution instanceof Elementwise || width == 1) {
        for (int column = 0; column < width; column++) {
          double[] sorted = Bench.column(draws, column, width);
          Arrays.sort(sorted);
          Line line = Line.of(given.supportOf(distribution)).orElseThrow();
          Pieces pieces = Pieces.between(sorted, line);
          double[] masses = pieces.masses(bench, distribution, column);
          assertColumn(sorted, pieces, masses, column, seed);
        }
      }
    }
  }

  private static void assertListed(Outcomes outcomes, double[] draws, int width, long seed) {
    double[] masses = outcomes.masses();
    int columns = outcomes.columns();
    int size = columns == width ? 1 : width;
    for (int column = 0; column < columns; column++) {
      double[] weights = Bench.column(masses, column, columns);
      List<List<Double>> values = events(outcomes.values(), column, columns, size);
      Map<List<Double>, Integer> places = new HashMap<>();
      values.forEach(value -> places.putIfAbsent(value, places.size()));
      int[] counts = new int[values.size()];
      List<List<Double>> drawn = events(draws, column, columns, size);
      for (List<Double> draw : drawn) {
        Integer place = places.get(draw);
        if (place != null) {
          counts[place]++;
        }
      }
      double below = 0;
      double expected = 0;
      for (int i = 0; i < counts.length; i++) {
        below += counts[i];
        expected += weights[i];
        assertClose(column, "up to " + values.get(i), below / drawn.size(), expected, seed);
      }
    }
  }

  /** Events, or of independent entries those of one column. */
  private static List<List<Double>> events(double[] all, int column, int columns, int size) {
    double[] own = size > 1 ? all : Bench.column(all, column, columns);
    List<List<Double>> events = new ArrayList<>();
    for (int i = 0; i < own.length; i += size) {
      events.add(Arrays.stream(own, i, i + size).map(x -> x + 0.0).boxed().toList());
    }
    return events;
  }

  private static void assertColumn(
      double[] sorted, Pieces pieces, double[] masses, int column, long seed) {
    double rest = Math.max(0, 1 - Arrays.stream(masses).sum());
    double below = rest / 2;
    for (int i = 0; i < masses.length; i++) {
      below += masses[i];
      double end = pieces.end(i);
      double fraction = (double) firstAbove(sorted, end) / sorted.length;
      double slack = rest / 2;
      if (Math.abs(fraction - below) > slack) {
        double nearest = fraction > below ? below + slack : below - slack;
        assertClose(column, "up to " + end, fraction, nearest, seed);
      }
    }
  }

  /** How many are at most the value. */
  private static int firstAbove(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] <= value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static void assertClose(
      int column, String where, double fraction, double expected, long seed) {
    double allowed = largestDistance(Draws.MANY);
    if (!(Math.abs(fraction - expected) <= allowed)) {
      fail(
          "fraction of draws of entry %d %s (seed %d, %d draws): expected the probability %s, but"
              + " got %s; allowed is a distance of %.5f, false-alarm rate %s",
          column,
          where,
          seed,
          Draws.MANY,
          expected,
          fraction,
          allowed,
          MonteCarlo.FALSE_ALARM_RATE);
    }
  }
}
