package org.jelbo.dsl.special;

import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;

/**
 * Values kept where their precision has normal numbers, so that a draw stays in its support though
 * the exact one is no float. Where a value is kept back its gradient is 0.
 */
public final class Representable {
  /** How far below the greatest number a value stays, so that it can be multiplied by a few. */
  private static final double HEADROOM = 100;

  /** What the log of the greatest number is rounded by, so that its exponential is one. */
  private static final double ROUNDING = 1e-4;

  private Representable() {}

  /** {@code exp(x)}, from the smallest normal number to a hundredth of the greatest. */
  public static Expr exp(Expr x) {
    double most = Math.log(greatest(x) / HEADROOM);
    return positive(x.minimum(Expr.of(most)).exp());
  }

  /** {@code exp(x)}, at most about the greatest number. */
  public static Expr finiteExp(Expr x) {
    return x.minimum(Expr.of(Math.log(greatest(x)) - ROUNDING)).exp();
  }

  /** The value, at least the smallest normal number. */
  public static Expr positive(Expr x) {
    return x.maximum(Expr.of(Precision.isSingle(x) ? Float.MIN_NORMAL : Double.MIN_NORMAL));
  }

  /** The value, between 0 and 1 and neither. */
  public static Expr fraction(Expr x) {
    return positive(x)
        .minimum(Expr.of(Precision.isSingle(x) ? Math.nextDown(1f) : Math.nextDown(1.0)));
  }

  private static double greatest(Expr x) {
    return Precision.isSingle(x) ? Float.MAX_VALUE : Double.MAX_VALUE;
  }
}
