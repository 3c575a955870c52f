package org.jelbo.dsl.special;

import org.jelbo.dsl.expr.Branches;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Masks;

/**
 * The exponential tilt of the uniform distribution on [0, 1], the density {@code a exp(-a d) / (1 -
 * exp(-a))} of a distance d from its more probable end, for a rate {@code a >= 0}.
 *
 * <p>Below the rate 1 by the series of {@code g(a) = log(sinh(a / 2) / (a / 2)) = sum B_2n a^(2n) /
 * (2n (2n)!)} (from DLMF 4.19.7), so that values and gradients are exact around 0.
 */
public final class UniformTilt {
  private static final double[] BERNOULLI_NUMBERS = {
    1 / 6.0,
    -1 / 30.0,
    1 / 42.0,
    -1 / 30.0,
    5 / 66.0,
    -691 / 2730.0,
    7 / 6.0,
    -3617 / 510.0,
    43867 / 798.0,
    -174611 / 330.0
  };

  /** Below, a quantile is a polynomial of the rate. */
  private static final double TINY = 0.01;

  private static final double LEAST = Float.MIN_NORMAL;

  private final Expr isFar;
  private final Expr small;
  private final Expr large;

  private UniformTilt(Expr isFar, Expr small, Expr large) {
    this.isFar = isFar;
    this.small = small;
    this.large = large;
  }

  /**
   * Of a rate.
   *
   * @param rate 0 or positive
   */
  public static UniformTilt of(Expr rate) {
    Expr isNear = Branches.below(rate, Expr.of(1));
    Expr isFar = Masks.not(isNear);
    return new UniformTilt(isFar, rate.keptWhere(isNear), rate.keptWhere(isFar).plus(isNear));
  }

  /** {@code log(a / (1 - exp(-a)))}, the log-density at distance 0. */
  public Expr logPeak() {
    Expr near = small.times(0.5).minus(small.square().times(series(n -> 1)));
    Expr far = large.log().minus(large.negate().exp().negate().log1p());
    return near.plus(far.keptWhere(isFar));
  }

  /** {@code 1 / a - 1 / (exp(a) - 1)}, the mean distance. */
  public Expr mean() {
    Expr near = small.times(series(n -> 2 * n)).minus(0.5).negate();
    return near.plus(Expr.of(1).dividedBy(large).minus(odds()).minus(0.5).keptWhere(isFar));
  }

  /** {@code 1 / a^2 - exp(a) / (exp(a) - 1)^2}. */
  public Expr variance() {
    Expr near = series(n -> 2 * n * (2 * n - 1)).keptWhere(Masks.not(isFar));
    Expr far = Expr.of(1).dividedBy(large).square().minus(odds().times(odds().plus(1)));
    return near.plus(far.keptWhere(isFar));
  }

  /** {@code 1 - a / (exp(a) - 1) - log(a / (1 - exp(-a)))}. */
  public Expr entropy() {
    Expr near = small.square().times(series(n -> 1 - 2 * n));
    Expr far = Expr.of(1).minus(large.times(odds())).minus(large.log());
    Expr rest = large.negate().exp().negate().log1p();
    return near.plus(far.plus(rest).keptWhere(isFar));
  }

  /** {@code 1 / (exp(a) - 1)} for large a, without overflow. */
  private Expr odds() {
    Expr power = large.negate().exp();
    return power.dividedBy(Expr.of(1).minus(power));
  }

  /** Gives the factor of the n-th term. */
  private interface Factor {
    double of(int n);
  }

  /** {@code sum factor(n) B_2n / (2n (2n)!) a^(2n - 2)} of small a. */
  private Expr series(Factor factor) {
    Expr square = small.square();
    Expr sum = Expr.of(0);
    for (int n = BERNOULLI_NUMBERS.length; n >= 1; n--) {
      double factorial = 1;
      for (int i = 2; i <= 2 * n; i++) {
        factorial *= i;
      }
      double coefficient = factor.of(n) * BERNOULLI_NUMBERS[n - 1] / (2 * n * factorial);
      sum = sum.times(square).plus(coefficient);
    }
    return sum;
  }

  /**
   * Where in [0, 1] a density proportional to {@code exp(l x)} has the cumulative probability p:
   * {@code log(1 + p (exp(l) - 1)) / l}. For small l by the cumulants of a Bernoulli entry, of
   * which this is the generating function over l.
   *
   * @param slope l, any number
   */
  public static Expr quantile(Expr slope, Expr p) {
    Expr isDown = Branches.below(slope, Expr.of(0));
    Expr sign = isDown.times(2).minus(1);
    Expr rate = slope.times(sign).negate();
    Expr isTiny = Branches.below(rate, Expr.of(TINY));
    Expr tiny = slope.keptWhere(isTiny);
    Expr isFull = Masks.not(isTiny);
    Expr full = rate.keptWhere(isFull).plus(isTiny);
    Expr q = Expr.of(1).minus(p);
    Expr isUp = Masks.not(isDown);
    Expr near = p.keptWhere(isDown).plus(q.keptWhere(isUp));
    Expr far = q.keptWhere(isDown).plus(p.keptWhere(isUp));
    Expr distance = distance(full, near, far);
    Expr from = isUp.plus(sign.times(distance));
    return around(tiny, p, q).keptWhere(isTiny).plus(from.keptWhere(isFull));
  }

  /** {@code -log(near exp(-rate) + far) / rate}, by the smaller of the parts near and far. */
  private static Expr distance(Expr rate, Expr near, Expr far) {
    Expr isNear = Branches.below(near, Expr.of(0.5));
    Expr isFar = Masks.not(isNear);
    Expr power = rate.negate().exp();
    Expr fall = Expr.of(1).minus(power);
    Expr small = near.keptWhere(isNear).times(fall).negate().log1p();
    Expr rest = far.plus(near.times(power)).keptWhere(isFar).plus(isNear);
    return small.plus(rest.maximum(Expr.of(LEAST)).log()).dividedBy(rate).negate();
  }

  private static Expr around(Expr slope, Expr p, Expr q) {
    Expr variance = p.times(q);
    Expr third = variance.times(q.minus(p)).dividedBy(6);
    Expr fourth = variance.times(Expr.of(1).minus(variance.times(6))).dividedBy(24);
    Expr fifth =
        variance.times(q.minus(p)).times(Expr.of(1).minus(variance.times(12))).dividedBy(120);
    Expr rest = third.plus(slope.times(fourth.plus(slope.times(fifth))));
    return p.plus(slope.times(variance.times(0.5).plus(slope.times(rest))));
  }
}
