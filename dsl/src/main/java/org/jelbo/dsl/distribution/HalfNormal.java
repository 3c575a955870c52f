package org.jelbo.dsl.distribution;

import java.util.Map;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Float64;
import org.jelbo.dsl.expr.NormalFunctions;
import org.jelbo.dsl.expr.SpecialFunctions;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * Independent absolute values of normal entries around zero: {@code log p(x) = log 2 + log N(x; 0,
 * s^2)} for {@code x >= 0} with scale s.
 *
 * <p>Event shape: that of the scale. Draws are {@code s |e|} with standard normal e.
 *
 * <p>Sources: density and moments, Johnson, Kotz and Balakrishnan 1994, chapter 13, section 10;
 * entropy, {@code log 2} less than that of {@link Normal}, since the density is twice as high on
 * half of the line; cumulative probability, DLMF 7.2(i).
 */
public final class HalfNormal implements Cumulative, FixedRange {
  private static final double MEAN = Math.sqrt(2 / Math.PI);
  private static final double LOG_HALF_PI = Math.log(Math.PI / 2);

  private final Expr scale;

  private HalfNormal(Expr scale) {
    this.scale = scale;
  }

  /**
   * By scale.
   *
   * @param scale positive; the standard deviation of the normal entry
   * @throws JelboException for numbers outside of their domains
   */
  public static HalfNormal ofScale(Expr scale) {
    return new HalfNormal(Parameters.positive("HalfNormal", "scale", scale));
  }

  /**
   * One entry of known scale.
   *
   * @throws JelboException for a number outside of its domain
   */
  public static HalfNormal ofScale(double scale) {
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
  public Expr logProbOfEach(Expr value) {
    return value.dividedBy(scale).square().plus(scale.log().times(2)).plus(LOG_HALF_PI).times(-0.5);
  }

  @Override
  public Expr draw(NoiseStream noise) {
    return scale.times(noise.normal(eventShape()).abs());
  }

  @Override
  public boolean isReparameterized() {
    return true;
  }

  /** {@code s sqrt(2 / pi)}. */
  @Override
  public Expr mean() {
    return scale.times(MEAN);
  }

  /** {@code s^2 (1 - 2 / pi)}. */
  @Override
  public Expr variance() {
    return scale.square().times(1 - 2 / Math.PI);
  }

  /** {@code (log(pi s^2 / 2) + 1) / 2}. */
  @Override
  public Expr entropyOfEach() {
    return scale.log().plus(0.5 * (LOG_HALF_PI + 1));
  }

  /** {@code erf(x / (s sqrt 2))}. */
  @Override
  public Expr cdfOfEach(Expr value) {
    Expr y = value.maximum(Expr.of(0)).dividedBy(scale);
    return SpecialFunctions.erf(y.times(Math.sqrt(0.5)));
  }

  /** The x with {@code erf(x / (s sqrt 2)) = p}. */
  @Override
  public Expr quantileOfEach(Expr probability) {
    return scale.times(NormalFunctions.halfQuantile(probability));
  }

  /**
   * The divergence of this from another, each entry in nats: {@code (s^2/t^2 - 1) / 2 - log(s/t)}
   * where the other has scale t. By {@code E x^2 = s^2}.
   */
  public Expr klOfEach(HalfNormal other) {
    Expr ratio = Float64.of(scale).dividedBy(Float64.of(other.scale));
    Expr kl = NormalScale.ofRatio(ratio.square());
    return Float64.back(kl, parameters(), other.parameters());
  }
}
