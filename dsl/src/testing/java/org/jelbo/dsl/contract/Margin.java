package org.jelbo.dsl.contract;

import org.assertj.core.api.Assertions;
import org.assertj.core.data.Offset;

/**
 * The room that numerical tolerances leave: with {@code -Djelbo.margin=4} each is divided by four.
 *
 * <p>Processors of other vendors round differently, so an assertion that holds by a hair here fails
 * there. Every tolerance that stands for rounding goes through this class; what passes with a
 * margin of four has room on other machines. The width of noise does not ({@link
 * MonteCarlo#noise}): it is the same everywhere.
 */
public final class Margin {
  /** The divisor; 1 where the property is not set. */
  static final double DIVISOR = divisor(System.getProperty("jelbo.margin", ""));

  private Margin() {}

  /** A tolerance for rounding, divided by the margin. */
  public static double of(double tolerance) {
    return tolerance / DIVISOR;
  }

  /** A tolerance for rounding, divided by the margin, as an assertion takes it. */
  public static Offset<Double> within(double tolerance) {
    return Assertions.within(of(tolerance));
  }

  static double divisor(String property) {
    double divisor = property.isBlank() ? 1 : number(property);
    if (!(divisor >= 1 && divisor < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "at jelbo.margin:\n  expected a divisor of at least 1, but got "
              + property
              + "\n  try: -Djelbo.margin=4");
    }
    return divisor;
  }

  private static double number(String property) {
    try {
      return Double.parseDouble(property);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
