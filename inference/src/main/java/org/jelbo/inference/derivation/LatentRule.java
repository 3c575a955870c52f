package org.jelbo.inference.derivation;

import java.util.Optional;
import org.jelbo.dsl.program.Handler;

/** How a latent may be treated: what is asked for one, or is usual. */
public interface LatentRule {
  /**
   * Where the values of a latent of the guide come from; refused where that would be unsound.
   *
   * @param site as the guide declares it
   * @param rules what the bound asks
   */
  SitePlan.Way inGuide(Handler.Request site, Rules rules);

  /**
   * Whether a latent of the model that the guide lacks is summed out; refused where it is asked for
   * and cannot be.
   *
   * @param site as the model declares it
   */
  default boolean isSummedOut(Handler.Request site) {
    return false;
  }

  /** Whether the divergence has to be in closed form. */
  default boolean needsClosedForm() {
    return false;
  }

  /** Why the divergence may not be in closed form; empty where it may. */
  default Optional<Reason> withoutClosedForm() {
    return Optional.empty();
  }

  /** What nobody asked for: draws where they can be differentiated, and else all values. */
  record Usual() implements LatentRule {
    @Override
    public SitePlan.Way inGuide(Handler.Request site, Rules rules) {
      if (site.distribution().isReparameterized()) {
        return rules.drawn(site);
      }
      if (site.distribution().cardinality().isEmpty()) {
        throw TreatmentMessages.notReparameterized(site);
      }
      return rules.enumerated(site);
    }

    @Override
    public boolean isSummedOut(Handler.Request site) {
      return site.distribution().cardinality().isPresent();
    }
  }

  /** Drawn pathwise; the divergence is {@code log q - log p} at the draw. */
  record Pathwise() implements LatentRule {
    @Override
    public SitePlan.Way inGuide(Handler.Request site, Rules rules) {
      if (!site.distribution().isReparameterized()) {
        throw TreatmentMessages.notPathwise(site);
      }
      return rules.drawn(site);
    }

    @Override
    public Optional<Reason> withoutClosedForm() {
      return Optional.of(Reason.Plain.ASKED);
    }
  }

  /** Drawn pathwise; the divergence is its closed form. */
  record ClosedForm() implements LatentRule {
    @Override
    public SitePlan.Way inGuide(Handler.Request site, Rules rules) {
      if (!site.distribution().isReparameterized()) {
        throw TreatmentMessages.closedFormNotPathwise(site);
      }
      return rules.drawn(site);
    }

    @Override
    public boolean needsClosedForm() {
      return true;
    }
  }

  /** All values, each weighed by the guide's probability of it. */
  record Enumerated() implements LatentRule {
    @Override
    public SitePlan.Way inGuide(Handler.Request site, Rules rules) {
      if (site.distribution().cardinality().isEmpty()) {
        throw TreatmentMessages.notFinite(site);
      }
      return rules.enumerated(site);
    }
  }

  /** All values, summed within the logarithm of the model's density: the guide lacks the site. */
  record SummedOut() implements LatentRule {
    @Override
    public SitePlan.Way inGuide(Handler.Request site, Rules rules) {
      throw TreatmentMessages.summedOutInGuide(site);
    }

    @Override
    public boolean isSummedOut(Handler.Request site) {
      if (site.distribution().cardinality().isEmpty()) {
        throw TreatmentMessages.summedOutNotFinite(site);
      }
      return true;
    }
  }
}
