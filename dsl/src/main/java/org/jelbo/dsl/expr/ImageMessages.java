package org.jelbo.dsl.expr;

import org.jelbo.dsl.error.JelboException;
import org.tensorflow.ndarray.Shape;

/** What is refused of windows on images. */
final class ImageMessages {
  private ImageMessages() {}

  static JelboException noImage(String subject, Shape found) {
    return JelboException.here(
        subject,
        "expected an image, event [height, width, channels], but got event shape " + found,
        found.numDimensions() == 2
            ? "reshape(" + found.get(0) + ", " + found.get(1) + ", 1)"
            : "reshape(" + sides(found) + ")");
  }

  /** A square of one channel where the entries make one. */
  private static String sides(Shape found) {
    long entries = found.size();
    long side = Math.round(Math.sqrt((double) entries));
    return side * side == entries ? side + ", " + side + ", 1" : "height, width, channels";
  }

  static JelboException paddingBelowZero(int top, int bottom, int left, int right) {
    return JelboException.here(
        "padding",
        "expected 0 or more rows and columns, but got top "
            + top
            + ", bottom "
            + bottom
            + ", left "
            + left
            + ", right "
            + right,
        "Padding.of(0)");
  }

  static JelboException windowBelowOne(int height, int width, int stride, int dilation) {
    return JelboException.here(
        "window",
        "expected sizes, a stride and a dilation of 1 or more, but got "
            + height
            + " x "
            + width
            + ", stride "
            + stride
            + ", dilation "
            + dilation,
        "positive numbers");
  }

  static JelboException windowWithoutMiddle(int tall, int wide) {
    return JelboException.here(
        "window",
        "expected an odd span under same padding, which stands as far on both sides of a middle,"
            + " but the window spans "
            + tall
            + " x "
            + wide,
        "an odd window, or Padding.of(top, bottom, left, right) that says which side has one more");
  }

  static JelboException windowTooLarge(String operation, Window window, Shape image) {
    return JelboException.here(
        operation,
        "expected an image, with its padding, of "
            + window.tall()
            + " x "
            + window.wide()
            + " or more, which the window spans, but got event shape "
            + image
            + ", padding "
            + window.padding(),
        "a smaller window, or more padding");
  }

  static JelboException paddingTooLarge(String operation, Window window, Shape windows) {
    return JelboException.here(
        operation,
        "expected padding that leaves something of "
            + windows
            + " windows that span "
            + window.tall()
            + " x "
            + window.wide()
            + ", but got padding "
            + window.padding(),
        "less padding");
  }

  static JelboException moreThanStride(int more, int stride) {
    return JelboException.here(
        "transposed convolution",
        "expected from 0 to " + (stride - 1) + " more rows, below the stride, but got " + more,
        "0, or a larger stride");
  }

  static JelboException poolOutside(Window window) {
    return JelboException.here(
        "maximum pooling",
        "expected padding below the window's "
            + window.height()
            + " x "
            + window.width()
            + ", so that every window has an entry, but got "
            + window.padding(),
        "less padding, or a larger window");
  }

  static JelboException poolDilated(String operation, int dilation) {
    return JelboException.here(
        operation, "expected a window of dilation 1, but got " + dilation, "dilation(1)");
  }

  static JelboException kernelDoesNotFit(
      String operation, Shape kernel, Window window, long channels, int dim) {
    String inputs = dim == 2 ? channels + ", n" : "n, " + channels;
    String expected = "[" + window.height() + ", " + window.width() + ", " + inputs + "]";
    return JelboException.here(
        operation,
        "expected a kernel of shape " + expected + ", but got " + kernel,
        "a parameter of that shape");
  }
}
