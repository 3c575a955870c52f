package org.jelbo.dsl.support;

/**
 * The numbers between two ends.
 *
 * @param low the lower end, perhaps minus infinity
 * @param high the upper end, perhaps infinity
 * @param isOpen whether the lower end is no number of the range, although it is finite
 * @param isWhole whether it is only the whole numbers
 */
public record Range(double low, double high, boolean isOpen, boolean isWhole) {
  static final Range REALS = reals(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  /** The real numbers from one end to another, both included; infinite for no end. */
  public static Range reals(double low, double high) {
    return new Range(low, high, false, false);
  }

  static Range above(double low, double high) {
    return new Range(low, high, true, false);
  }

  static Range whole(double low, double high) {
    return new Range(low, high, false, true);
  }

  /** Whether there is neither end. */
  public boolean isUnbounded() {
    return Double.isInfinite(low) && Double.isInfinite(high);
  }

  /** Whether every number of the other lies in this one. */
  boolean contains(Range other) {
    boolean isAbove = other.low > low || (other.low == low && (!isOpen || other.isOpen));
    return isAbove && other.high <= high && (!isWhole || other.isWhole);
  }

  /** Whether a number, finite, lies in this one. */
  boolean contains(double number) {
    return Double.isFinite(number)
        && (isOpen ? number > low : number >= low)
        && number <= high
        && (!isWhole || number == Math.rint(number));
  }

  /** Half way between the ends, 1 inside the only one, or 0. */
  double middle() {
    if (Double.isInfinite(low)) {
      return Double.isInfinite(high) ? 0 : high - 1;
    }
    return Double.isInfinite(high) ? low + 1 : low + (high - low) / 2;
  }

  /** In words, such as {@code real numbers in [0, 1]}. */
  @Override
  public String toString() {
    String numbers = isWhole ? "whole numbers" : "real numbers";
    if (Double.isInfinite(high)) {
      return Double.isInfinite(low) ? numbers : numbers + " from " + shown(low);
    }
    return numbers
        + (Double.isInfinite(low)
            ? " up to " + shown(high)
            : " in [" + shown(low) + ", " + shown(high) + "]");
  }

  private static String shown(double end) {
    return end == Math.rint(end) && Math.abs(end) < 1e15
        ? Long.toString((long) end)
        : Double.toString(end);
  }
}
