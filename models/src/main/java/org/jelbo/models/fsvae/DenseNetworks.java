package org.jelbo.models.fsvae;

import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.nn.Activation;
import org.jelbo.dsl.nn.Mlp;
import org.jelbo.dsl.param.Build;

/**
 * Networks of two hidden layers over the pixels in a row.
 *
 * @param pixels entries of x, at least 1
 * @param hidden units in each hidden layer, at least 1
 * @param activation between layers
 */
public record DenseNetworks(int pixels, int hidden, Activation activation) implements Networks {
  /** Those of the assignment, for 32 x 32 pixels of 3 colours: 500 units in each layer, ELU. */
  public static DenseNetworks ofColour() {
    return new DenseNetworks(32 * 32 * 3, 500, Activation.ELU);
  }

  @Override
  public long[] image() {
    return new long[] {pixels};
  }

  @Override
  public Expr encode(Build build, Expr x, Expr y, long width) {
    return Mlp.of("encoder", hidden, hidden, width).activation(activation).apply(build, x, y);
  }

  @Override
  public Expr decode(Build build, Expr z, Expr y) {
    return Mlp.of("decoder", hidden, hidden, pixels).activation(activation).apply(build, z, y);
  }
}
