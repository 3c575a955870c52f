package org.jelbo.dsl.expr;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jelbo.dsl.axis.Axis;
import org.tensorflow.GraphOperation;

/**
 * Reductions along plates that stand between values: what is drawn for each index of the plate is
 * then no longer apart from what is drawn for others. Those of {@link Reductions} are found, and
 * none that are built from operands.
 */
public final class PlateReductions {
  private PlateReductions() {}

  /** Two plates of one label are taken for one, which only makes groups larger. */
  static String label(Axis.Plate plate) {
    return "along_plate_" + plate.depth() + "x" + Integer.toHexString(plate.name().hashCode());
  }

  /**
   * Whether some of the values follow from others by way of a reduction along a plate.
   *
   * @param of where the walk over the graph starts
   * @param from values that end it, each the output of an op of its own
   */
  public static boolean areBetween(Collection<Expr> of, Collection<Expr> from, Axis.Plate plate) {
    return areBetween(
        of, from, op -> plate.isOfData() ? Mark.ALONG_ROWS.isOn(op) : Mark.isOn(op, label(plate)));
  }

  /**
   * Whether some of the values follow from others by way of {@link BatchMoments}: in training each
   * row then depends on all rows of its batch.
   *
   * @param of where the walk over the graph starts
   * @param from values that end it, each the output of an op of its own
   */
  public static boolean areNormedBetween(Collection<Expr> of, Collection<Expr> from) {
    return areBetween(of, from, Mark.NORMED_ROWS::isOn);
  }

  private static boolean areBetween(
      Collection<Expr> of, Collection<Expr> from, Predicate<GraphOperation> isAlong) {
    Map<Integer, Expr> marked = new LinkedHashMap<>();
    from.forEach(value -> marked.put(marked.size(), value));
    for (GraphOperation op : Sources.operations(of)) {
      if (isAlong.test(op) && !Sources.direct(Set.of(op), marked).isEmpty()) {
        return true;
      }
    }
    return false;
  }
}
