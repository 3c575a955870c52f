package org.jelbo.dsl.expr;

import java.util.Arrays;
import org.tensorflow.ndarray.Shape;

/** Sums along the first dim of the event. */
public final class Rows {
  private Rows() {}

  /** The sum along the event's first dim, which goes. */
  public static Expr sum(Expr value) {
    Events.lastSize("sum of rows", value);
    Shape shape = value.eventShape().tail();
    if (value.isConstant()) {
      double[] values = value.constant();
      double[] sums = new double[Math.toIntExact(shape.size())];
      for (int i = 0; i < values.length; i++) {
        sums[i % sums.length] += values[i];
      }
      return Expr.of(sums, shape);
    }
    return value.with(
        value.tf().sum(value.operand(), value.tf().constant(value.axes().size())),
        value.axes(),
        shape);
  }

  /** A shape of dims of size 1. */
  public static Shape ones(int count) {
    long[] ones = new long[count];
    Arrays.fill(ones, 1);
    return Shape.of(ones);
  }
}
