package org.jelbo.dsl.expr;

import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/** Conditions that only a run can see. */
public final class RunChecks {
  private RunChecks() {}

  /**
   * The value; a run fails with a message where a measure has an entry above a limit. What is not a
   * number is not above it.
   *
   * @param value of a graph
   * @param measure of the same graph; a host constant is not looked at
   */
  public static Expr atMost(Expr value, Expr measure, double limit, String message) {
    if (measure.isConstant()) {
      return value;
    }
    Ops tf = value.tf();
    Operand<TNumber> bound =
        measure.graph().precision().constant(tf, Shape.scalar(), new double[] {limit});
    Operand<TBool> isAbove = tf.math.greater(measure.operand(), bound);
    Operand<TBool> isRight = tf.math.logicalNot(tf.reduceAny(isAbove, dims(tf, measure)));
    Ops guarded =
        tf.withControlDependencies(List.of(tf.assertThat(isRight, List.of(tf.constant(message)))));
    return value.with(guarded.identity(value.operand()), value.axes(), value.eventShape());
  }

  private static Operand<TInt32> dims(Ops tf, Expr measure) {
    int rank = measure.axes().size() + measure.eventShape().numDimensions();
    return tf.constant(IntStream.range(0, rank).toArray());
  }
}
