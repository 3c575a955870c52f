package org.jelbo.dsl.noise;

import org.jelbo.dsl.expr.ExprGraph;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.random.StatelessRandomGetKeyCounter;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TNumber;

/** Stateless random ops of a parameter: its shape is that of the draws, so that none is shared. */
final class RandomOps {
  /** Philox, the counter-based generator that every device has. */
  private static final int PHILOX = 1;

  private RandomOps() {}

  /** Builds the op of a parameter with an entry for each draw. */
  interface OfParameter {
    Operand<TNumber> apply(Operand<TInt32> shape, Operand<TNumber> full, Operand<TInt64> seed);
  }

  static Operand<TNumber> uniform(ExprGraph graph, Operand<TInt32> shape, Operand<TInt64> seed) {
    return graph.tf().random.statelessRandomUniform(shape, seed, graph.precision().type());
  }

  static Operand<TNumber> gamma(
      ExprGraph graph, Operand<TNumber> concentration, Operand<TInt64> seed) {
    Ops tf = graph.tf();
    StatelessRandomGetKeyCounter key =
        graph.onProcessor().random.statelessRandomGetKeyCounter(seed);
    return tf.random.statelessRandomGamma(
        tf.shape(concentration), key.key(), key.counter(), tf.constant(PHILOX), concentration);
  }

  static Operand<TNumber> poisson(
      ExprGraph graph, Operand<TInt32> shape, Operand<TNumber> rate, Operand<TInt64> seed) {
    return graph.tf().random.statelessRandomPoisson(shape, seed, rate, graph.precision().type());
  }

  static Operand<TNumber> binomial(
      ExprGraph graph,
      Operand<TInt32> shape,
      Operand<TNumber> trials,
      Operand<TNumber> probability,
      Operand<TInt64> seed) {
    return graph
        .tf()
        .random
        .statelessRandomBinomial(shape, seed, trials, probability, graph.precision().type());
  }
}
