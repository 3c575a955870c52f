package org.jelbo.dsl.bijector;

import java.util.Arrays;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.support.Support;

/**
 * The ends of a set of real numbers, and what becomes of them.
 *
 * @param low perhaps infinite
 * @param high perhaps infinite, above low
 * @param isOpen whether low itself is not in the set
 */
record Ends(double low, double high, boolean isOpen) {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private static Ends of(Support support) {
    if (support instanceof Support.Interval interval) {
      return new Ends(interval.low(), interval.high(), Double.isInfinite(interval.low()));
    }
    return new Ends(support instanceof Support.Positive ? 0 : -INFINITY, INFINITY, true);
  }

  /** See {@link Bijector#image}. */
  static Support image(Bijector map, Support of) {
    if (of.equals(map.domain())) {
      return map.support();
    }
    if (!isReal(of) || !isReal(map.domain()) || !of(map.domain()).contain(of(of))) {
      throw Messages.outsideDomain(map, of);
    }
    if (map.freeRank() > 0) {
      throw Messages.noImage(map, of);
    }
    Ends ends = of(of);
    Expr low = map.forward(Expr.of(ends.low));
    Expr high = map.forward(Expr.of(ends.high));
    if (!low.isConstant() || !high.isConstant()) {
      throw Messages.noImage(map, of);
    }
    return image(map, of, low.constant(), high.constant());
  }

  private static boolean isReal(Support support) {
    return support instanceof Support.Reals
        || support instanceof Support.Positive
        || support instanceof Support.Interval;
  }

  /** Up to the ends themselves, which have no probability. */
  private boolean contain(Ends other) {
    return low <= other.low && other.high <= high;
  }

  /** Refused where entries of the map have images of their own: a support is one for all. */
  private static Support image(Bijector map, Support of, double[] low, double[] high) {
    double least = Math.min(low[0], high[0]);
    double greatest = Math.max(low[0], high[0]);
    for (int i = 0; i < low.length; i++) {
      if (Math.min(low[i], high[i]) != least || Math.max(low[i], high[i]) != greatest) {
        throw Messages.noImage(map, of);
      }
    }
    boolean falls = Arrays.stream(high).allMatch(end -> end == least);
    boolean isOpen = falls ? of(of).high == INFINITY : of(of).isOpen;
    return new Ends(least, greatest, isOpen).support();
  }

  private Support support() {
    if (high == INFINITY && low == -INFINITY) {
      return Support.reals();
    }
    return high == INFINITY && low == 0 && isOpen
        ? Support.positive()
        : new Support.Interval(low, high);
  }
}
