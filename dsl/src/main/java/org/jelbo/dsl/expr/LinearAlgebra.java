package org.jelbo.dsl.expr;

import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.error.JelboException;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

/** Products of events with matrices. */
public final class LinearAlgebra {
  private LinearAlgebra() {}

  /**
   * {@code x W + b}.
   *
   * @param value x, event {@code [in]}
   * @param kernel W, event {@code [in, out]}, without axes
   * @param bias b, event {@code [out]}, without axes; null for none
   * @return event {@code [out]} with the axes of x
   * @throws JelboException for sizes that do not fit, and a kernel with axes
   */
  public static Expr affine(Expr value, Expr kernel, @Nullable Expr bias) {
    requireRank(value.eventShape(), 1);
    requireRank(kernel.eventShape(), 2);
    if (value.eventShape().get(0) != kernel.eventShape().get(0)) {
      throw Messages.productDoesNotFit(value.eventShape(), kernel.eventShape());
    }
    Axes axesOfParameters = bias == null ? kernel.axes() : kernel.axes().union(bias.axes());
    if (axesOfParameters.size() > 0) {
      throw Messages.kernelWithAxes(axesOfParameters);
    }
    if (bias != null && !bias.eventShape().equals(Shape.of(kernel.eventShape().get(1)))) {
      throw Messages.biasDoesNotFit(bias.eventShape(), kernel.eventShape());
    }
    ExprGraph graph = value.isConstant() ? kernel.graph() : value.graph();
    Ops tf = graph.tf();
    Shape result = Shape.of(kernel.eventShape().get(1));
    Operand<TNumber> x = value.operand(graph);
    int axes = value.axes().size();
    Operand<TNumber> rows = axes == 1 ? x : tf.reshape(x, tf.constant(rowsOf(value)));
    Operand<TNumber> product = LongSums.product(tf, rows, kernel.operand(graph), false);
    if (bias != null) {
      product = LongSums.plusRow(tf, product, bias.operand(graph));
    }
    Operand<TNumber> shaped = axes == 1 ? product : Events.reshaped(tf, product, x, axes, result);
    return Expr.inGraph(graph, shaped, value.axes(), result);
  }

  private static int[] rowsOf(Expr value) {
    return new int[] {-1, Math.toIntExact(value.eventShape().get(0))};
  }

  private static void requireRank(Shape shape, int rank) {
    if (shape.numDimensions() != rank) {
      throw Messages.wrongRank("affine map", rank, shape);
    }
  }
}
