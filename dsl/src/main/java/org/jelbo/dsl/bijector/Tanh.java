package org.jelbo.dsl.bijector;

import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.support.Support;

/**
 * {@code y = tanh(x)}, onto the interval from -1 to 1 without its ends, with {@code log dy/dx = 2
 * (log 2 - x - log(1 + exp(-2 x)))}, which is {@code log(1 - y^2)} (Haarnoja et al. 2018, Soft
 * actor-critic, appendix C).
 *
 * <p>In float32 y is 1 from x = 9 on: the inverse cannot tell such x apart.
 */
public record Tanh() implements Bijector {
  private static final double LOG_TWO = Math.log(2);

  /** The map. */
  public static Tanh of() {
    return new Tanh();
  }

  @Override
  public Expr forward(Expr x) {
    return x.tanh();
  }

  /** {@code (log(1 + y) - log(1 - y)) / 2}. */
  @Override
  public Expr inverse(Expr y) {
    return y.log1p().minus(y.negate().log1p()).times(0.5);
  }

  @Override
  public Expr logDet(Expr x) {
    return x.plus(x.times(-2).softplus()).minus(LOG_TWO).times(-2);
  }

  @Override
  public Support support() {
    return new Support.Interval(-1, 1);
  }
}
