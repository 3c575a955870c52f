package org.jelbo.dsl.bijector;

import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.support.Support;

/** {@code y = exp(x)}, onto the positive numbers, with {@code log dy/dx = x}. */
public record Exp() implements Bijector {
  /** The map. */
  public static Exp of() {
    return new Exp();
  }

  @Override
  public Expr forward(Expr x) {
    return x.exp();
  }

  @Override
  public Expr inverse(Expr y) {
    return y.log();
  }

  @Override
  public Expr logDet(Expr x) {
    return x;
  }

  @Override
  public Support support() {
    return Support.positive();
  }
}
