package org.jelbo.dsl.special;

import org.jelbo.dsl.expr.Branches;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Masks;
import org.jelbo.dsl.expr.SpecialFunctions;

/** The standard Cauchy distribution as a function of one entry. */
public final class CauchyFunctions {
  private CauchyFunctions() {}

  /** {@code log(1 + y^2)}, also where the square is no float. */
  public static Expr log1pSquare(Expr y) {
    return logOfSquares(y, Expr.of(1));
  }

  /** {@code log(x^2 + s^2)} for positive s, also where no square or ratio is a float. */
  public static Expr logOfSquares(Expr x, Expr s) {
    Expr isFar = Branches.below(s, x.abs());
    Expr isNear = Masks.not(isFar);
    // Both ends meet in the masks and not in a minimum, whose gradient there would be one-sided.
    Expr large = x.abs().keptWhere(isFar).plus(s.keptWhere(isNear));
    Expr small = x.keptWhere(isNear).plus(s.keptWhere(isFar));
    return large.log().times(2).plus(small.dividedBy(large).square().log1p());
  }

  /** The probability of at most {@code x / s} for positive s, also where that is no float. */
  public static Expr cdf(Expr x, Expr s) {
    Expr isBelow = Branches.below(x, s.negate());
    Expr isAbove = Branches.below(s, x);
    Expr isOutside = isBelow.plus(isAbove);
    Expr isInside = Masks.not(isOutside);
    Expr far = x.keptWhere(isOutside).plus(isInside);
    Expr tail = SpecialFunctions.atan(s.keptWhere(isOutside).dividedBy(far).negate());
    Expr near = x.keptWhere(isInside).dividedBy(s.keptWhere(isInside).plus(isOutside));
    Expr center = SpecialFunctions.atan(near).plus(isInside.times(Math.PI / 2));
    return tail.keptWhere(isOutside).plus(center).times(1 / Math.PI).plus(isAbove);
  }

  /** The y that is exceeded with probability {@code 1 - p}. */
  public static Expr quantile(Expr p) {
    Expr isBelow = Branches.below(p, Expr.of(0.25));
    Expr isAbove = Branches.below(Expr.of(0.75), p);
    Expr isInside = Masks.not(isBelow).minus(isAbove);
    Expr center = SpecialFunctions.tan(p.minus(0.5).keptWhere(isInside).times(Math.PI));
    Expr fromEnd = p.keptWhere(isBelow).plus(p.minus(1).keptWhere(isAbove));
    Expr angle = fromEnd.times(Math.PI).plus(isInside);
    Expr outside = Expr.of(-1).dividedBy(SpecialFunctions.tan(angle));
    return center.plus(outside.keptWhere(Masks.not(isInside)));
  }

  /** The probability of at most {@code x / s} in absolute value, for {@code x >= 0}. */
  public static Expr halfCdf(Expr x, Expr s) {
    Expr isFar = Branches.below(s, x);
    Expr isNear = Masks.not(isFar);
    Expr far = x.keptWhere(isFar).plus(isNear);
    Expr tail = SpecialFunctions.atan(s.keptWhere(isFar).dividedBy(far).negate());
    Expr near = x.keptWhere(isNear).dividedBy(s.keptWhere(isNear).plus(isFar));
    Expr center = SpecialFunctions.atan(near);
    return tail.keptWhere(isFar).plus(center).times(2 / Math.PI).plus(isFar);
  }

  /** The y that is exceeded in absolute value with probability {@code 1 - p}. */
  public static Expr halfQuantile(Expr p) {
    Expr isFar = Branches.below(Expr.of(0.5), p);
    Expr isNear = Masks.not(isFar);
    Expr center = SpecialFunctions.tan(p.keptWhere(isNear).times(Math.PI / 2));
    Expr angle = Expr.of(1).minus(p).keptWhere(isFar).times(Math.PI / 2).plus(isNear);
    Expr tail = Expr.of(1).dividedBy(SpecialFunctions.tan(angle));
    return center.plus(tail.keptWhere(isFar));
  }
}
