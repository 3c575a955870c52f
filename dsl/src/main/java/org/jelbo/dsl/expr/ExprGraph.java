package org.jelbo.dsl.expr;

import java.util.Arrays;
import java.util.Map;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.error.Required;
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
 * @param families hears of each family that is made of its values
 */
public record ExprGraph(Ops tf, Precision precision, FamilyListener families) {
  /** Hears of families. */
  @FunctionalInterface
  public interface FamilyListener {
    /**
     * Hears that a family was made.
     *
     * @param family its name
     * @param parameters some of those that it was made of, by name
     */
    void made(String family, Map<String, Expr> parameters);
  }

  /** Nobody hears of the families that are made of its values. */
  public ExprGraph(Ops tf, Precision precision) {
    this(tf, precision, (family, parameters) -> {});
  }

  /** The same graph, in which someone hears of the families that are made of its values. */
  public ExprGraph hearing(FamilyListener other) {
    return new ExprGraph(tf, precision, other);
  }

  /** Tells who hears of it that a family was made. */
  public static void tell(String family, Map<String, Expr> parameters) {
    parameters.values().stream()
        .filter(value -> !value.isConstant())
        .findFirst()
        .ifPresent(value -> value.graph().families().made(family, parameters));
  }

  /** A value as one of this graph: what is computed of it is, too. Host constants stay. */
  public Expr owned(Expr value) {
    return value.isConstant()
        ? value
        : Expr.inGraph(this, value.operand(), value.axes(), value.eventShape());
  }

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
    Required.of(operand, "Expr.of", "an operand", "Expr.of(1) for a number");
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
