package org.jelbo.dsl.distribution;

import org.jelbo.dsl.bijector.Bijector;
import org.jelbo.dsl.expr.Expr;

/** Independent entries with a distribution function, each mapped on its own. */
record MappedCumulative(Cumulative base, Bijector bijector)
    implements Transformed.OfEntries, Cumulative {
  /** {@code F(x)} where the map rises, {@code 1 - F(x)} where it falls. */
  @Override
  public Expr cdfOfEach(Expr value) {
    Expr x = pulledBack(value);
    return MappedEdges.cdf(support(), value, turned(base.cdfOfEach(x)));
  }

  @Override
  public Expr quantileOfEach(Expr probability) {
    return MappedEdges.kept(support(), bijector.forward(base.quantileOfEach(turned(probability))));
  }

  private Expr turned(Expr probability) {
    Expr direction = bijector.direction();
    return probability.times(direction).plus(Expr.of(1).minus(direction).times(0.5));
  }
}
