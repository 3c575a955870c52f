package org.jelbo.dsl.bijector;

import org.jelbo.dsl.expr.Expr;

/** {@code y = x}. */
public record Identity() implements Bijector {
  @Override
  public Expr forward(Expr free) {
    return free;
  }

  @Override
  public Expr inverse(Expr value) {
    return value;
  }
}
