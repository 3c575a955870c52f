package org.jelbo.dsl.expr;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

/** Functions by an op of TensorFlow, and by Java where all that meets are host constants. */
public final class Functions {
  private Functions() {}

  /** Builds an op on an operand. */
  public interface OfOne {
    /** The op's result. */
    Operand<TNumber> apply(Ops tf, Operand<TNumber> operand);
  }

  /** Builds an op on operands whose shapes broadcast. */
  public interface OfTwo {
    /** The op's result. */
    Operand<TNumber> apply(Ops tf, Operand<TNumber> left, Operand<TNumber> right);
  }

  /**
   * A function of each entry.
   *
   * @param host of an entry of a host constant
   * @param graph of a tensor
   */
  public static Expr ofEach(Expr x, DoubleUnaryOperator host, OfOne graph) {
    return Unary.apply(x, host, graph);
  }

  /**
   * A function of the entries of two values, which broadcast as those of a sum.
   *
   * @param operation what refusals call it
   * @param host of entries of host constants
   * @param graph of tensors
   */
  public static Expr ofPairs(
      String operation, Expr left, Expr right, DoubleBinaryOperator host, OfTwo graph) {
    EventShapes events = EventShapes.of(operation, left.eventShape(), right.eventShape());
    if (left.isConstant() && right.isConstant()) {
      return Expr.of(events.fold(host, left.constant(), right.constant()), events.result());
    }
    Alignment aligned = Alignment.of(operation, left, right);
    return aligned.result(
        graph.apply(aligned.graph().tf(), aligned.left(), aligned.right()), events.result());
  }
}
