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
    return switch (plans.ofGuide(site).values()) {
      case DRAWN, PUT -> perParticle.answer(site);
      case DRAWN_ONCE -> once.answer(site);
      case ENUMERATED, SUMMED_INSIDE, SUMMED_OUT -> values.answer(site);
    };
  }

  /** Refuses what is enumerated in a run and hidden. */
  Trace seenIn(Trace run) {
    return values.seenIn(run, TreatmentMessages::enumeratedHiddenInGuide);
  }
}
