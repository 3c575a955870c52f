package org.jelbo.dsl.bijector;

import org.jelbo.dsl.expr.Expr;

/**
 * {@code y = low + (high - low) / (1 + exp(-x))}, onto the interval without its ends.
 *
 * @param low finite
 * @param high finite, above low
 */
public record Sigmoid(double low, double high) implements Bijector {
  /** Refuses ends that are no interval. */
  public Sigmoid {
    if (!(low < high) || Double.isInfinite(low) || Double.isInfinite(high)) {
      throw Messages.noInterval(low, high);
    }
  }

  @Override
  public Expr forward(Expr free) {
    return free.sigmoid().times(high - low).plus(low);
  }

  @Override
  public Expr inverse(Expr value) {
    return value.minus(low).log().minus(value.negate().plus(high).log());
  }
}
