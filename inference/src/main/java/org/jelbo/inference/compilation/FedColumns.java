package org.jelbo.inference.compilation;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.family.TNumber;

/** Columns whose rows are fed when the graph runs. */
final class FedColumns implements Columns {
  private final Ops tf;
  private final long rows;
  private final Map<String, Placeholder<? extends TNumber>> fed = new LinkedHashMap<>();

  /**
   * No columns yet.
   *
   * @param rows how many there are in every run, or {@link Shape#UNKNOWN_SIZE}
   */
  FedColumns(Ops tf, long rows) {
    this.tf = tf;
    this.rows = rows;
  }

  @Override
  public Operand<? extends TNumber> stored(Column column) {
    Shape shape = column.rowShape().prepend(rows);
    Placeholder<? extends TNumber> placeholder =
        tf.placeholder(column.stored().type(), Placeholder.shape(shape));
    fed.put(column.name(), placeholder);
    return placeholder;
  }

  /** Feeds the rows of the columns that were asked for; the tensors are added to what to close. */
  void feed(Session.Runner runner, Data data, int from, int to, java.util.List<Tensor> opened) {
    fed.forEach(
        (name, placeholder) -> {
          Tensor rows = data.column(name).orElseThrow().stored().tensor(from, to);
          opened.add(rows);
          runner.feed(placeholder, rows);
        });
  }
}
