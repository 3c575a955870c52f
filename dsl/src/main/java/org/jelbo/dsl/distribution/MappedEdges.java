package org.jelbo.dsl.distribution;

import java.util.Arrays;
import org.jelbo.dsl.expr.Branches;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Masks;
import org.jelbo.dsl.special.Intervals;
import org.jelbo.dsl.support.Range;
import org.jelbo.dsl.support.Support;

/** Values at the ends of a support, and beyond by a rounding. */
final class MappedEdges {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private MappedEdges() {}

  /** The nearest value in the support. */
  static Expr kept(Support support, Expr value) {
    return support
        .edges()
        .map(
            edges ->
                edges.isOpen()
                    ? Intervals.inside(value, edges.low(), edges.high())
                    : Intervals.clamped(value, edges.low(), edges.high()))
        .orElse(value);
  }

  /** The nearest value in the support that is at no end of it, and finite. */
  static Expr inside(Support support, Expr value) {
    return support
        .edges()
        .map(edges -> Intervals.inside(value, edges.low(), edges.high()))
        .orElse(value);
  }

  /**
   * Ends of a support that no value of a mapped base comes to: images of infinity, or of ends that
   * the base does not come to.
   */
  static Range open(Transformed mapped) {
    Support support = mapped.support();
    Range range = support.range();
    if (support.rank() > 0 || range.isOpen()) {
      return Range.reals(support.rank() > 0 ? -INFINITY : range.low(), INFINITY);
    }
    return Range.reals(
        isReached(mapped, range.low()) ? -INFINITY : range.low(),
        isReached(mapped, range.high()) ? INFINITY : range.high());
  }

  private static boolean isReached(Transformed mapped, double end) {
    if (Double.isInfinite(end)) {
      return true;
    }
    Expr from = mapped.bijector().inverse(Expr.of(end));
    if (!from.isConstant()) {
      return true;
    }
    Range open = mapped.base().openEnds();
    return Arrays.stream(from.constant())
        .allMatch(x -> Double.isFinite(x) && x > open.low() && x < open.high());
  }

  /**
   * Probabilities of being at most a value: 0 from the lower end of the support down, 1 from the
   * upper end up.
   */
  static Expr cdf(Support support, Expr value, Expr inside) {
    double low = support.range().low();
    double high = support.range().high();
    Expr cdf = low == -INFINITY ? inside : inside.keptWhere(Branches.below(Expr.of(low), value));
    if (high == INFINITY) {
      return cdf;
    }
    Expr isBelow = Branches.below(value, Expr.of(high));
    return cdf.keptWhere(isBelow).plus(Masks.not(isBelow));
  }
}
