package org.jelbo.dsl.bijector;

import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.SpecialFunctions;
import org.jelbo.dsl.support.Support;

/**
 * {@code y = log(1 + exp(x))}, onto the positive numbers, with {@code log dy/dx = -log(1 +
 * exp(-x))}, since its slope is the sigmoid of x. Its inverse is {@code y + log(1 - exp(-y))}.
 */
public record Softplus() implements Bijector {
  /** The map. */
  public static Softplus of() {
    return new Softplus();
  }

  @Override
  public Expr forward(Expr x) {
    return x.softplus();
  }

  @Override
  public Expr inverse(Expr y) {
    return y.plus(SpecialFunctions.log1mexp(y));
  }

  @Override
  public Expr logDet(Expr x) {
    return x.negate().softplus().negate();
  }

  @Override
  public Support support() {
    return Support.positive();
  }
}
