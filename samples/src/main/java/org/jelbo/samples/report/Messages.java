package org.jelbo.samples.report;

import java.nio.file.Path;
import java.util.Locale;

/** The text of every refusal of this package: where, what was required and found, what to try. */
final class Messages {
  private Messages() {}

  static String unwritable(Path file, Throwable cause) {
    String message = cause.getMessage();
    String name = cause.getClass().getSimpleName();
    return at(
        "file '" + file + "'",
        "expected to write a picture, but writing failed: "
            + (message == null ? name : name + ": " + message),
        "choose a folder that you may write to, on a disk with space left");
  }

  static String pixelCount(int image, int height, int width, int found) {
    return at(
        "image " + image + " of the picture",
        text("expected %,d x %,d = %,d values, but got %,d", height, width, height * width, found),
        "give every image as height * width values, row by row");
  }

  static String noImages() {
    return at("picture", "expected at least 1 image, but got none", "give the images to show");
  }

  static String unequalPairs(int originals, int reconstructions) {
    return at(
        "picture of reconstructions",
        text(
            "expected as many reconstructions as originals, %,d, but got %,d",
            originals, reconstructions),
        "reconstruct each original once");
  }

  static String noSteps(long found) {
    return at(
        "progress line",
        text("expected at least 1 step in all, but got %,d", found),
        "give the number of steps of the whole training");
  }

  static String notPositive(String name, int found) {
    return at(
        "picture",
        text("expected %s of at least 1, but got %,d", name, found),
        "use " + name + " 1");
  }

  static String unequalCurve(String curve, int steps, int values) {
    return at(
        "curve '" + curve + "'",
        text("expected one value for each of %,d steps, but got %,d", steps, values),
        "give steps and values of one length");
  }

  static String noCurves() {
    return at(
        "picture of curves",
        "expected at least 1 curve with a finite value, but got none",
        "record at least one step");
  }

  private static String at(String where, String problem, String remedy) {
    return "at " + where + ":\n  " + problem + "\n  try: " + remedy;
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
