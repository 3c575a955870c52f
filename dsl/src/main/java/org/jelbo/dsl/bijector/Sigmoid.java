package org.jelbo.dsl.bijector;

import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.support.Support;

/**
 * {@code y = low + (high - low) / (1 + exp(-x))}, onto the interval without its ends, with {@code
 * log dy/dx = log(high - low) - log(1 + exp(x)) - log(1 + exp(-x))} (Stan Reference Manual, section
 * "Lower and upper bounded scalar" of "Constraint transforms").
 *
 * @param low finite
 * @param high finite, above low
 */
public record Sigmoid(double low, double high) implements Bijector {
  /**
   * Checks the components.
   *
   * @throws JelboException for ends that are no interval, or infinite
   */
  public Sigmoid {
    if (!(low < high) || Double.isInfinite(low) || Double.isInfinite(high)) {
      throw Messages.noInterval(low, high);
    }
  }

  /**
   * The map onto an interval.
   *
   * @param low finite
   * @param high finite, above low
   * @throws JelboException for ends that are no interval, or infinite
   */
  public static Sigmoid of(double low, double high) {
    return new Sigmoid(low, high);
  }

  /** Computed as a mean of both ends, which is never outside of them by more than a rounding. */
  @Override
  public Expr forward(Expr x) {
    return low == 0
        ? x.sigmoid().times(high)
        : x.negate().sigmoid().times(low).plus(x.sigmoid().times(high));
  }

  @Override
  public Expr inverse(Expr y) {
    return y.minus(low).log().minus(y.negate().plus(high).log());
  }

  @Override
  public Expr logDet(Expr x) {
    return x.softplus().plus(x.negate().softplus()).negate().plus(Math.log(high - low));
  }

  @Override
  public Support support() {
    return new Support.Interval(low, high);
  }
}
