package com.example.jelbo;

import org.jelbo.dsl.bijector.Bijector;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.support.Support;

/** {@code y = exp(-exp(-x))}, onto the unit interval. */
public record GumbelCdf() implements Bijector {
  @Override
  public Expr forward(Expr x) {
    return x.negate().exp().negate().exp();
  }

  @Override
  public Expr inverse(Expr y) {
    return y.log().negate().log().negate();
  }

  @Override
  public Expr logDet(Expr x) {
    return x.plus(x.negate().exp()).negate();
  }

  @Override
  public Support support() {
    return new Support.Interval(0, 1);
  }
}
