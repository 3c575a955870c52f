package org.jelbo.inference.derivation;

import java.util.Map;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.program.Draw;
import org.jelbo.dsl.program.Enumerate;
import org.jelbo.dsl.program.Handler;

/** Answers the latents of the guide by a draw, or by all their values. */
final class Latents implements Handler {
  /** The most values of one site that are enumerated. */
  static final long MOST_VALUES = 1 << 16;

  private final Map<String, Treatment> treatments;
  private final Handler perParticle;
  private final Handler once;
  private final Handler enumerate;
  private final boolean isOnceOutsidePlates;

  Latents(Rules rules, Setting setting) {
    treatments = rules.treatments();
    perParticle = Draw.of(setting.noise()).along(setting.particles());
    once = Draw.of(setting.noise());
    enumerate = Enumerate.of(setting.graph(), 0);
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
      return enumerated(enumerate, site);
    }
    if (!isPathwise) {
      throw TreatmentMessages.notPathwise(site, asked);
    }
    return (isOnceOutsidePlates && site.plates().size() == 0 ? once : perParticle).answer(site);
  }

  /** All values of a site that has not too many. */
  static Answer enumerated(Handler enumerate, Request site) {
    if (hasTooMany(site)) {
      throw TreatmentMessages.tooManyValues(site, MOST_VALUES);
    }
    return enumerate.answer(site);
  }

  /** Whether a finite site has more values than are enumerated. */
  static boolean hasTooMany(Request site) {
    return site.distribution().cardinality().orElseThrow() > MOST_VALUES;
  }
}
