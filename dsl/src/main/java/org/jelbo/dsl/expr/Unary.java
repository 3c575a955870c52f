package org.jelbo.dsl.expr;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

/** Functions of one entry, on the host and in the graph. */
enum Unary {
  NEGATE(x -> -x, (tf, x) -> tf.math.neg(x)),
  EXP(Math::exp, (tf, x) -> tf.math.exp(x)),
  LOG(Math::log, (tf, x) -> tf.math.log(x)),
  LOG1P(Math::log1p, (tf, x) -> tf.math.log1p(x)),
  SQRT(Math::sqrt, (tf, x) -> tf.math.sqrt(x)),
  SQUARE(x -> x * x, (tf, x) -> tf.math.square(x)),
  ABS(Math::abs, (tf, x) -> tf.math.abs(x)),
  SIGMOID(x -> 1 / (1 + Math.exp(-x)), (tf, x) -> tf.math.sigmoid(x)),
  TANH(Math::tanh, (tf, x) -> tf.math.tanh(x)),
  SOFTPLUS(
      x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
      (tf, x) -> flat(tf, x, tf.math::softplus)),
  RELU(x -> Math.max(x, 0), (tf, x) -> flat(tf, x, tf.nn::relu)),
  ELU(x -> x > 0 ? x : Math.expm1(x), (tf, x) -> flat(tf, x, tf.nn::elu)),
  STOP_GRADIENT(x -> x, (tf, x) -> tf.stopGradient(x));

  private final DoubleUnaryOperator host;
  private final Functions.OfOne graph;

  Unary(DoubleUnaryOperator host, Functions.OfOne graph) {
    this.host = host;
    this.graph = graph;
  }

  /** Without dims: the gradients of some functions take operands of few of them only. */
  private static Operand<TNumber> flat(
      Ops tf, Operand<TNumber> x, UnaryOperator<Operand<TNumber>> function) {
    if (x.shape().numDimensions() <= Binary.MAX_RANK_OF_SELECT) {
      return function.apply(x);
    }
    Operand<TNumber> entries = tf.reshape(x, tf.constant(new int[] {-1}));
    return tf.reshape(function.apply(entries), tf.shape(x));
  }

  Expr apply(Expr x) {
    return apply(x, host, graph);
  }

  /** A function of one entry by its two implementations. */
  static Expr apply(Expr x, DoubleUnaryOperator host, Functions.OfOne graph) {
    if (x.isConstant()) {
      return Expr.of(Arrays.stream(x.constant()).map(host).toArray(), x.eventShape());
    }
    return x.with(graph.apply(x.graph().tf(), x.operand()), x.axes(), x.eventShape());
  }
}
