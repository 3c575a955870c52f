package org.jelbo.inference.derivation;

import org.jelbo.dsl.program.Draw;
import org.jelbo.dsl.program.Handler;
import org.jelbo.dsl.program.Trace;
import org.jelbo.inference.loss.Setting;

/** Answers the latents of the guide as planned: by a draw, or by all their values. */
final class Latents implements Handler {
  private final Plans plans;
  private final Handler perParticle;
  private final Handler once;
  private final AllValues values;

  Latents(Plans plans, Setting setting) {
    this.plans = plans;
    perParticle = Draw.of(setting.noise()).along(setting.particles());
    once = Draw.of(setting.noise());
    values = new AllValues(setting, 0);
  }

  @Override
  public Answer answer(Request site) {
    SitePlan plan = plans.ofGuide(site);
    return switch (plan.values()) {
      case DRAWN, PUT -> drawn(plan, perParticle.answer(site));
      case DRAWN_ONCE -> drawn(plan, once.answer(site));
      case ENUMERATED, SUMMED_INSIDE, SUMMED_OUT -> values.answer(site);
    };
  }

  private static Answer drawn(SitePlan plan, Answer draw) {
    return plan.estimator().cutsDraws()
        ? new Answer(draw.value().stopGradient(), draw.origin())
        : draw;
  }

  /** Refuses what is enumerated in a run and hidden. */
  Trace seenIn(Trace run) {
    return values.seenIn(run, TreatmentMessages::enumeratedHiddenInGuide);
  }
}
