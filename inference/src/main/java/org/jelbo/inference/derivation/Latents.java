package org.jelbo.inference.derivation;

import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.program.Draw;
import org.jelbo.dsl.program.Handler;
import org.jelbo.dsl.program.Trace;
import org.jelbo.inference.loss.Setting;

/** Answers the latents of the guide as planned: by a draw, or by all their values. */
final class Latents implements Handler {
  private final Plans plans;
  private final Setting setting;
  private final Handler perParticle;
  private final Handler once;
  private final AllValues values;

  Latents(Plans plans, Setting setting) {
    this.plans = plans;
    this.setting = setting;
    perParticle = Draw.of(setting.noise()).along(setting.particles());
    once = Draw.of(setting.noise());
    values = new AllValues(setting, 0);
  }

  @Override
  public Answer answer(Request site) {
    SitePlan plan = plans.ofGuide(site);
    return switch (plan.values()) {
      case DRAWN, PUT -> drawn(plan, site, perParticle);
      case DRAWN_ONCE -> drawn(plan, site, once);
      case ENUMERATED, SUMMED_INSIDE, SUMMED_OUT -> values.answer(site);
    };
  }

  private Answer drawn(SitePlan plan, Request site, Handler draw) {
    Distribution own = site.distribution();
    Answer answer = draw.answer(site.of(plan.estimator().drawnFrom(own, setting)));
    return new Answer(plan.estimator().taken(own, answer.value()), answer.origin());
  }

  /** Refuses what is enumerated in a run and hidden. */
  Trace seenIn(Trace run) {
    return values.seenIn(run, EnumerationMessages::enumeratedHiddenInGuide);
  }
}
