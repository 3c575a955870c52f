package org.jelbo.inference.derivation;

/**
 * What is decided about a latent: once, for all who ask.
 *
 * @param site its name
 * @param values where its values come from
 * @param rule by which it is treated
 * @param estimator how the gradient of what is expected over it is estimated
 */
public record SitePlan(String site, Way values, LatentRule rule, Estimator estimator) {
  /** Whether the divergence has to be in closed form: not where the draw stands for itself. */
  boolean needsClosedForm() {
    return rule.needsClosedForm() && !values.isOfAllValues() && !estimator.cutsDraws();
  }

  /** Where the values of a latent come from. */
  public enum Way {
    /** Elsewhere: a handler of the program's own puts them in the place of draws. */
    PUT,
    /** A draw of the guide, for each particle one. */
    DRAWN,
    /** One draw of the guide for all particles, outside the importance weights. */
    DRAWN_ONCE,
    /** All values, each weighed by the guide's probability of it. */
    ENUMERATED,
    /** All values that the guide enumerates, summed within an importance weight. */
    SUMMED_INSIDE,
    /** All values, summed within the logarithm of the model's density. */
    SUMMED_OUT;

    /** Whether all values are computed with. */
    public boolean isOfAllValues() {
      return this == ENUMERATED || this == SUMMED_INSIDE || this == SUMMED_OUT;
    }

    /** Whether the values are summed within a logarithm. */
    public boolean isSummed() {
      return this == SUMMED_INSIDE || this == SUMMED_OUT;
    }
  }
}
