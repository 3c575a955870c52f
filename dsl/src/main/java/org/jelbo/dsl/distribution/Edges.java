package org.jelbo.dsl.distribution;

import org.jelbo.dsl.expr.Branches;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Intervals;
import org.jelbo.dsl.expr.Masks;
import org.jelbo.dsl.support.Support;

/** Values at the ends of a support, and beyond by a rounding. */
final class Edges {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private Edges() {}

  /** The nearest value in the support. */
  static Expr kept(Support support, Expr value) {
    return support instanceof Support.Interval interval
        ? Intervals.clamped(value, interval.low(), interval.high())
        : inside(support, value);
  }

  /** The nearest value in the support that is at no end of it, and finite. */
  static Expr inside(Support support, Expr value) {
    if (support instanceof Support.Interval interval) {
      return Intervals.inside(value, interval.low(), interval.high());
    }
    return support instanceof Support.Positive || support instanceof Support.Simplex
        ? Intervals.inside(value, 0, INFINITY)
        : value;
  }

  /**
   * Probabilities of being at most a value: 0 from the lower end of the support down, 1 from the
   * upper end up.
   */
  static Expr cdf(Support support, Expr value, Expr inside) {
    double low = support instanceof Support.Positive ? 0 : -INFINITY;
    double high = INFINITY;
    if (support instanceof Support.Interval interval) {
      low = interval.low();
      high = interval.high();
    }
    Expr cdf = low == -INFINITY ? inside : inside.keptWhere(Branches.below(Expr.of(low), value));
    if (high == INFINITY) {
      return cdf;
    }
    Expr isBelow = Branches.below(value, Expr.of(high));
    return cdf.keptWhere(isBelow).plus(Masks.not(isBelow));
  }
}
