package org.jelbo.inference.derivation;

import java.util.Optional;
import org.jelbo.dsl.distribution.Relaxable;
import org.jelbo.dsl.program.Handler;

/** How a latent may be treated: what is asked for one, or is usual. */
public interface LatentRule {
  /**
   * What to do with a latent of the guide; refused where that would be unsound.
   *
   * @param site as the guide declares it
   * @param rules what the bound asks
   */
  SitePlan inGuide(Handler.Request site, Rules rules);

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

  /**
   * What nobody asked for: draws where they can be differentiated, all values of a finite site, and
   * draws with the score function else.
   */
  record Usual() implements LatentRule {
    @Override
    public SitePlan inGuide(Handler.Request site, Rules rules) {
      if (site.distribution().isReparameterized()) {
        return rules.drawn(site, this, new Estimator.Pathwise());
      }
      return site.distribution().cardinality().isPresent()
          ? rules.enumerated(site, this)
          : rules.scored(site, this, rules.usualBaseline(site));
    }

    @Override
    public boolean isSummedOut(Handler.Request site) {
      return site.distribution().cardinality().isPresent();
    }
  }

  /** Drawn pathwise; the divergence is {@code log q - log p} at the draw. */
  record Pathwise() implements LatentRule {
    @Override
    public SitePlan inGuide(Handler.Request site, Rules rules) {
      if (!site.distribution().isReparameterized()) {
        throw TreatmentMessages.notPathwise(site);
      }
      return rules.drawn(site, this, new Estimator.Pathwise());
    }

    @Override
    public Optional<Reason> withoutClosedForm() {
      return Optional.of(Reason.Plain.ASKED);
    }
  }

  /** Drawn pathwise; the divergence is its closed form. */
  record ClosedForm() implements LatentRule {
    @Override
    public SitePlan inGuide(Handler.Request site, Rules rules) {
      if (!site.distribution().isReparameterized()) {
        throw TreatmentMessages.closedFormNotPathwise(site);
      }
      return rules.drawn(site, this, new Estimator.Pathwise());
    }

    @Override
    public boolean needsClosedForm() {
      return true;
    }
  }

  /** All values, each weighed by the guide's probability of it. */
  record Enumerated() implements LatentRule {
    @Override
    public SitePlan inGuide(Handler.Request site, Rules rules) {
      if (site.distribution().cardinality().isEmpty()) {
        throw EnumerationMessages.notFinite(site);
      }
      return rules.enumerated(site, this);
    }
  }

  /** All values, summed within the logarithm of the model's density: the guide lacks the site. */
  record SummedOut() implements LatentRule {
    @Override
    public SitePlan inGuide(Handler.Request site, Rules rules) {
      throw EnumerationMessages.summedOutInGuide(site);
    }

    @Override
    public boolean isSummedOut(Handler.Request site) {
      if (site.distribution().cardinality().isEmpty()) {
        throw EnumerationMessages.summedOutNotFinite(site);
      }
      return true;
    }
  }

  /**
   * Drawn and cut off from parameters; the gradient is that of the log-density of the draw, times
   * what follows from it less a baseline.
   */
  record ScoreFunction(Optional<BaselineRule> baseline) implements LatentRule {
    @Override
    public SitePlan inGuide(Handler.Request site, Rules rules) {
      return rules.scored(site, this, baseline.orElse(rules.usualBaseline(site)));
    }
  }

  /** Drawn and cut off from parameters, for objectives that descend something else. */
  record Cut() implements LatentRule {
    @Override
    public SitePlan inGuide(Handler.Request site, Rules rules) {
      return rules.drawn(site, this, new Estimator.Cut());
    }
  }

  /**
   * In what is descended a relaxed draw stands for the discrete one; elsewhere the site is what it
   * is.
   */
  record Relaxed(Estimator.Relaxed estimator) implements LatentRule {
    @Override
    public SitePlan inGuide(Handler.Request site, Rules rules) {
      if (!(site.distribution() instanceof Relaxable)) {
        throw TreatmentMessages.notRelaxable(site);
      }
      if (rules.atLeaves()) {
        throw TreatmentMessages.relaxedAtLeaves(site);
      }
      if (rules.isDescended()) {
        return rules.drawn(site, this, estimator);
      }
      return rules.isWeighted()
          ? rules.drawn(site, this, new Estimator.Cut())
          : rules.enumerated(site, this);
    }

    @Override
    public boolean needsClosedForm() {
      return estimator.form() != Estimator.Relaxed.Form.DENSITY;
    }
  }
}
