package org.jelbo.dsl.expr;

import org.jelbo.dsl.axis.Axis;

/** Means of the powers of positive numbers that are given by their logarithms. */
public final class PowerMeans {
  /** Powers of numbers that are apart by less are near their mean. */
  private static final double NEAR = 0.5;

  private PowerMeans() {}

  /**
   * {@code 1/a log mean exp(a x)} along an axis, which goes: the log of the power mean of exp(x).
   * With m the mean of x it is {@code m + 1/a log(1 + mean(exp(a (x - m)) - 1 - a (x - m)))}, whose
   * digits do not go where a is near 0.
   *
   * @param axis one of the value's axes
   * @param power a, not 0
   */
  public static Expr logMeanOver(Expr value, Axis axis, double power) {
    Expr x = Float64.of(value);
    Expr mean = Reductions.meanOver(x, axis);
    Expr apart = x.minus(mean).times(power);
    Expr isNear = Branches.below(Reductions.maxOver(apart.abs(), axis), Expr.of(NEAR));
    Expr more = Reductions.meanOver(Bregman.ofExp(Branches.kept(apart, isNear)), axis);
    Expr near = mean.plus(more.log1p().dividedBy(power));
    Expr far = Reductions.logMeanExpOver(x.times(power), axis).dividedBy(power);
    return Float64.back(
        Branches.kept(near, isNear).plus(Branches.kept(far, Masks.not(isNear))), value);
  }

  /**
   * The effective sample size {@code (sum w)^2 / sum w^2} of weights along an axis, which goes: how
   * many equal ones tell as much, from 1 to their number. Only what they are below the greatest
   * matters, however large their logarithms are.
   *
   * @param logWeights {@code log w}
   * @param axis one of their axes
   */
  public static Expr effectiveSampleSize(Expr logWeights, Axis axis) {
    Expr weights = logWeights.minus(peakOver(logWeights, axis)).exp();
    Expr squares = Reductions.sumOver(weights.square(), axis);
    return Reductions.sumOver(weights, axis).square().dividedBy(squares);
  }

  /** The greatest along an axis, which goes, or 0 where that is infinite; not differentiable. */
  public static Expr peakOver(Expr value, Axis axis) {
    Expr greatest = Reductions.maxOver(value, axis);
    return greatest.keptWhere(greatest.abs().lessThan(Expr.of(Double.POSITIVE_INFINITY)));
  }
}
