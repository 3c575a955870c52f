package org.jelbo.dsl.program;

import java.util.Arrays;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * A value within a support, away from its ends, in the place of one that is missing: what stands
 * there may have an infinite density, whose slope times 0 is no number.
 */
final class StandIn {
  private StandIn() {}

  /** A host constant of an event shape. */
  static Expr of(Support support, Shape event) {
    double[] element = element(support);
    double[] values = new double[Math.toIntExact(event.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = element[i % element.length];
    }
    return Expr.of(values, event);
  }

  private static double[] element(Support support) {
    if (support instanceof Support.OneHot vectors) {
      return first(vectors.size(), 1);
    }
    if (support instanceof Support.Counts vectors) {
      return first(vectors.size(), (double) vectors.total());
    }
    if (support instanceof Support.Simplex vectors) {
      double[] equal = new double[Math.toIntExact(vectors.size())];
      Arrays.fill(equal, 1.0 / vectors.size());
      return equal;
    }
    if (support instanceof Support.LowerTriangular matrices) {
      int size = Math.toIntExact(matrices.size());
      double[] unit = new double[size * size];
      for (int i = 0; i < size; i++) {
        unit[i * size + i] = 1;
      }
      return unit;
    }
    return new double[] {entry(support)};
  }

  private static double[] first(long size, double value) {
    double[] vector = new double[Math.toIntExact(size)];
    vector[0] = value;
    return vector;
  }

  private static double entry(Support support) {
    if (support instanceof Support.Interval interval) {
      return within(interval.low(), interval.high());
    }
    if (support instanceof Support.Integers integers) {
      return integers.low();
    }
    return support instanceof Support.Positive ? 1 : 0;
  }

  private static double within(double low, double high) {
    if (Double.isInfinite(low)) {
      return Double.isInfinite(high) ? 0 : high - 1;
    }
    return Double.isInfinite(high) ? low + 1 : low + (high - low) / 2;
  }
}
