package org.jelbo.dsl.distribution;

import java.util.Map;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.special.CauchyFunctions;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * Independent absolute values of Cauchy entries around zero: {@code log p(x) = log(2 / pi) - log s
 * - log(1 + (x / s)^2)} for {@code x >= 0} with scale s.
 *
 * <p>Event shape: that of the scale. Draws are {@code s tan(pi u / 2)} with u uniform on [0, 1).
 * Mean and variance are infinite.
 *
 * <p>Sources: density, Polson and Scott 2012, section 1; entropy, {@code log 2} less than that of
 * {@link Cauchy}, since the density is twice as high on half of the line; draws by inversion,
 * Devroye 1986, section II.2.
 */
public final class HalfCauchy implements Cumulative, FixedRange {
  private static final double LOG_HALF_PI = Math.log(Math.PI / 2);

  private final Expr scale;

  private HalfCauchy(Expr scale) {
    this.scale = Parameters.positive("HalfCauchy", "scale", scale);
  }

  /**
   * By scale.
   *
   * @param scale positive; the median
   * @throws JelboException for numbers outside of their domains
   */
  public static HalfCauchy ofScale(Expr scale) {
    return new HalfCauchy(scale);
  }

  /**
   * One entry of known scale.
   *
   * @throws JelboException for a number outside of its domain
   */
  public static HalfCauchy ofScale(double scale) {
    return ofScale(Expr.of(scale));
  }

  @Override
  public Map<String, Expr> parameters() {
    return Map.of("scale", scale);
  }

  @Override
  public Shape eventShape() {
    return scale.eventShape();
  }

  @Override
  public Support support() {
    return new Support.Interval(0, Double.POSITIVE_INFINITY);
  }

  @Override
  public boolean isReparameterized() {
    return true;
  }

  @Override
  public Expr logProbOfEach(Expr value) {
    return scale.log().minus(CauchyFunctions.logOfSquares(value, scale)).minus(LOG_HALF_PI);
  }

  @Override
  public Expr draw(NoiseStream noise) {
    return quantileOfEach(noise.uniform(eventShape()));
  }

  /** Infinite. */
  @Override
  public Expr mean() {
    return Expr.filled(Double.POSITIVE_INFINITY, eventShape());
  }

  /** Infinite. */
  @Override
  public Expr variance() {
    return Expr.filled(Double.POSITIVE_INFINITY, eventShape());
  }

  /** {@code log(2 pi s)}. */
  @Override
  public Expr entropyOfEach() {
    return scale.log().plus(Math.log(2 * Math.PI));
  }

  /** {@code 2 atan(x / s) / pi}. */
  @Override
  public Expr cdfOfEach(Expr value) {
    return CauchyFunctions.halfCdf(value.maximum(Expr.of(0)), scale);
  }

  /** {@code s tan(pi p / 2)}. */
  @Override
  public Expr quantileOfEach(Expr probability) {
    return scale.times(CauchyFunctions.halfQuantile(probability));
  }
}
