package org.jelbo.dsl.distribution;

import org.jelbo.dsl.expr.Branches;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Masks;
import org.jelbo.dsl.expr.NormalFunctions;
import org.jelbo.dsl.special.UniformTilt;

/** Where in a {@link TruncatedWindow} a part of its mass ends. */
final class TruncatedQuantile {
  /** Narrower windows have an exponential density, to a part in 10^7. */
  private static final double NARROW = 1e-3;

  /** Above, tails are compared by their logs. */
  private static final double TAIL = 5;

  private static final double LEAST = 1e-30;
  private static final int FRACTIONS = 8;
  private static final int NEWTON_STEPS = 2;

  private TruncatedQuantile() {}

  /**
   * The distance t with {@code int_0^t exp(-x (start + x / 2)) dx} being a part of the integral up
   * to the width.
   *
   * @param start at least -10
   * @param part from 0 to 1
   */
  static Expr distance(Expr start, Expr width, Expr part) {
    Expr isNarrow = Branches.below(width, Expr.of(NARROW));
    Expr isTail = Branches.below(Expr.of(TAIL), start).times(Masks.not(isNarrow));
    Expr isCenter = Masks.not(isNarrow).times(Masks.not(isTail));
    Expr slope = start.plus(width.times(0.5)).times(width).negate();
    Expr narrow = width.times(UniformTilt.quantile(slope.keptWhere(isNarrow), part));
    Expr center = inCenter(start.keptWhere(isCenter), width.keptWhere(isCenter), part);
    Expr far = start.keptWhere(isTail).plus(Masks.not(isTail).times(TAIL));
    Expr tail = inTail(far, width.keptWhere(isTail).plus(Masks.not(isTail)), part);
    Expr distance =
        narrow.keptWhere(isNarrow).plus(center.keptWhere(isCenter)).plus(tail.keptWhere(isTail));
    Expr held = distance.maximum(Expr.of(0)).minimum(width);
    return distance.plus(held.minus(distance).stopGradient());
  }

  /** By the smaller of the tails below and above the result. */
  private static Expr inCenter(Expr start, Expr width, Expr part) {
    Expr end = start.plus(width);
    Expr above = mixed(start.negate(), end.negate(), part);
    Expr below = mixed(start, end, part);
    Expr sign = Branches.below(below, above).times(2).minus(1);
    Expr smaller = above.minimum(below).maximum(Expr.of(LEAST));
    return sign.times(NormalFunctions.quantile(smaller)).minus(start);
  }

  private static Expr mixed(Expr from, Expr to, Expr part) {
    return NormalFunctions.cdf(from)
        .times(Masks.not(part))
        .plus(NormalFunctions.cdf(to).times(part));
  }

  /** The root of {@code x (start + x / 2) - log(r(start + x) / r(start)) = hazard} by Newton. */
  private static Expr inTail(Expr start, Expr width, Expr part) {
    Expr first = mills(start);
    Expr end = mills(start.plus(width)).dividedBy(first).log();
    Expr survival = end.minus(width.times(start.plus(width.times(0.5)))).exp();
    Expr hazard = Masks.not(part).plus(part.times(survival)).log().negate();
    Expr root = start.square().plus(hazard.times(2)).sqrt();
    Expr x = hazard.times(2).dividedBy(start.plus(root)).stopGradient();
    for (int step = 1; step < NEWTON_STEPS; step++) {
      x = improved(x, start.stopGradient(), first.stopGradient(), hazard.stopGradient());
    }
    return improved(x, start, first, hazard);
  }

  /** A step of Newton, whose gradient is that of the root by the theorem of implicit functions. */
  private static Expr improved(Expr x, Expr start, Expr first, Expr hazard) {
    Expr ratio = mills(start.plus(x));
    Expr found = x.times(start.plus(x.times(0.5))).minus(ratio.dividedBy(first).log());
    return x.minus(found.minus(hazard).times(ratio.stopGradient()));
  }

  /** {@code r(z) = (1 - Phi(z)) / phi(z)} for large z, by its continued fraction (DLMF 7.9.1). */
  private static Expr mills(Expr z) {
    Expr fraction = z;
    for (int k = FRACTIONS; k >= 1; k--) {
      fraction = z.plus(Expr.of(k).dividedBy(fraction));
    }
    return Expr.of(1).dividedBy(fraction);
  }
}
