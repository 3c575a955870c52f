package org.jelbo.samples.drawing;

import java.util.Locale;
import org.jelbo.dsl.error.JelboException;

/** What this package refuses. */
final class Messages {
  private Messages() {}

  static JelboException drawnCount(Split split, int found) {
    String set = split.set().getSimpleName();
    return JelboException.of(
        text("%s, split '%s'", set.replaceAll("(?<=.)(?=[A-Z])", " "), split.title())
            .toLowerCase(Locale.ROOT),
        text("expected a count from 1 to %,d, but got %,d", split.max(), found),
        text("%s.%s(seed, %d)", set, split.title(), split.max()));
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
