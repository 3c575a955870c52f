package org.jelbo.dsl.distribution;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jelbo.dsl.error.Present;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.NormalFunctions;
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
public final class Normal implements Cumulative {
  private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

  private final Expr mean;
  private final Expr scale;
  private final Spread spread;
  private final Shape eventShape;

  /** What the second parameter is. */
  private enum Spread {
    STDDEV,
    VARIANCE,
    PRECISION;

    String parameter() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private Normal(Expr mean, Expr scale, Spread spread) {
    this.mean = mean;
    this.scale = scale;
    this.spread = spread;
    String name = spread.parameter();
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
    return new Normal(mean, stddev, Spread.STDDEV);
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
    return new Normal(mean, variance, Spread.VARIANCE);
  }

  /** One entry of known mean and variance. */
  public static Normal ofMeanAndVariance(double mean, double variance) {
    return ofMeanAndVariance(Expr.of(mean), Expr.of(variance));
  }

  /**
   * By mean and precision, the inverse of the variance.
   *
   * @param mean real
   * @param precision positive
   */
  public static Normal ofMeanAndPrecision(Expr mean, Expr precision) {
    return new Normal(mean, precision, Spread.PRECISION);
  }

  /** One entry of known mean and precision. */
  public static Normal ofMeanAndPrecision(double mean, double precision) {
    return ofMeanAndPrecision(Expr.of(mean), Expr.of(precision));
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
    return Parameters.of("mean", mean, spread.parameter(), scale);
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
    return Parameters.filling(unfilledVariance(), eventShape);
  }

  /** The standard deviation of each entry. */
  public Expr stddev() {
    return switch (spread) {
      case STDDEV -> scale;
      case VARIANCE -> scale.sqrt();
      case PRECISION -> Expr.of(1).dividedBy(scale.sqrt());
    };
  }

  /** {@code (log v + log 2 pi + 1) / 2}. */
  @Override
  public Expr entropyOfEach() {
    return Parameters.filling(logVariance().plus(LOG_TWO_PI + 1).times(0.5), eventShape);
  }

  /** {@code Phi((x - m) / sqrt(v))}. */
  @Override
  public Expr cdfOfEach(Expr value) {
    return NormalFunctions.cdf(value.minus(mean).dividedBy(stddev()));
  }

  /** {@code m + sqrt(v) y} with {@code Phi(y) = p}. */
  @Override
  public Expr quantileOfEach(Expr probability) {
    return mean.plus(stddev().times(NormalFunctions.quantile(probability)));
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
    return spread == Spread.VARIANCE && other.spread == Spread.VARIANCE
        ? scale.dividedBy(other.scale)
        : stddev().dividedBy(other.stddev()).square();
  }

  private Expr unfilledVariance() {
    return switch (spread) {
      case STDDEV -> scale.square();
      case VARIANCE -> scale;
      case PRECISION -> Expr.of(1).dividedBy(scale);
    };
  }

  private Expr logVariance() {
    return switch (spread) {
      case STDDEV -> scale.log().times(2);
      case VARIANCE -> scale.log();
      case PRECISION -> scale.log().negate();
    };
  }

  private Expr squaredDistance(Expr distance) {
    return switch (spread) {
      case STDDEV -> distance.dividedBy(scale).square();
      case VARIANCE -> distance.square().dividedBy(scale);
      case PRECISION -> distance.times(scale.sqrt()).square();
    };
  }
}
