package org.jelbo.inference.objective;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Sources;
import org.jelbo.dsl.program.Site;
import org.jelbo.dsl.program.Trace;
import org.jelbo.inference.derivation.Derivation;
import org.tensorflow.GraphOperation;

/**
 * Whether the values that a draw can have move with what is trained. The gradient of a log-density
 * is 0 on the average over values that stay; of those that come and go at an end it knows nothing.
 */
final class Ranges {
  private final Set<GraphOperation> still;

  private Ranges(Set<GraphOperation> still) {
    this.still = still;
  }

  /** Of a derivation: data, values that are enumerated and draws that are cut off stay. */
  static Ranges of(Derivation derivation) {
    List<Expr> still = new ArrayList<>();
    for (Trace run : List.of(derivation.guide(), derivation.model())) {
      for (Site site : run.sites()) {
        if (site instanceof Site.Input || isStill(site, derivation)) {
          still.add(site.value());
        }
      }
    }
    return new Ranges(Sources.producers(still));
  }

  private static boolean isStill(Site site, Derivation derivation) {
    return site instanceof Site.Random random
        && (random.origin() == Site.Origin.GIVEN
            || random.origin() == Site.Origin.ENUMERATED
            || derivation.plan(site.name()).estimator().cutsDraws());
  }

  /** The first parameter of a site's range that is computed from what is trained. */
  Optional<String> moved(Site.Random site) {
    Map<String, Expr> ends = new LinkedHashMap<>(site.distribution().parameters());
    ends.keySet().retainAll(site.distribution().rangeParameters());
    if (site.distribution().hasFixedRange()) {
      return Optional.empty();
    }
    return ends.entrySet().stream()
        .filter(each -> isMoved(each.getValue()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Whether anything but constants and what stays is behind it. */
  private boolean isMoved(Expr value) {
    return Sources.operations(List.of(value), still).stream()
        .filter(op -> !still.contains(op))
        .anyMatch(op -> op.numInputs() == 0 && !op.type().equals("Const"));
  }
}
