package org.jelbo.dsl.bijector;

import org.jelbo.dsl.expr.Expr;

/** {@code y = exp(x)}, onto the positive numbers. */
public record Exp() implements Bijector {
  @Override
  public Expr forward(Expr free) {
    return free.exp();
  }

  @Override
  public Expr inverse(Expr value) {
    return value.log();
  }
}
