package org.jelbo.dsl.bijector;

import org.jelbo.dsl.support.Support;

/** The map from all real numbers onto each support. */
final class Onto {
  private Onto() {}

  static Bijector of(Support support) {
    if (support instanceof Support.Reals) {
      return Identity.of();
    }
    if (support instanceof Support.Positive) {
      return Exp.of();
    }
    if (support instanceof Support.Interval interval) {
      return onto(interval.low(), interval.high());
    }
    if (support instanceof Support.Simplex simplex) {
      return CentredSoftmax.of(simplex.size());
    }
    if (support instanceof Support.LowerTriangular matrices) {
      return LowerTriangular.of(matrices.size());
    }
    throw Messages.noMapOnto(support);
  }

  private static Bijector onto(double low, double high) {
    boolean isBelow = low == Double.NEGATIVE_INFINITY;
    boolean isAbove = high == Double.POSITIVE_INFINITY;
    if (isBelow && isAbove) {
      return Identity.of();
    }
    if (isBelow && Double.isFinite(high)) {
      return Chain.of(Exp.of(), Affine.of(high, -1));
    }
    return isAbove && Double.isFinite(low)
        ? Chain.of(Exp.of(), Affine.of(low, 1))
        : Sigmoid.of(low, high);
  }
}
