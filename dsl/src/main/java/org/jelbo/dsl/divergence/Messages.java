package org.jelbo.dsl.divergence;

import java.util.stream.Collectors;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.error.JelboException;

/** What this package refuses. */
final class Messages {
  private Messages() {}

  static JelboException noClosedForm(Divergences table, Distribution q, Distribution p) {
    String pair = q.family() + " from " + p.family();
    boolean isThere = table.pairs().contains(new Divergences.Pair(q.getClass(), p.getClass()));
    String found =
        isThere
            ? "of "
                + q.eventShape()
                + " over "
                + q.support()
                + " from "
                + p.eventShape()
                + " over "
                + p.support()
            : "the table has none of " + pair;
    return JelboException.here(
        "KL divergence of " + pair,
        isThere
            ? "expected equal event shapes and a support inside the other, but got one " + found
            : "expected a pair with a closed form, but " + found,
        alternatives(table, q)
            + "the mean of q.logProb(x) - p.logProb(x) over draws x of q, or"
            + " Divergences.with(%s.class, %s.class, form)".formatted(q.family(), p.family()));
  }

  private static String alternatives(Divergences table, Distribution q) {
    String others =
        table.pairs().stream()
            .filter(pair -> pair.q().equals(q.getClass()))
            .map(pair -> pair.p().getSimpleName())
            .sorted()
            .collect(Collectors.joining(", "));
    return others.isEmpty() ? "" : "another family for p (" + others + "), ";
  }
}
