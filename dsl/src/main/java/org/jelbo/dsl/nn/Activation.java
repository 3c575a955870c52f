package org.jelbo.dsl.nn;

import java.util.function.UnaryOperator;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Build;

/** Functions between layers, entry by entry; as a layer, without parameters. */
public enum Activation implements Layer {
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

  /**
   * The function of each entry.
   *
   * @param inputs one value
   */
  @Override
  public Expr apply(Build build, Expr... inputs) {
    return apply(Only.of(name(), inputs));
  }
}
