package org.jelbo.dsl.nn;

import java.util.function.UnaryOperator;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.SmoothBranches;
import org.jelbo.dsl.param.Build;

/**
 * Functions between layers, entry by entry; as a layer, without parameters. Of most TensorFlow has
 * a first derivative only; {@link #composed} is for losses that hold a gradient, as that of a
 * critic.
 */
public enum Activation implements Layer {
  /** x. */
  IDENTITY(x -> x, x -> x),
  /** max(x, 0) (Nair and Hinton 2010). */
  RELU(Expr::relu, SmoothBranches::relu),
  /** x where positive, else 0.01 x (Maas, Hannun and Ng 2013). */
  LEAKY_RELU(x -> SmoothBranches.leaky(x, 0.01), x -> SmoothBranches.leaky(x, 0.01)),
  /** x where positive, else exp(x) - 1 (Clevert, Unterthiner and Hochreiter 2016, with alpha 1). */
  ELU(Expr::elu, SmoothBranches::elu),
  /** Hyperbolic tangent. */
  TANH(Expr::tanh, SmoothBranches::tanh),
  /** 1 / (1 + exp(-x)). */
  SIGMOID(Expr::sigmoid, SmoothBranches::sigmoid),
  /** log(1 + exp(x)) (Dugas et al. 2001). */
  SOFTPLUS(Expr::softplus, SmoothBranches::softplus);

  private final UnaryOperator<Expr> function;
  private final UnaryOperator<Expr> ofAllOrders;

  Activation(UnaryOperator<Expr> function, UnaryOperator<Expr> ofAllOrders) {
    this.function = function;
    this.ofAllOrders = ofAllOrders;
  }

  /** The function of each entry. */
  public Expr apply(Expr x) {
    return function.apply(x);
  }

  /**
   * The same function of ops that have derivatives of every order. It has equal numbers to
   * rounding, and takes longer.
   */
  public Layer composed() {
    return new Composed(this);
  }

  /**
   * An activation with derivatives of every order.
   *
   * @param of which
   */
  private record Composed(Activation of) implements Layer {
    @Override
    public String name() {
      return of.name();
    }

    @Override
    public Expr apply(Build build, Expr... inputs) {
      return of.ofAllOrders.apply(Only.of(name(), inputs));
    }
  }

  /**
   * The function of each entry.
   *
   * @param inputs one value
   * @throws JelboException for other than one value
   */
  @Override
  public Expr apply(Build build, Expr... inputs) {
    return apply(Only.of(name(), inputs));
  }
}
