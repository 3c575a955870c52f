package org.jelbo.samples.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured, for people: the bound and its parts in one line, then all else. */
final class MeasuredText {
  private static final List<String> PARTS = List.of("nelbo", "kl", "rec");

  private MeasuredText() {}

  /**
   * The lines.
   *
   * @param measured by name
   * @param references what simpler models reach, by name; shown beside the bound
   */
  static String of(Map<String, Double> measured, Map<String, Double> references) {
    Map<String, Double> rest = new LinkedHashMap<>(measured);
    List<String> lines = new ArrayList<>();
    if (rest.keySet().containsAll(PARTS)) {
      StringBuilder line = new StringBuilder();
      line.append(
          String.format(
              Locale.ROOT,
              "  -ELBO %.2f = kl %.2f + rec %.2f",
              PARTS.stream().map(rest::remove).toArray()));
      references.forEach(
          (name, value) ->
              line.append(String.format(Locale.ROOT, "   (%s %.2f)", words(name), value)));
      lines.add(line.toString());
    }
    rest.forEach(
        (name, value) -> lines.add(String.format(Locale.ROOT, "  %s %.4f", words(name), value)));
    return String.join(System.lineSeparator(), lines);
  }

  /** {@code independentPixels} as {@code independent pixels}. */
  private static String words(String name) {
    return name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
  }
}
