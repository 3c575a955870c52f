package org.jelbo.dsl.bijector;

import java.util.Arrays;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.support.Range;
import org.jelbo.dsl.support.Support;

/** What becomes of the ends of a set of real numbers. */
final class MappedRange {
  private MappedRange() {}

  /** See {@link Bijector#image}. */
  static Support image(Bijector map, Support of) {
    if (of.equals(map.domain())) {
      return map.support();
    }
    if (!isReal(of) || !isReal(map.domain()) || !isWithin(of.range(), map.domain().range())) {
      throw Messages.outsideDomain(map, of);
    }
    if (map.freeRank() > 0) {
      throw Messages.noImage(map, of);
    }
    Expr low = map.forward(Expr.of(of.range().low()));
    Expr high = map.forward(Expr.of(of.range().high()));
    if (!low.isConstant() || !high.isConstant()) {
      throw Messages.noImage(map, of);
    }
    return image(map, of, low.constant(), high.constant());
  }

  private static boolean isReal(Support support) {
    return support.rank() == 0 && !support.isWhole();
  }

  /** Up to the ends themselves, which have no probability. */
  private static boolean isWithin(Range range, Range domain) {
    return domain.low() <= range.low() && range.high() <= domain.high();
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
    Range range = of.range();
    boolean falls = Arrays.stream(high).allMatch(end -> end == least);
    boolean isOpen =
        falls ? Double.isInfinite(range.high()) : range.isOpen() || Double.isInfinite(range.low());
    return support(least, greatest, isOpen);
  }

  private static Support support(double low, double high, boolean isOpen) {
    boolean isBounded = high != Double.POSITIVE_INFINITY;
    if (!isBounded && low == Double.NEGATIVE_INFINITY) {
      return Support.reals();
    }
    return !isBounded && low == 0 && isOpen ? Support.positive() : new Support.Interval(low, high);
  }
}
