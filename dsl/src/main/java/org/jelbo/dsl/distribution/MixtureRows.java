package org.jelbo.dsl.distribution;

import java.util.stream.IntStream;
import org.jelbo.dsl.expr.Events;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.LastDim;
import org.jelbo.dsl.expr.Matrices;
import org.tensorflow.ndarray.Shape;

/** Events of rows, {@code [K, event...]}, or what broadcasts to them. */
final class MixtureRows {
  private MixtureRows() {}

  /** An event as one row; one entry for all stays so. */
  static Expr row(Expr value) {
    Shape shape = value.eventShape();
    return shape.numDimensions() == 0 ? value : value.reshape(shape.prepend(1).asArray());
  }

  /** {@code [K, event...]} as a matrix of K rows. */
  static Expr flat(Expr rows) {
    long count = rows.eventShape().get(0);
    return rows.reshape(count, rows.eventShape().size() / count);
  }

  /**
   * The row at an index.
   *
   * @param rows broadcasts to the full shape
   * @param index a scalar event
   * @param full {@code [K, event...]}
   */
  static Expr at(Expr rows, Expr index, Shape full) {
    Shape shape = rows.eventShape();
    if (shape.numDimensions() == 0) {
      return rows;
    }
    long[] tail = shape.tail().asArray();
    if (shape.get(0) == 1 && full.get(0) > 1) {
      return rows.reshape(tail);
    }
    if (rows.axes().size() == 0) {
      return rows.at(index);
    }
    int count = Math.toIntExact(shape.get(0));
    Expr kept = flat(rows).keptWhere(LastDim.oneHot(index, count).reshape(count, 1));
    return Matrices.product(Expr.filled(1, Shape.of(1, count)), kept).reshape(tail);
  }

  /** An entry of every row, {@code [K]}. */
  static Expr column(Expr rows, int entry, Shape full) {
    if (rows.eventShape().numDimensions() == 0) {
      return rows;
    }
    Expr columns = flat(Parameters.filling(rows, full));
    return Events.entries(columns, entry, entry + 1).reshape(full.get(0));
  }

  /** Whether all rows are known to be the same. */
  static boolean areSame(Expr rows, Shape full) {
    Shape shape = rows.eventShape();
    if (shape.numDimensions() == 0 || shape.get(0) == 1) {
      return true;
    }
    if (!rows.isConstant()) {
      return false;
    }
    double[] values = rows.constant();
    int width = Math.toIntExact(shape.size() / full.get(0));
    return IntStream.range(width, values.length).allMatch(i -> values[i] == values[i - width]);
  }
}
