package org.jelbo.dsl.distribution;

import java.util.Map;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.noise.NoiseStream;
import org.tensorflow.ndarray.Shape;

/**
 * The parameters of a family that moves and stretches a standard distribution.
 *
 * @param loc real
 * @param scale positive
 * @param eventShape that of both broadcast
 */
record LocationScale(Expr loc, Expr scale, Shape eventShape) {
  /** Half the distance of uniform float32 numbers: at 0 a draw would be infinite. */
  private static final double ABOVE_ZERO = 0x1p-25;

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

  /** {@code -y - 2 log(1 + exp(-y))}, of slope {@code -tanh(y / 2)}. */
  static Expr logLogistic(Expr y) {
    Expr at = y.stopGradient();
    return at.plus(at.negate().softplus().times(2))
        .negate()
        .minus(Slope.along(at.times(0.5).tanh(), y));
  }

  /** {@code 1 / (1 + exp(-y))}, whose slope near 1 is not that of the rounded number. */
  static Expr logisticCdf(Expr y) {
    Expr at = y.stopGradient();
    Expr below = at.sigmoid();
    return below.plus(Slope.along(below.times(at.negate().sigmoid()), y));
  }

  /** {@code m + b y}. */
  Expr at(Expr standard) {
    return loc.plus(scale.times(standard));
  }

  /** A logistic draw, {@code m + b (log u - log(1 - u))}. */
  Expr logistic(NoiseStream noise) {
    return at(standardLogistic(noise, eventShape));
  }

  /** A logistic draw of location 0 and scale 1. */
  static Expr standardLogistic(NoiseStream noise, Shape event) {
    Expr u = noise.uniform(event).maximum(Expr.of(ABOVE_ZERO));
    return u.log().minus(u.negate().log1p());
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
