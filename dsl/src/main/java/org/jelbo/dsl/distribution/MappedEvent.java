package org.jelbo.dsl.distribution;

import org.jelbo.dsl.bijector.Bijector;
import org.jelbo.dsl.expr.Expr;

/** An event that is mapped as a whole, or whose entries are not independent. */
record MappedEvent(Distribution base, Bijector bijector) implements Transformed {
  @Override
  public Expr logProb(Expr value) {
    Expr scored = Scored.by(this, value);
    // One entry may stand for all, but a map of vectors takes all of them.
    Expr x = pulledBack(Parameters.filling(scored, eventShape()));
    return base.logProb(x).minus(bijector.logDet(x).sum());
  }

  /** {@code H(x) + log |det dy/dx|}; refused unless each entry is {@code a x + b} of one entry. */
  @Override
  public Expr entropy() {
    return base.entropy().plus(Linear.of("entropy", this).logDet().sum());
  }
}
