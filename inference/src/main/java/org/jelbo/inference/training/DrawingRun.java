package org.jelbo.inference.training;

import java.util.List;
import java.util.Optional;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.program.Site;
import org.jelbo.dsl.program.Trace;
import org.jelbo.inference.derivation.MaskChecks;

/**
 * A run of the model or the guide whose sites are described.
 *
 * @param values the run
 * @param drawn the run that drew what the other replays; the same where it replays nothing
 * @param checks what the values must hold
 */
record DrawingRun(Trace values, Trace drawn, List<MaskChecks> checks) {
  static DrawingRun of(Trace trace) {
    return new DrawingRun(trace, trace, List.of());
  }

  /** Refused, when it is computed, where a missing value was taken for data. */
  Expr guarded(Expr value) {
    Expr guarded = value;
    for (MaskChecks masks : checks) {
      guarded = masks.guarded(guarded);
    }
    return guarded;
  }

  /** The site with the distribution that its draws came from; empty where that is not known. */
  Optional<Site.Random> source(Site.Random site) {
    return site.origin() == Site.Origin.REPLAYED && drawn != values
        ? drawn.random(site.name())
        : Optional.of(site);
  }
}
