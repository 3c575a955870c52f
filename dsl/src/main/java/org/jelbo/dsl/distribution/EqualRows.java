package org.jelbo.dsl.distribution;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Masks;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.expr.RunChecks;
import org.tensorflow.ndarray.Shape;

/** Rows {@code [n, event...]} of which some may be equal: every entry is the same number. */
final class EqualRows {
  private EqualRows() {}

  /** In how many entries two rows differ: {@code [n, n]}. */
  static Expr differences(Expr rows) {
    long n = rows.eventShape().get(0);
    long width = width(rows);
    Expr difference = rows.reshape(n, 1, width).minus(rows.reshape(1, n, width));
    return Reductions.sumLast(Expr.filled(1, Shape.of(n, n, width)).keptWhere(difference));
  }

  /** Host constants without repetitions; 0 equals -0. */
  static Set<List<Double>> distinct(Expr rows) {
    double[] values = rows.constant();
    int width = Math.toIntExact(width(rows));
    Set<List<Double>> distinct = new LinkedHashSet<>();
    for (int at = 0; at < values.length; at += width) {
      distinct.add(Arrays.stream(values, at, at + width).mapToObj(x -> x + 0.0).toList());
    }
    return distinct;
  }

  /** Host constants without repetitions; others as they are, and a run with equal ones refused. */
  static Expr each(Expr rows) {
    Shape event = rows.eventShape().tail();
    if (rows.isConstant()) {
      Set<List<Double>> distinct = distinct(rows);
      double[] values = distinct.stream().flatMap(List::stream).mapToDouble(x -> x).toArray();
      return Expr.of(values, event.prepend(distinct.size()));
    }
    long n = rows.eventShape().get(0);
    Expr equal = Masks.isZero(differences(rows)).sum();
    return RunChecks.atMost(rows, equal, (double) n, Messages.rowsRepeat(n));
  }

  private static long width(Expr rows) {
    return rows.eventShape().tail().size();
  }
}
