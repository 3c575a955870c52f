package org.jelbo.dsl.distribution;

import org.jelbo.dsl.bijector.Bijector;
import org.jelbo.dsl.expr.Expr;

/**
 * The moments of what is transformed by a map of which each entry is {@code a x + b} of one entry.
 *
 * @param base of x
 * @param bijector the map
 * @param ofVariances the map of variances
 */
record Linear(Distribution base, Bijector bijector, Bijector ofVariances) {
  /** Refused for other maps. */
  static Linear of(String moment, Transformed transformed) {
    Bijector map = transformed.bijector();
    if (transformed.base().isCircular() && !moment.equals("entropy")) {
      throw Messages.circularMoments(moment, "Transformed", transformed.base());
    }
    return new Linear(
        transformed.base(),
        map,
        map.ofVariances().orElseThrow(() -> Messages.noClosedForm(moment, map)));
  }

  Expr mean() {
    return bijector.forward(base.mean());
  }

  Expr variance() {
    return ofVariances.forward(base.variance());
  }

  /** One for all x, for each map of the event. */
  Expr logDet() {
    return bijector.logDet(Expr.filled(0, base.eventShape()));
  }
}
