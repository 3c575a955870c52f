package org.jelbo.dsl.expr;

import org.jelbo.dsl.error.JelboException;

/** How many rows and columns of zeros stand around an image before windows are laid on it. */
public sealed interface Padding {

  /** None: windows lie within the image. */
  static Padding valid() {
    return of(0);
  }

  /**
   * As many as let every {@code stride}-th entry be the middle of a window: {@code (span - 1) / 2}
   * on every side, so that an image keeps its size under stride 1. Windows of an even span have no
   * middle and are refused.
   */
  static Padding same() {
    return new Middle();
  }

  /**
   * As many on every side.
   *
   * @throws JelboException for a number below 0
   */
  static Padding of(int each) {
    return of(each, each, each, each);
  }

  /**
   * As many on each side.
   *
   * @throws JelboException for numbers below 0
   */
  static Padding of(int top, int bottom, int left, int right) {
    return new Sides(top, bottom, left, right);
  }

  /** Known when the window is. */
  record Middle() implements Padding {
    @Override
    public String toString() {
      return "same";
    }
  }

  /**
   * Known numbers.
   *
   * @param top rows above, at least 0
   * @param bottom rows below, at least 0
   * @param left columns before, at least 0
   * @param right columns after, at least 0
   */
  record Sides(int top, int bottom, int left, int right) implements Padding {
    /**
     * Checks the components.
     *
     * @throws JelboException for numbers below 0
     */
    public Sides {
      if (Math.min(Math.min(top, bottom), Math.min(left, right)) < 0) {
        throw ImageMessages.paddingBelowZero(top, bottom, left, right);
      }
    }

    boolean isNone() {
      return top + bottom + left + right == 0;
    }

    @Override
    public String toString() {
      return "top " + top + ", bottom " + bottom + ", left " + left + ", right " + right;
    }
  }
}
