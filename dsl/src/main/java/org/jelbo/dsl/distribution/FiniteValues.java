package org.jelbo.dsl.distribution;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/** The values of events whose entries, or vectors along the last dim, are of a finite support. */
final class FiniteValues {
  /** Longer tables are refused. */
  static final int MOST = 1 << 20;

  private FiniteValues() {}

  static OptionalLong count(Support support, Shape event) {
    if (support instanceof Support.Integers integers) {
      double values = (double) integers.high() - integers.low() + 1;
      return integers.high() == Long.MAX_VALUE
          ? OptionalLong.empty()
          : OptionalLong.of(power(values, event.size()));
    }
    if (support instanceof Support.OneHot oneHot) {
      return OptionalLong.of(power((double) oneHot.size(), event.size() / oneHot.size()));
    }
    if (support instanceof Support.Counts counts) {
      return OptionalLong.of(power(vectors(counts), event.size() / counts.size()));
    }
    return OptionalLong.empty();
  }

  private static long power(double values, long times) {
    double power = Math.pow(values, (double) times);
    return power < (double) Long.MAX_VALUE ? Math.round(power) : Long.MAX_VALUE;
  }

  /** {@code binomial(total + size - 1, total)}. */
  private static double vectors(Support.Counts counts) {
    double vectors = 1;
    for (long i = 1; i < counts.size() && vectors < (double) Long.MAX_VALUE; i++) {
      vectors = vectors * (counts.total() + i) / i;
    }
    return Math.rint(vectors);
  }

  static Expr of(Distribution distribution) {
    Support support = distribution.support();
    Shape event = distribution.eventShape();
    OptionalLong count = count(support, event);
    if (count.isEmpty() || count.getAsLong() > MOST) {
      throw Messages.notEnumerable(distribution, count);
    }
    List<double[]> units = units(support);
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

  /** The values of one entry, or of one vector along the last dim. */
  private static List<double[]> units(Support support) {
    List<double[]> units = new ArrayList<>();
    if (support instanceof Support.Integers integers) {
      for (long value = integers.low(); value <= integers.high(); value++) {
        units.add(new double[] {value});
      }
    } else if (support instanceof Support.OneHot oneHot) {
      for (int one = 0; one < oneHot.size(); one++) {
        double[] vector = new double[Math.toIntExact(oneHot.size())];
        vector[one] = 1;
        units.add(vector);
      }
    } else if (support instanceof Support.Counts counts) {
      addCounts(units, new double[Math.toIntExact(counts.size())], 0, counts.total());
    }
    return units;
  }

  private static void addCounts(List<double[]> units, double[] vector, int at, long left) {
    if (at == vector.length - 1) {
      vector[at] = left;
      units.add(vector.clone());
      return;
    }
    for (long here = 0; here <= left; here++) {
      vector[at] = here;
      addCounts(units, vector, at + 1, left - here);
    }
  }
}
