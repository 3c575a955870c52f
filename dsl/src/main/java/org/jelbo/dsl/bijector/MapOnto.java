package org.jelbo.dsl.bijector;

import org.jelbo.dsl.support.Support;

/** The map from all real numbers onto each support. */
final class MapOnto implements Support.Visitor<Bijector> {
  @Override
  public Bijector reals(Support.Reals support) {
    return Identity.of();
  }

  @Override
  public Bijector positive(Support.Positive support) {
    return Exp.of();
  }

  @Override
  public Bijector interval(Support.Interval support) {
    double low = support.low();
    double high = support.high();
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

  @Override
  public Bijector simplex(Support.Simplex support) {
    return CentredSoftmax.of(support.size());
  }

  @Override
  public Bijector lowerTriangular(Support.LowerTriangular support) {
    return LowerTriangular.of(support.size());
  }

  @Override
  public Bijector whole(Support support) {
    throw Messages.noMapOnto(support);
  }
}
