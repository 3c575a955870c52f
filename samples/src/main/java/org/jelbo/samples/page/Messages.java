package org.jelbo.samples.page;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.inference.file.FileTrouble;

/** Every refusal of this package. */
final class Messages {
  private Messages() {}

  static JelboException unequalSeries(String name, int x, int y) {
    return JelboException.of(
        "series '" + name + "'",
        String.format(Locale.ROOT, "expected one y for each of %,d x, but got %,d", x, y),
        "give x and y of one length");
  }

  static JelboException notFinite(String name, double x) {
    return JelboException.of(
        "series '" + name + "'",
        "expected every x to be finite, but got " + x,
        "leave out the points that are nowhere");
  }

  static JelboException levelNowhere(String name, double value) {
    return JelboException.of(
        "level '" + name + "'",
        "expected a finite value, but got " + value,
        "leave out a level that is nowhere");
  }

  static JelboException notPng(Path file) {
    return JelboException.of(
        "file '" + file + "'",
        "expected a PNG picture, but its first bytes are not those of one",
        "a picture that is written as PNG");
  }

  static JelboException unreadable(Path file, IOException cause) {
    return JelboException.of(
            "file '" + file + "'",
            "expected a PNG picture, but " + FileTrouble.reason(cause),
            "a file that is there and can be read")
        .causedBy(cause);
  }
}
