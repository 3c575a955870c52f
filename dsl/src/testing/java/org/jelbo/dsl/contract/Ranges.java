package org.jelbo.dsl.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jelbo.dsl.contract.DistributionContract.Case;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.support.Range;

/** The values of positive density, and what they depend on. */
final class Ranges {
  private static final int MANY = 1000;
  private static final int OTHER_ROWS = 3;

  private Ranges() {}

  /** What was drawn under some parameters has a density under others of the same range. */
  static void moveWithRangeParametersOnly(Case given, long seed) {
    double[] draws = given.numbers.draws(given, Precision.FLOAT64, seed, MANY);
    try (Bench bench = Bench.in(Precision.FLOAT64)) {
      Map<String, Expr> fed = bench.fed(given);
      Distribution distribution = given.of(fed);
      Set<String> ranges = distribution.rangeParameters();
      assertThat(distribution.parameters().keySet())
          .as("parameters(), of which rangeParameters() are some")
          .containsAll(ranges);
      Expr scored = distribution.logProb(bench.fedParticles(draws, distribution.eventShape()));
      Set<String> others = new TreeSet<>(fed.keySet());
      others.removeIf(name -> ranges.contains(name) || given.isFixed(name));
      for (String other : others) {
        for (int row = 1; row < OTHER_ROWS; row++) {
          bench.feedRow(given, fed, Set.of(other), row);
          assertThat(Arrays.stream(bench.evaluation().values(scored)).allMatch(Double::isFinite))
              .as("draws have a density under another '%s', none of rangeParameters()", other)
              .isTrue();
        }
      }
    }
  }

  static void leaveOpenEndsOut(Case given, long seed) {
    Range ends = given.of(given.parameters()).openEnds();
    double[] draws = given.numbers.draws(given, Precision.FLOAT64, seed, MANY);
    assertThat(Arrays.stream(draws).allMatch(x -> x > ends.low() && x < ends.high()))
        .as("draws are between openEnds(), %s and %s, without them", ends.low(), ends.high())
        .isTrue();
  }
}
