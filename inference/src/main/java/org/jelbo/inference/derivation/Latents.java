package org.jelbo.inference.derivation;

import java.util.Map;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.program.Draw;
import org.jelbo.dsl.program.Handler;
import org.jelbo.dsl.program.Trace;

/** Answers the latents of the guide by a draw, or by all their values. */
final class Latents implements Handler {
  private final Map<String, Treatment> treatments;
  private final Handler perParticle;
  private final Handler once;
  private final AllValues values;
  private final boolean isOnceOutsidePlates;

  Latents(Rules rules, Setting setting) {
    treatments = rules.treatments();
    perParticle = Draw.of(setting.noise()).along(setting.particles());
    once = Draw.of(setting.noise());
    values = new AllValues(setting, 0);
    isOnceOutsidePlates = rules.weights() == Rules.Weights.IN_PLATES;
  }

  @Override
  public Answer answer(Request site) {
    Distribution distribution = site.distribution();
    Treatment asked = treatments.get(site.name());
    if (asked instanceof Treatment.SummedOut) {
      throw TreatmentMessages.summedOutInGuide(site);
    }
    boolean isPathwise = distribution.isReparameterized();
    if (asked instanceof Treatment.Enumerated || (asked == null && !isPathwise)) {
      if (distribution.cardinality().isEmpty()) {
        throw asked == null
            ? TreatmentMessages.notReparameterized(site)
            : TreatmentMessages.notFinite(site);
      }
      return values.answer(site);
    }
    if (asked != null && !isPathwise) {
      throw TreatmentMessages.notPathwise(site, asked);
    }
    return (isOnceOutsidePlates && site.plates().size() == 0 ? once : perParticle).answer(site);
  }

  /** Refuses what is enumerated in a run and hidden. */
  Trace seenIn(Trace run) {
    return values.seenIn(run, TreatmentMessages::enumeratedHiddenInGuide);
  }
}
