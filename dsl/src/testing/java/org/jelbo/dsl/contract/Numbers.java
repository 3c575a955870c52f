package org.jelbo.dsl.contract;

import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jelbo.dsl.contract.DistributionContract.Case;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.expr.Precision;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of a case that several tests look at: made when the first asks, kept while there is room.
 */
final class Numbers {
  private final Map<Precision, SoftReference<double[]>> draws = new EnumMap<>(Precision.class);
  private long seedOfDraws;
  private @Nullable SoftReference<Listed> listed;

  /**
   * The first of {@value Draws#MANY} independent draws, row-major.
   *
   * @param count at most {@value Draws#MANY}
   */
  double[] draws(Case given, Precision precision, long seed, int count) {
    double[] all = seed == seedOfDraws ? kept(draws.get(precision)) : null;
    if (all == null) {
      if (seed != seedOfDraws) {
        draws.clear();
      }
      all = Bench.drawn(given, precision, seed, Draws.MANY);
      draws.put(precision, new SoftReference<>(all));
      seedOfDraws = seed;
    }
    return Arrays.copyOf(all, all.length / Draws.MANY * count);
  }

  /** The case's outcomes in float64, if they can be listed. */
  Optional<Outcomes> outcomes(Case given) {
    Listed found = kept(listed);
    if (found == null) {
      try (Bench bench = Bench.in(Precision.FLOAT64)) {
        Distribution distribution = given.of(bench.fed(given));
        found = new Listed(Outcomes.of(bench, given, distribution));
      }
      listed = new SoftReference<>(found);
    }
    return found.outcomes;
  }

  private static <T> @Nullable T kept(@Nullable SoftReference<T> reference) {
    return reference == null ? null : reference.get();
  }

  /** An {@link Optional} has no identity that a reference could keep. */
  private record Listed(Optional<Outcomes> outcomes) {}
}
