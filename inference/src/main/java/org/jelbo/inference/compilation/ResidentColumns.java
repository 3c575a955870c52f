package org.jelbo.inference.compilation;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jelbo.inference.data.Column;
import org.tensorflow.Operand;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/** Columns held by the graph in resource variables of their storage type, read by row index. */
final class ResidentColumns {
  private record Resident(
      Column column, VarHandleOp handle, Placeholder<? extends TNumber> fed, Op assign) {}

  private final Ops tf;
  private final String feed;
  private final Map<String, Resident> residents = new LinkedHashMap<>();

  /** The columns of the feed of a name. */
  ResidentColumns(Ops tf, String feed) {
    this.tf = tf;
    this.feed = feed;
  }

  /** The columns at some rows. */
  Columns at(Operand<TInt32> rows) {
    return column -> tf.resourceGather(resident(column).handle(), rows, column.stored().type());
  }

  private Resident resident(Column column) {
    return residents.computeIfAbsent(
        column.name(),
        name -> {
          Class<? extends TNumber> type = column.stored().type();
          Shape shape = column.rowShape().prepend(column.rows());
          VarHandleOp handle =
              tf.varHandleOp(type, shape, VarHandleOp.sharedName(sharedName(column.name())));
          Placeholder<? extends TNumber> fed = tf.placeholder(type, Placeholder.shape(shape));
          return new Resident(column, handle, fed, tf.assignVariableOp(handle, fed));
        });
  }

  /** Tells where the feed's name ends, whatever is in both. */
  private String sharedName(String column) {
    return "data/" + feed.length() + ":" + feed + "/" + column;
  }

  /** Copies the columns that were asked for into the graph. */
  void start(GraphSession.Loading loading) {
    for (Resident resident : residents.values()) {
      Tensor all = resident.column().stored().tensor(0, resident.column().rows());
      loading.add(resident.fed(), all, resident.assign());
    }
  }
}
