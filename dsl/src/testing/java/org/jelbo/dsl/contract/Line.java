package org.jelbo.dsl.contract;

import java.util.Optional;
import org.jelbo.dsl.support.Support;

/** The ends of a support of real numbers. */
record Line(double low, double high) {
  /** The line of a support, if it is one. */
  static Optional<Line> of(Support support) {
    return support.rank() > 0 || support.isWhole()
        ? Optional.empty()
        : Optional.of(new Line(support.range().low(), support.range().high()));
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
