package org.jelbo.dsl.expr;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.family.TNumber;

/** Sums over the rows of events that are matrices, or tables of them. */
public final class Columns {
  private Columns() {}

  /**
   * The sum along the event's last dim but one, which goes.
   *
   * @param value of event shape {@code [..., rows, columns]}
   */
  public static Expr sum(Expr value) {
    int rank = value.eventShape().numDimensions();
    long rows = value.eventShape().get(rank - 2);
    long columns = value.eventShape().get(rank - 1);
    Shape shape = value.eventShape().take(rank - 2).append(columns);
    if (value.isConstant()) {
      double[] entries = value.constant();
      double[] sums = new double[Math.toIntExact(shape.size())];
      for (int i = 0; i < entries.length; i++) {
        sums[(int) (i / (rows * columns) * columns + i % columns)] += entries[i];
      }
      return Expr.of(sums, shape);
    }
    int dim = value.axes().size() + rank - 2;
    Operand<TNumber> sum = value.tf().sum(value.operand(), value.tf().constant(dim));
    return value.with(sum, value.axes(), shape);
  }
}
