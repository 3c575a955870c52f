package org.jelbo.inference.formula;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.error.JelboException;

/** What this package refuses. */
final class Messages {
  private Messages() {}

  static JelboException tableTooLarge(List<Axis.Enumeration> sites, double entries) {
    String sizes =
        sites.stream()
            .map(site -> site.site() + " with " + site.size())
            .collect(Collectors.joining(", "));
    return JelboException.of(
        "sites " + sites.stream().map(Axis::label).toList(),
        String.format(
            Locale.ROOT,
            "expected at most %,d combinations of the values of finite sites that one term holds"
                + " together, but %s have %,.0f",
            (long) Elimination.LARGEST_TABLE,
            sizes,
            entries),
        "fewer values, or sites that depend on fewer others");
  }
}
