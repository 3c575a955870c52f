package org.jelbo.dsl.expr;

import java.util.function.DoubleBinaryOperator;
import org.jelbo.dsl.error.Required;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/** Functions of two entries, on the host and in the graph, and the identities they fold. */
enum Binary {
  PLUS("plus", (a, b) -> a + b, (tf, a, b) -> tf.math.add(a, b), 0, 0),
  MINUS("minus", (a, b) -> a - b, (tf, a, b) -> tf.math.sub(a, b), Double.NaN, 0),
  TIMES("times", (a, b) -> a * b, (tf, a, b) -> tf.math.mul(a, b), 1, 1),
  DIVIDED_BY("dividedBy", (a, b) -> a / b, (tf, a, b) -> tf.math.div(a, b), Double.NaN, 1),
  MAXIMUM("maximum", Math::max, (tf, a, b) -> tf.math.maximum(a, b), Double.NaN, Double.NaN),
  MINIMUM("minimum", Math::min, (tf, a, b) -> tf.math.minimum(a, b), Double.NaN, Double.NaN),
  LESS_THAN(
      "lessThan",
      (a, b) -> a < b ? 1 : 0,
      (tf, a, b) -> Precision.of(a).cast(tf, tf.math.less(a, b)),
      Double.NaN,
      Double.NaN),
  /** {@link #LESS_THAN} between branches. */
  BELOW(
      "below",
      (a, b) -> a < b ? 1 : 0,
      (tf, a, b) -> Precision.of(a).cast(tf, Mark.BRANCH.on(tf).math.less(a, b)),
      Double.NaN,
      Double.NaN),
  /** {@link #LESS_THAN} with an end of a density. */
  BEYOND(
      "beyond",
      (a, b) -> a < b ? 1 : 0,
      (tf, a, b) -> Precision.of(a).cast(tf, Mark.END.on(tf).math.less(a, b)),
      Double.NaN,
      Double.NaN),
  KEPT_WHERE("keptWhere", (a, b) -> b == 0 ? 0 : a, Binary::keptWhere, Double.NaN, 1),
  /** {@link #KEPT_WHERE} between branches. */
  KEPT("kept", (a, b) -> b == 0 ? 0 : a, Binary::keptBranch, Double.NaN, 1);

  /** TensorFlow's select broadcasts up to this rank; beyond, its operands are made flat. */
  static final int MAX_RANK_OF_SELECT = 8;

  private final String operation;
  private final DoubleBinaryOperator host;
  private final Functions.OfTwo graph;
  private final double leftIdentity;
  private final double rightIdentity;

  Binary(
      String operation,
      DoubleBinaryOperator host,
      Functions.OfTwo graph,
      double leftIdentity,
      double rightIdentity) {
    this.operation = operation;
    this.host = host;
    this.graph = graph;
    this.leftIdentity = leftIdentity;
    this.rightIdentity = rightIdentity;
  }

  private static Operand<TNumber> keptWhere(Ops tf, Operand<TNumber> a, Operand<TNumber> b) {
    return keptWhere(tf, a, b, tf);
  }

  private static Operand<TNumber> keptBranch(Ops tf, Operand<TNumber> a, Operand<TNumber> b) {
    return keptWhere(tf, a, b, Mark.BRANCH.on(tf));
  }

  /** The last of the arguments makes the comparison. */
  private static Operand<TNumber> keptWhere(
      Ops tf, Operand<TNumber> a, Operand<TNumber> b, Ops comparing) {
    Operand<TNumber> zero = tf.constant(Precision.of(a).type(), 0);
    if (Math.max(a.shape().numDimensions(), b.shape().numDimensions()) <= MAX_RANK_OF_SELECT) {
      return tf.select(comparing.math.notEqual(b, zero), a, zero);
    }
    Operand<TNumber> full = tf.math.add(a, tf.zerosLike(b));
    Operand<TNumber> where = tf.math.add(b, tf.zerosLike(a));
    Operand<TInt32> flat = tf.constant(new int[] {-1});
    Operand<TNumber> kept =
        tf.select(
            comparing.math.notEqual(tf.reshape(where, flat), zero), tf.reshape(full, flat), zero);
    return tf.reshape(kept, tf.shape(full));
  }

  Expr apply(Expr left, Expr right) {
    Required.of(right, operation, "a second value", "Expr.of(1), or a value of the program");
    EventShapes events = EventShapes.of(operation, left.eventShape(), right.eventShape());
    boolean areConstant = left.isConstant() && right.isConstant();
    if (!areConstant
        && left.isConstant(leftIdentity)
        && right.eventShape().equals(events.result())) {
      return right;
    }
    if (!areConstant
        && right.isConstant(rightIdentity)
        && left.eventShape().equals(events.result())) {
      return left;
    }
    return Functions.ofPairs(operation, left, right, host, graph);
  }
}
