package org.jelbo.dsl.divergence;

import java.util.stream.Collectors;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.error.JelboException;

/** What this package refuses. */
final class Messages {
  private Messages() {}

  static JelboException noClosedForm(Divergences table, Distribution q, Distribution p) {
    return JelboException.here(
        where(q, p),
        "expected a pair with a closed form, but the table has none of "
            + q.family()
            + " from "
            + p.family(),
        alternatives(table, q)
            + "the mean of q.logProb(x) - p.logProb(x) over draws x of q, or"
            + " Divergences.with("
            + q.family()
            + ".class, "
            + p.family()
            + ".class, form)");
  }

  private static String alternatives(Divergences table, Distribution q) {
    String others =
        table.pairs().stream()
            .filter(pair -> pair.q().isInstance(q))
            .map(pair -> pair.p().getSimpleName())
            .sorted()
            .collect(Collectors.joining(", "));
    return others.isEmpty() ? "" : "another family for p (" + others + "), ";
  }

  static JelboException eventShapesDiffer(Distribution q, Distribution p) {
    return JelboException.here(
        where(q, p),
        "expected equal event shapes, but got " + q.eventShape() + " and " + p.eventShape(),
        "two distributions of the same event");
  }

  static JelboException supportsDoNotFit(Distribution q, Distribution p) {
    return JelboException.here(
        where(q, p),
        "expected every value of q among those of p, but q is over "
            + q.support()
            + " and p over "
            + p.support(),
        "a p whose support holds that of q: elsewhere the divergence is infinite");
  }

  private static String where(Distribution q, Distribution p) {
    return "KL divergence of " + q.family() + " from " + p.family();
  }
}
