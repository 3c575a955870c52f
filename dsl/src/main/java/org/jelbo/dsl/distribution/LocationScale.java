package org.jelbo.dsl.distribution;

import java.util.Map;
import org.jelbo.dsl.expr.Expr;
import org.tensorflow.ndarray.Shape;

/**
 * The parameters of a family that moves and stretches a standard distribution.
 *
 * @param loc real
 * @param scale positive
 * @param eventShape that of both broadcast
 */
record LocationScale(Expr loc, Expr scale, Shape eventShape) {
  static LocationScale of(String family, Expr loc, Expr scale) {
    Parameters.required(family, "loc", loc, -Double.MAX_VALUE);
    Parameters.positive(family, "scale", scale);
    return new LocationScale(loc, scale, Parameters.eventShape(family, loc, scale));
  }

  Map<String, Expr> parameters() {
    return Parameters.of("loc", loc, "scale", scale);
  }

  /** {@code (x - m) / b}. */
  Expr standardized(Expr value) {
    return value.minus(loc).dividedBy(scale);
  }

  /** {@code m + b y}. */
  Expr at(Expr standard) {
    return loc.plus(scale.times(standard));
  }

  /** {@code factor b^2}, for every entry of the event. */
  Expr variance(double factor) {
    return Parameters.filling(scale.square().times(factor), eventShape);
  }

  /** {@code entropy + log b}, for every entry of the event. */
  Expr entropyOfEach(double entropy) {
    return Parameters.filling(scale.log().plus(entropy), eventShape);
  }
}
