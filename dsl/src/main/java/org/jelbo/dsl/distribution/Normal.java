package org.jelbo.dsl.distribution;

import java.util.Arrays;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jelbo.dsl.error.Present;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.SpecialFunctions;
import org.jelbo.dsl.expr.Wide;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * Independent normal entries: {@code log p(x) = -((x - m)^2 / v + log v + log 2 pi) / 2} with mean
 * m and variance v.
 *
 * <p>Event shape: that of mean and standard deviation (or variance) broadcast. Draws are {@code m +
 * sqrt(v) e} with standard normal e.
 */
public final class Normal implements Tailed, Selectable {
  private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

  private final Expr mean;
  private final Expr scale;
  private final boolean isVariance;
  private final Shape eventShape;

  private Normal(Expr mean, Expr scale, boolean isVariance) {
    this.mean = mean;
    this.scale = scale;
    this.isVariance = isVariance;
    String name = isVariance ? "variance" : "stddev";
    Parameters.required("Normal", "mean", mean, -Double.MAX_VALUE);
    Present.of(scale, "Normal", name, "Expr.of(1), or a value of the program");
    this.eventShape = Parameters.eventShape("Normal", mean, scale);
    if (scale.isConstant() && !Arrays.stream(scale.constant()).allMatch(value -> value > 0)) {
      throw Messages.notPositive("Normal", name, scale.constant());
    }
  }

  /**
   * By mean and standard deviation.
   *
   * @param mean real
   * @param stddev positive
   */
  public static Normal of(Expr mean, Expr stddev) {
    return new Normal(mean, stddev, false);
  }

  /** One entry of known mean and standard deviation. */
  public static Normal of(double mean, double stddev) {
    return of(Expr.of(mean), Expr.of(stddev));
  }

  /**
   * By mean and variance.
   *
   * @param mean real
   * @param variance positive
   */
  public static Normal ofMeanAndVariance(Expr mean, Expr variance) {
    return new Normal(mean, variance, true);
  }

  /**
   * Mean 0 and variance 1.
   *
   * @param eventShape the event's sizes; none for a scalar
   */
  public static Normal standard(long... eventShape) {
    Shape shape = Shape.of(eventShape);
    for (long size : eventShape) {
      if (size < 1) {
        throw Messages.noEntries("Normal", shape);
      }
    }
    return of(Expr.filled(0, shape), Expr.filled(1, shape));
  }

  @Override
  public Map<String, Expr> parameters() {
    return Parameters.of("mean", mean, isVariance ? "variance" : "stddev", scale);
  }

  @Override
  public Shape eventShape() {
    return eventShape;
  }

  @Override
  public Support support() {
    return Support.reals();
  }

  @Override
  public Expr logProbOfEach(Expr value) {
    return squaredDistance(value.minus(mean)).plus(logVariance()).plus(LOG_TWO_PI).times(-0.5);
  }

  /** {@code erfc((m - x) / (s sqrt 2)) / 2}. */
  @Override
  public Expr cdfOfEach(Expr value) {
    return SpecialFunctions.erfc(standardized(value).times(-Math.sqrt(0.5))).times(0.5);
  }

  @Override
  public Expr exceedanceOfEach(Expr value) {
    return SpecialFunctions.erfc(standardized(value).times(Math.sqrt(0.5))).times(0.5);
  }

  /** {@code m + s sqrt 2 erfinv(2 p - 1)}. */
  @Override
  public Expr quantileOfEach(Expr probability) {
    Expr standard = SpecialFunctions.inverseErf(probability.times(2).minus(1));
    return mean.plus(stddev().times(standard.times(Math.sqrt(2))));
  }

  private Expr standardized(Expr value) {
    return value.minus(mean).dividedBy(stddev());
  }

  @Override
  public Normal select(UnaryOperator<Expr> chosen) {
    return new Normal(chosen.apply(mean), chosen.apply(scale), isVariance);
  }

  /** The mean as it was given. */
  Expr meanGiven() {
    return mean;
  }

  /** The variance in float64: the square of a deviation may be no float. */
  Expr wideVariance() {
    return isVariance ? Wide.of(scale) : Wide.of(scale).square();
  }

  @Override
  public Expr draw(NoiseStream noise) {
    return mean.plus(stddev().times(noise.normal(eventShape)));
  }

  @Override
  public boolean isReparameterized() {
    return true;
  }

  @Override
  public Expr mean() {
    return Parameters.filling(mean, eventShape);
  }

  @Override
  public Expr variance() {
    return Parameters.filling(isVariance ? scale : scale.square(), eventShape);
  }

  /** The standard deviation of each entry. */
  public Expr stddev() {
    return isVariance ? scale.sqrt() : scale;
  }

  /** {@code (log v + log 2 pi + 1) / 2}. */
  @Override
  public Expr entropyOfEach() {
    return Parameters.filling(logVariance().plus(LOG_TWO_PI + 1).times(0.5), eventShape);
  }

  /**
   * The divergence of this from another, each entry in nats: {@code (v/w - 1 - log(v/w) + (m -
   * n)^2/w) / 2} where the other has mean n and variance w.
   */
  public Expr klOfEach(Normal other) {
    Expr distance = mean.minus(other.mean).dividedBy(other.stddev());
    return ratioOfVariances(other)
        .minus(logVariance().minus(other.logVariance()))
        .plus(distance.square())
        .minus(1)
        .times(0.5);
  }

  /** Of a standard deviation, the square may be no float where the ratio is one. */
  private Expr ratioOfVariances(Normal other) {
    return isVariance && other.isVariance
        ? scale.dividedBy(other.scale)
        : stddev().dividedBy(other.stddev()).square();
  }

  private Expr logVariance() {
    return isVariance ? scale.log() : scale.log().times(2);
  }

  private Expr squaredDistance(Expr distance) {
    return isVariance ? distance.square().dividedBy(scale) : distance.dividedBy(scale).square();
  }
}
