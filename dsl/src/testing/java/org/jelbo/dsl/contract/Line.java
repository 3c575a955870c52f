package org.jelbo.dsl.contract;

import java.util.Optional;
import org.jelbo.dsl.support.Support;

/** The ends of a support of real numbers. */
record Line(double low, double high) {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  /** The line of a support, if it is one. */
  static Optional<Line> of(Support support) {
    if (support instanceof Support.Reals) {
      return Optional.of(new Line(-INFINITY, INFINITY));
    }
    if (support instanceof Support.Positive) {
      return Optional.of(new Line(0, INFINITY));
    }
    return support instanceof Support.Interval interval
        ? Optional.of(new Line(interval.low(), interval.high()))
        : Optional.empty();
  }

  /** How far a number may go before it leaves. */
  double room(double number) {
    return Math.min(number - low, high - number);
  }

  /** Some point inside. */
  double inside() {
    if (Double.isInfinite(low)) {
      return Double.isInfinite(high) ? 0 : high - 1;
    }
    return Double.isInfinite(high) ? low + 1 : (low + high) / 2;
  }
}
