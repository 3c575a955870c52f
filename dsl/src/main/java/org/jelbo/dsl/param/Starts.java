package org.jelbo.dsl.param;

import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/** Where a parameter starts that was not told where. */
final class Starts {
  private Starts() {}

  /** Refused for supports of whole numbers, and for vectors or matrices of another size. */
  static Initializer in(Param param, Support support) {
    if (support instanceof Support.Interval interval) {
      return new Initializer.Constant(inside(param, interval.low(), interval.high()));
    }
    if (support instanceof Support.Simplex simplex) {
      requireEnd(param, support, Shape.of(simplex.size()));
      return new Initializer.Constant(1.0 / simplex.size());
    }
    if (support instanceof Support.LowerTriangular matrices) {
      requireEnd(param, support, Shape.of(matrices.size(), matrices.size()));
      return new Initializer.Diagonal(1);
    }
    if (support instanceof Support.Positive) {
      return new Initializer.Constant(1);
    }
    if (support instanceof Support.Reals) {
      return new Initializer.Constant(0);
    }
    throw Messages.notTrainable(param.name(), support);
  }

  private static double inside(Param param, double low, double high) {
    if (!(low < high)) {
      throw Messages.emptyInterval(param.name(), low, high);
    }
    if (Double.isInfinite(low)) {
      return Double.isInfinite(high) ? 0 : high - 1;
    }
    return Double.isInfinite(high) ? low + 1 : low + (high - low) / 2;
  }

  private static void requireEnd(Param param, Support support, Shape end) {
    int rank = end.numDimensions();
    if (param.shape().numDimensions() < rank || !param.shape().takeLast(rank).equals(end)) {
      throw Messages.otherSize(param, support, end);
    }
  }
}
