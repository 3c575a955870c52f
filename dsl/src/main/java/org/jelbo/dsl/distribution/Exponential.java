package org.jelbo.dsl.distribution;

import java.util.Map;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Bregman;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Float64;
import org.jelbo.dsl.expr.SpecialFunctions;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * Independent exponential entries: {@code log p(x) = log r - r x} for {@code x >= 0} with rate r.
 *
 * <p>Event shape: that of the parameter. Draws are {@code -log(1 - u) / r} with u uniform on [0,
 * 1).
 *
 * <p>Sources: density, moments, cumulative probability and quantile, Johnson, Kotz and Balakrishnan
 * 1994, chapter 19; entropy, Cover and Thomas 2006, table 17.1; draws by inversion, Devroye 1986,
 * section II.2.
 */
public final class Exponential implements Cumulative, FixedRange {
  private final Expr parameter;
  private final boolean isScale;

  private Exponential(Expr parameter, boolean isScale) {
    this.isScale = isScale;
    this.parameter = Parameters.positive("Exponential", isScale ? "scale" : "rate", parameter);
  }

  /**
   * By rate, the inverse of the mean.
   *
   * @param rate positive
   * @throws JelboException for numbers outside of their domains
   */
  public static Exponential ofRate(Expr rate) {
    return new Exponential(rate, false);
  }

  /**
   * One entry of known rate.
   *
   * @throws JelboException for a number outside of its domain
   */
  public static Exponential ofRate(double rate) {
    return ofRate(Expr.of(rate));
  }

  /**
   * By scale, which is the mean: the inverse of the rate.
   *
   * @param scale positive
   * @throws JelboException for numbers outside of their domains
   */
  public static Exponential ofScale(Expr scale) {
    return new Exponential(scale, true);
  }

  /**
   * One entry of known scale.
   *
   * @throws JelboException for a number outside of its domain
   */
  public static Exponential ofScale(double scale) {
    return ofScale(Expr.of(scale));
  }

  @Override
  public Map<String, Expr> parameters() {
    return Map.of(isScale ? "scale" : "rate", parameter);
  }

  @Override
  public Shape eventShape() {
    return parameter.eventShape();
  }

  @Override
  public Support support() {
    return new Support.Interval(0, Double.POSITIVE_INFINITY);
  }

  @Override
  public Expr logProbOfEach(Expr value) {
    return logRate().minus(byRate(value));
  }

  @Override
  public Expr draw(NoiseStream noise) {
    return overRate(noise.uniform(eventShape()).negate().log1p().negate());
  }

  @Override
  public boolean isReparameterized() {
    return true;
  }

  /** {@code 1 / r}. */
  @Override
  public Expr mean() {
    return overRate(Expr.of(1));
  }

  /** {@code 1 / r^2}. */
  @Override
  public Expr variance() {
    return mean().square();
  }

  /** {@code 1 - log r}. */
  @Override
  public Expr entropyOfEach() {
    return Expr.of(1).minus(logRate());
  }

  /** {@code 1 - exp(-r x)}. */
  @Override
  public Expr cdfOfEach(Expr value) {
    return SpecialFunctions.expm1(byRate(value.maximum(Expr.of(0))).negate()).negate();
  }

  /** {@code -log(1 - p) / r}. */
  @Override
  public Expr quantileOfEach(Expr probability) {
    return overRate(probability.negate().log1p().negate());
  }

  /**
   * The divergence of this from another, each entry in nats: {@code log(r / s) + s / r - 1} where
   * the other has rate s. By {@code E x = 1 / r}.
   */
  public Expr klOfEach(Exponential other) {
    Expr own = Float64.of(parameter);
    Expr others = Float64.of(other.parameter);
    Expr rates = isScale ? own : Expr.of(1).dividedBy(own);
    Expr ratio = other.isScale ? rates.dividedBy(others) : rates.times(others);
    Expr kl = Bregman.ofMinusLog(ratio);
    return Float64.back(kl, parameters(), other.parameters());
  }

  private Expr logRate() {
    return isScale ? parameter.log().negate() : parameter.log();
  }

  private Expr byRate(Expr value) {
    return isScale ? value.dividedBy(parameter) : value.times(parameter);
  }

  private Expr overRate(Expr value) {
    return isScale ? value.times(parameter) : value.dividedBy(parameter);
  }
}
