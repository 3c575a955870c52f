package org.jelbo.inference.evaluation;

import java.util.Locale;
import java.util.Optional;
import org.jelbo.inference.compilation.Values;

/**
 * An importance-sampling estimate of the evidence: for each row {@code log (1/K) sum_k w_k}, whose
 * expectation is the bound IWAE_K and which tends to {@code log p(x)} as K grows (Burda, Grosse and
 * Salakhutdinov 2016, theorem 1); it lies below by about {@code v / (2 K)} for weights of relative
 * variance v (Domke and Sheldon 2018, theorem 3).
 *
 * @param value the mean over rows, masked or not, and repeats, in nats per datum
 * @param standardError of {@code value} over the draws of the latents, in nats per datum: the delta
 *     method's {@code sqrt(v / K)} for a row (van der Vaart 1998, chapter 3); not a number for one
 *     particle and one repeat
 * @param relativeVariance v, the weights' variance over their squared mean, averaged over rows, of
 *     which each counts as the greatest mask in it; not a number for one particle
 * @param effectiveParticles {@code (sum_k w_k)^2 / sum_k w_k^2} (Kong, Liu and Wong 1994), averaged
 *     over repeats and, in the same way, over rows
 * @param unsureEstimates of how many rows, in how many repeats, one particle or a few outweigh all
 *     others: the mean weight is uncertain by more than half of itself, {@code v / K > 1/4}
 * @param perDatum the estimate for each row, averaged over repeats, in nats
 * @param particles K
 * @param repeats how many estimates were averaged
 * @param seed of the draws
 */
public record Evidence(
    double value,
    double standardError,
    double relativeVariance,
    double effectiveParticles,
    int unsureEstimates,
    Values perDatum,
    int particles,
    int repeats,
    long seed) {

  /**
   * Whether {@code standardError} holds: what a few particles decide is known no better than they
   * are, and may lie far below the evidence.
   */
  public boolean isSure() {
    return particles > 1 && unsureEstimates == 0;
  }

  /** What is to be said beside the standard error where it does not hold. */
  public Optional<String> reservation() {
    if (particles == 1) {
      return Optional.of("one particle has no standard error");
    }
    return isSure()
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "the standard error does not hold: in %d of %d estimates a few particles outweigh"
                    + " all others, %.1f of %d are effective on the average, so that the evidence"
                    + " may be much greater",
                unsureEstimates,
                perDatum.size() * repeats,
                effectiveParticles,
                particles));
  }

  /** The value with its standard error, and whether that holds. */
  @Override
  public String toString() {
    String error = particles == 1 ? "" : " +- " + standardError;
    String said = reservation().map(words -> " (" + words + ")").orElse("");
    return value + error + " nats per datum by " + particles + " particles" + said;
  }
}
