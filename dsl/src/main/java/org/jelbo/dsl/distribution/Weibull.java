package org.jelbo.dsl.distribution;

import java.util.Map;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Branches;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Float64;
import org.jelbo.dsl.expr.SpecialFunctions;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.special.ExtremeValue;
import org.jelbo.dsl.special.Representable;
import org.jelbo.dsl.special.WeibullMoments;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * Independent Weibull entries: {@code log p(x) = log(k / s) + (k - 1) log(x / s) - (x / s)^k} for
 * {@code x > 0} with scale s and concentration k.
 *
 * <p>Event shape: that of scale and concentration broadcast. Draws are {@code s (-log u)^(1/k)}
 * with u uniform on (0, 1), held between the least and the greatest float32.
 *
 * <p>Sources: density, moments, cumulative probability and quantile, Johnson, Kotz and Balakrishnan
 * 1994, chapter 21; entropy, Cover and Thomas 2006, table 17.1; draws by inversion, Devroye 1986,
 * section II.2; variance of a large concentration by the series of log-gamma, DLMF 5.7.3.
 */
public final class Weibull implements Cumulative, FixedRange {

  /** Half the distance of uniform float32 numbers: at 0 a draw would be infinite. */
  private static final double ABOVE_ZERO = 0x1p-25;

  private static final double LEAST = Float.MIN_NORMAL;
  private static final double LEAST_LOG = Math.log(LEAST) + 1e-4;
  private static final double GREATEST_LOG = Math.log(Float.MAX_VALUE) - 1e-4;

  private final Expr scale;
  private final Expr concentration;
  private final Shape eventShape;

  private Weibull(Expr scale, Expr concentration) {
    this.scale = Parameters.positive("Weibull", "scale", scale);
    this.concentration = Parameters.positive("Weibull", "concentration", concentration);
    this.eventShape = Parameters.eventShape("Weibull", scale, concentration);
  }

  /**
   * By scale and concentration.
   *
   * @param scale positive; the value that is exceeded with probability {@code 1 / e}
   * @param concentration positive; the shape, 1 for an exponential entry
   * @throws JelboException for numbers outside of their domains, and shapes that do not fit
   */
  public static Weibull ofScaleAndConcentration(Expr scale, Expr concentration) {
    return new Weibull(scale, concentration);
  }

  /**
   * One entry of known scale and concentration.
   *
   * @throws JelboException for numbers outside of their domains
   */
  public static Weibull ofScaleAndConcentration(double scale, double concentration) {
    return ofScaleAndConcentration(Expr.of(scale), Expr.of(concentration));
  }

  @Override
  public Map<String, Expr> parameters() {
    return Parameters.of("scale", scale, "concentration", concentration);
  }

  @Override
  public Shape eventShape() {
    return eventShape;
  }

  @Override
  public Support support() {
    return Support.positive();
  }

  @Override
  public boolean isReparameterized() {
    return true;
  }

  @Override
  public Expr logProbOfEach(Expr value) {
    Expr at = value.stopGradient();
    Expr power = logPower(at);
    Expr ofLog =
        concentration.minus(1).minus(Representable.finiteExp(power.plus(concentration.log())));
    return concentration
        .log()
        .minus(at.log())
        .plus(power)
        .minus(Representable.finiteExp(power))
        .plus(Slope.along(ofLog, value.log()));
  }

  @Override
  public Expr draw(NoiseStream noise) {
    Expr u = noise.uniform(eventShape).maximum(Expr.of(ABOVE_ZERO));
    return atHazard(u.log().negate());
  }

  /** {@code s Gamma(1 + 1 / k)}. */
  @Override
  public Expr mean() {
    return scale.times(logGamma1p(inverse()).exp());
  }

  /** {@code s^2 (Gamma(1 + 2 / k) - Gamma(1 + 1 / k)^2)}. */
  @Override
  public Expr variance() {
    Expr excess = SpecialFunctions.expm1(WeibullMoments.excess(inverse()));
    return mean().square().times(excess);
  }

  /** {@code g (1 - 1 / k) + log(s / k) + 1} with Euler's constant g. */
  @Override
  public Expr entropyOfEach() {
    Expr ofConcentration = inverse().times(-ExtremeValue.EULER).minus(concentration.log());
    return ofConcentration.plus(scale.log()).plus(1 + ExtremeValue.EULER);
  }

  /** {@code 1 - exp(-(x / s)^k)}. */
  @Override
  public Expr cdfOfEach(Expr value) {
    Expr isPositive = Branches.below(Expr.of(0), value);
    Expr hazard = Representable.finiteExp(logPower(value.maximum(Expr.of(LEAST))));
    return SpecialFunctions.expm1(hazard.negate()).negate().keptWhere(isPositive);
  }

  /** {@code s (-log(1 - p))^(1/k)}. */
  @Override
  public Expr quantileOfEach(Expr probability) {
    return atHazard(probability.negate().log1p().negate());
  }

  /**
   * The divergence of this from another, each entry in nats: {@code (s/t)^l Gamma(1 + l/k) - 1 - l
   * log(s/t) - log(l/k) - g (1 - l/k)} where the other has scale t and concentration l, and g is
   * Euler's constant. By {@code E log x = log s - g / k} and {@code E x^l = s^l Gamma(1 + l/k)}
   * (Bauckhage 2013).
   */
  public Expr klOfEach(Weibull other) {
    Expr k = Float64.of(concentration);
    Expr l = Float64.of(other.concentration);
    Expr distance = Float64.of(scale).dividedBy(Float64.of(other.scale)).log().times(l);
    Expr kl = ExtremeValue.divergence(l.dividedBy(k), distance);
    return Float64.back(kl, parameters(), other.parameters());
  }

  private Expr inverse() {
    return Expr.of(1).dividedBy(concentration);
  }

  private static Expr logGamma1p(Expr x) {
    return SpecialFunctions.logGamma(x.plus(1));
  }

  /** {@code k log(x / s)}; the ratio of the roots is a float where that of the numbers is none. */
  private Expr logPower(Expr value) {
    return value.sqrt().dividedBy(scale.sqrt()).log().times(concentration).times(2);
  }

  /** Held in logs, where the gradient of what is too large or too small is 0 and not infinite. */
  private Expr atHazard(Expr hazard) {
    Expr log = scale.log().plus(hazard.log().dividedBy(concentration));
    return log.maximum(Expr.of(LEAST_LOG)).minimum(Expr.of(GREATEST_LOG)).exp();
  }
}
