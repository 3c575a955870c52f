package org.jelbo.samples.report;

import java.util.Locale;
import org.jelbo.dsl.error.JelboException;

/** Every refusal of this package. */
final class Messages {
  private Messages() {}

  static JelboException pixelCount(int image, int height, int width, int found) {
    return JelboException.of(
        "image " + image + " of the picture",
        text("expected %,d x %,d = %,d values, but got %,d", height, width, height * width, found),
        "give every image as height * width values, row by row");
  }

  static JelboException colourCount(int image, int height, int width, int found) {
    return JelboException.of(
        "image " + image + " of the picture",
        text(
            "expected %,d x %,d x 3 = %,d values, but got %,d",
            height, width, height * width * 3, found),
        "give every image as red, green and blue of each pixel, row by row");
  }

  static JelboException noImages() {
    return JelboException.of(
        "picture", "expected at least 1 image, but got none", "give the images to show");
  }

  static JelboException unequalPairs(int originals, int reconstructions) {
    return JelboException.of(
        "picture of reconstructions",
        text(
            "expected as many reconstructions as originals, %,d, but got %,d",
            originals, reconstructions),
        "reconstruct each original once");
  }

  static JelboException noSteps(long found) {
    return JelboException.of(
        "progress line",
        text("expected at least 1 step in all, but got %,d", found),
        "give the number of steps of the whole training");
  }

  static JelboException notPositive(String name, int found) {
    return JelboException.of(
        "picture",
        text("expected %s of at least 1, but got %,d", name, found),
        "use " + name + " 1");
  }

  static JelboException unequalCurve(String curve, int steps, int values) {
    return JelboException.of(
        "curve '" + curve + "'",
        text("expected one value for each of %,d steps, but got %,d", steps, values),
        "give steps and values of one length");
  }

  static JelboException noCurves() {
    return JelboException.of(
        "picture of curves",
        "expected at least 1 curve with a finite value, but got none",
        "record at least one step");
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
