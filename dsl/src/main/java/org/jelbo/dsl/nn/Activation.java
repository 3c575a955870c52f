package org.jelbo.dsl.nn;

import java.util.function.UnaryOperator;
import org.jelbo.dsl.expr.Expr;

/** Functions between layers, entry by entry. */
public enum Activation {
  /** x. */
  IDENTITY(x -> x),
  /** max(x, 0). */
  RELU(Expr::relu),
  /** x where positive, else exp(x) - 1. */
  ELU(Expr::elu),
  /** Hyperbolic tangent. */
  TANH(Expr::tanh),
  /** 1 / (1 + exp(-x)). */
  SIGMOID(Expr::sigmoid),
  /** log(1 + exp(x)). */
  SOFTPLUS(Expr::softplus);

  private final UnaryOperator<Expr> function;

  Activation(UnaryOperator<Expr> function) {
    this.function = function;
  }

  /** The function of each entry. */
  public Expr apply(Expr x) {
    return function.apply(x);
  }
}
