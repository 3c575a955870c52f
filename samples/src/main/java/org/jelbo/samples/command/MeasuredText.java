package org.jelbo.samples.command;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What was measured, for people: the bound and its parts in one line, then all else. */
final class MeasuredText {
  private static final String BOUND = "nelbo";
  private static final String DIVERGENCE = "kl";
  private static final String RECONSTRUCTION = "rec";

  private MeasuredText() {}

  /**
   * The lines.
   *
   * @param measured by name
   * @param references what simpler models reach, by name
   */
  static String of(Map<String, Double> measured, Map<String, Double> references) {
    StringBuilder text = new StringBuilder();
    Map<String, Double> rest = new LinkedHashMap<>(measured);
    Double bound = rest.remove(BOUND);
    Double kl = rest.remove(DIVERGENCE);
    Double rec = rest.remove(RECONSTRUCTION);
    if (bound != null) {
      text.append(String.format(Locale.ROOT, "  -ELBO %.2f = kl %.2f + rec %.2f", bound, kl, rec));
    }
    references.forEach(
        (name, value) ->
            text.append(String.format(Locale.ROOT, "   (%s %.2f)", words(name), value)));
    rest.forEach(
        (name, value) ->
            text.append(String.format(Locale.ROOT, "%n  %s %.4f", words(name), value)));
    return text.toString();
  }

  /** {@code independentPixels} as {@code independent pixels}. */
  private static String words(String name) {
    return name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
  }
}
