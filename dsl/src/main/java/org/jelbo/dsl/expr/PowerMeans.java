package org.jelbo.dsl.expr;

import org.jelbo.dsl.axis.Axis;

/** Means of the powers of positive numbers that are given by their logarithms. */
public final class PowerMeans {
  /** Powers of numbers that are apart by less are near their mean. */
  private static final double NEAR = 0.5;

  /** What stands for the logarithm of 0. */
  private static final double LEAST = -1e30;

  /** The least sum whose logarithm is taken. */
  private static final double TINY = 1e-30;

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

  /**
   * For each index k of an axis the power mean of what the others tell: {@code 1/a log (1/K) (sum
   * over j but k of exp(a x_j) + exp(a m_k))}, m_k the mean of x over all j but k (Mnih and Rezende
   * 2016, equation 8, for a of 1). It does not depend on x_k. For a of 0 it is m_k. Not
   * differentiable; where the axis has one index it tells nothing.
   *
   * @param axis one of the value's axes, which stays
   * @param power a
   */
  public static Expr leaveOneOut(Expr value, Axis axis, double power) {
    Expr x = value.stopGradient();
    Expr ones = Masks.zerosLike(x).plus(1);
    Expr count = Reductions.sumOver(ones, axis);
    Expr others = meanOfOthers(x, axis, count);
    if (power == 0) {
      return others.stopGradient();
    }
    Expr scaled = x.times(power).maximum(Expr.of(LEAST));
    Expr greatest = Reductions.maxOver(scaled, axis);
    Expr isBelow = scaled.lessThan(greatest);
    Expr isGreatest = Masks.not(isBelow);
    Expr isAlone = Reductions.sumOver(isGreatest, axis).lessThan(Expr.of(1.5));
    // Of the only greatest the others are summed by themselves: a difference would keep no digits.
    Expr second = Reductions.maxOver(Masks.chosen(isBelow, scaled, Expr.of(LEAST)), axis);
    Expr apart = Masks.chosen(isBelow, scaled.minus(second), Expr.of(LEAST));
    Expr below = Reductions.sumOver(apart.exp(), axis);
    Expr sum = scaled.minus(greatest).exp();
    Expr rest = Reductions.sumOver(sum, axis).minus(sum);
    Expr isLast = isGreatest.times(isAlone);
    Expr log =
        Masks.chosen(
            isLast,
            second.plus(below.maximum(Expr.of(TINY)).log()),
            greatest.plus(rest.maximum(Expr.of(TINY)).log()));
    Expr mean = others.times(power).maximum(Expr.of(LEAST));
    Expr top = log.maximum(mean);
    Expr all = top.plus(log.minus(top).exp().plus(mean.minus(top).exp()).log());
    return all.minus(count.log()).dividedBy(power).stopGradient();
  }

  /** Of logarithms of which some may be those of 0: what one of the others is does not hide it. */
  private static Expr meanOfOthers(Expr x, Axis axis, Expr count) {
    Expr isNothing = x.lessThan(Expr.of(LEAST));
    Expr some = Masks.chosen(isNothing, Expr.of(0), x);
    Expr mean =
        Reductions.sumOver(some, axis).minus(some).dividedBy(count.minus(1).maximum(Expr.of(1)));
    Expr nothings = Reductions.sumOver(isNothing, axis).minus(isNothing);
    return Masks.chosen(Expr.of(0.5).lessThan(nothings), Expr.of(LEAST), mean);
  }
}
