package org.jelbo.dsl.expr;

import org.jelbo.dsl.error.JelboException;
import org.tensorflow.ndarray.Shape;

/**
 * What is laid on an image, event {@code [height, width, channels]}: entries of a window are {@code
 * dilation} apart, windows are {@code stride} apart.
 *
 * @param height entries of a window from top to bottom, at least 1
 * @param width entries of a window from left to right, at least 1
 * @param stride from one window to the next, at least 1
 * @param dilation from one entry of a window to the next, at least 1
 * @param padding zeros around the image
 */
public record Window(int height, int width, int stride, int dilation, Padding padding) {
  /**
   * Checks the components.
   *
   * @throws JelboException for numbers below 1, and an even span around which an image has no same
   *     padding
   */
  public Window {
    if (Math.min(Math.min(height, width), Math.min(stride, dilation)) < 1) {
      throw ImageMessages.windowBelowOne(height, width, stride, dilation);
    }
    boolean isEven = span(height, dilation) % 2 == 0 || span(width, dilation) % 2 == 0;
    if (padding instanceof Padding.Middle && isEven) {
      throw ImageMessages.windowWithoutMiddle(span(height, dilation), span(width, dilation));
    }
  }

  /**
   * A square window of stride 1 within the image.
   *
   * @throws JelboException for a size below 1
   */
  public static Window of(int size) {
    return new Window(size, size, 1, 1, Padding.valid());
  }

  /**
   * Windows as far apart.
   *
   * @throws JelboException for a number below 1
   */
  public Window stride(int other) {
    return new Window(height, width, other, dilation, padding);
  }

  /**
   * Entries as far apart.
   *
   * @throws JelboException for a number below 1
   */
  public Window dilation(int other) {
    return new Window(height, width, stride, other, padding);
  }

  /**
   * Zeros around the image.
   *
   * @throws JelboException for same padding around an even span
   */
  public Window padding(Padding other) {
    return new Window(height, width, stride, dilation, other);
  }

  private static int span(int entries, int dilation) {
    return (entries - 1) * dilation + 1;
  }

  int tall() {
    return span(height, dilation);
  }

  int wide() {
    return span(width, dilation);
  }

  Padding.Sides sides() {
    int rows = (tall() - 1) / 2;
    int columns = (wide() - 1) / 2;
    return padding instanceof Padding.Sides sides
        ? sides
        : new Padding.Sides(rows, rows, columns, columns);
  }

  /** How many windows lie on an image, {@code [rows, columns]}; refuses one that is too small. */
  Shape on(String operation, Shape image) {
    Padding.Sides sides = sides();
    long rows = image.get(0) + sides.top() + sides.bottom() - tall();
    long columns = image.get(1) + sides.left() + sides.right() - wide();
    if (rows < 0 || columns < 0) {
      throw ImageMessages.windowTooLarge(operation, this, image);
    }
    return Shape.of(rows / stride + 1, columns / stride + 1);
  }

  /** How large the image is on which as many windows lie, {@code [rows, columns]}. */
  Shape under(String operation, Shape windows, int more) {
    Padding.Sides sides = sides();
    long rows = (windows.get(0) - 1) * stride + tall() + more - sides.top() - sides.bottom();
    long columns = (windows.get(1) - 1) * stride + wide() + more - sides.left() - sides.right();
    if (rows < 1 || columns < 1) {
      throw ImageMessages.paddingTooLarge(operation, this, windows);
    }
    return Shape.of(rows, columns);
  }
}
