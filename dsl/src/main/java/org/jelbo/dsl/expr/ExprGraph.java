package org.jelbo.dsl.expr;

import java.util.Arrays;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.error.Present;
import org.tensorflow.ExecutionEnvironment;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;

/**
 * Where expressions are built: a TensorFlow graph and the precision of its values.
 *
 * @param tf the ops of the graph, on the device that they run on
 * @param precision the format of every {@link Expr} in it
 */
public record ExprGraph(Ops tf, Precision precision) {
  /** Expressions of a graph. */
  public static ExprGraph of(ExecutionEnvironment graph, Precision precision) {
    return new ExprGraph(Ops.create(graph), precision);
  }

  /**
   * A value that is never computed, for describing a program without data.
   *
   * @param axes of unknown sizes
   * @param eventShape of one event
   */
  public Expr unknown(Axes axes, Shape eventShape) {
    long[] leading = new long[axes.size()];
    Arrays.fill(leading, Shape.UNKNOWN_SIZE);
    return placeholder(Shape.of(leading).append(eventShape), axes, eventShape);
  }

  /**
   * A value that is never computed, for counting what a program costs.
   *
   * @param sizes of axes; those without one stay unknown
   * @param eventShape of one event
   */
  public Expr unknown(Extents sizes, Axes axes, Shape eventShape) {
    return placeholder(sizes.shapeWhereKnown(axes, eventShape), axes, eventShape);
  }

  private Expr placeholder(Shape shape, Axes axes, Shape eventShape) {
    return Expr.inGraph(
        this, tf.placeholder(precision.type(), Placeholder.shape(shape)), axes, eventShape);
  }

  /** The graph, device and precision of an operand. */
  static ExprGraph of(Operand<?> operand) {
    Present.of(operand, "Expr.of", "an operand", "Expr.of(1) for a number");
    return new ExprGraph(Devices.like(operand), Precision.of(operand));
  }

  /**
   * The ops of the graph on the processor, whatever its device: for counters and for keys of noise,
   * which another device would have to send back before it goes on.
   */
  public Ops onProcessor() {
    return Devices.onProcessor(tf);
  }

  ExecutionEnvironment environment() {
    return tf.scope().env();
  }
}
