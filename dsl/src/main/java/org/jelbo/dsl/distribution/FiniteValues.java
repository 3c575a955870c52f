package org.jelbo.dsl.distribution;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.support.Elements;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/** The values of events whose entries, or vectors along the last dim, are of a finite support. */
final class FiniteValues {
  /** Longer tables are refused. */
  static final int MOST = 1 << 20;

  private FiniteValues() {}

  static OptionalLong count(Support support, Shape event) {
    long times = event.size() / support.shape().size();
    return support
        .elements()
        .map(elements -> OptionalLong.of(power(elements.count(), times)))
        .orElse(OptionalLong.empty());
  }

  private static long power(double values, long times) {
    double power = Math.pow(values, (double) times);
    return power < (double) Long.MAX_VALUE ? Math.round(power) : Long.MAX_VALUE;
  }

  static Expr of(Distribution distribution) {
    Support support = distribution.support();
    Shape event = distribution.eventShape();
    OptionalLong count = count(support, event);
    Optional<Elements> elements = support.elements();
    if (elements.isEmpty() || count.isEmpty() || count.getAsLong() > MOST) {
      throw Messages.notEnumerable(distribution, count);
    }
    List<double[]> units = elements.get().list().get();
    int width = Math.toIntExact(event.size());
    int rows = Math.toIntExact(count.getAsLong());
    int size = units.get(0).length;
    double[] values = new double[rows * width];
    for (int row = 0; row < rows; row++) {
      int rest = row;
      for (int at = width - size; at >= 0; at -= size) {
        System.arraycopy(units.get(rest % units.size()), 0, values, row * width + at, size);
        rest /= units.size();
      }
    }
    return Expr.of(values, event.prepend(rows));
  }
}
