package org.jelbo.dsl.distribution;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.jelbo.dsl.error.JelboException;
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
 *
 * <p>Sources: density and moments, Johnson, Kotz and Balakrishnan 1994, chapter 13; entropy, Cover
 * and Thomas 2006, example 8.1.2; cumulative probability by erfc, DLMF 7.2(i).
 */
public final class Normal implements Tailed, Selectable, FixedRange {
  private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

  private final Expr mean;
  private final NormalScale scale;
  private final Shape eventShape;

  private Normal(Expr mean, NormalScale scale) {
    this.mean = mean;
    this.scale = scale;
    this.eventShape = Parameters.eventShape("Normal", mean, scale.given());
  }

  private static Normal of(Expr mean, NormalScale.Kind kind, Expr scale) {
    Parameters.required("Normal", "mean", mean, -Double.MAX_VALUE);
    return new Normal(mean, NormalScale.of(kind, scale));
  }

  /**
   * By mean and standard deviation.
   *
   * @param mean real
   * @param stddev positive
   * @throws JelboException for numbers outside of their domains, and shapes that do not fit
   */
  public static Normal of(Expr mean, Expr stddev) {
    return of(mean, NormalScale.Kind.STDDEV, stddev);
  }

  /** Inside another family, which has checked the parameters. */
  static Normal inside(Expr mean, Expr stddev) {
    return new Normal(mean, new NormalScale(NormalScale.Kind.STDDEV, stddev));
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
   * @throws JelboException for numbers outside of their domains, and shapes that do not fit
   */
  public static Normal ofMeanAndVariance(Expr mean, Expr variance) {
    return of(mean, NormalScale.Kind.VARIANCE, variance);
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
   * @throws JelboException for numbers outside of their domains, and shapes that do not fit
   */
  public static Normal ofMeanAndPrecision(Expr mean, Expr precision) {
    return of(mean, NormalScale.Kind.PRECISION, precision);
  }

  /** One entry of known mean and precision. */
  public static Normal ofMeanAndPrecision(double mean, double precision) {
    return ofMeanAndPrecision(Expr.of(mean), Expr.of(precision));
  }

  /**
   * Mean 0 and variance 1.
   *
   * @param eventShape the event's sizes; none for a scalar
   * @throws JelboException for a size below 1
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
    return Parameters.of("mean", mean, scale.name(), scale.given());
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
    return scale.squared(value.minus(mean)).plus(scale.logVariance()).plus(LOG_TWO_PI).times(-0.5);
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
    return Parameters.filling(scale.variance(), eventShape);
  }

  /** The standard deviation of each entry. */
  public Expr stddev() {
    return scale.stddev();
  }

  /** {@code (log v + log 2 pi + 1) / 2}. */
  @Override
  public Expr entropyOfEach() {
    return Parameters.filling(scale.logVariance().plus(LOG_TWO_PI + 1).times(0.5), eventShape);
  }

  /** {@code Phi((x - m) / sqrt(v))}. */
  @Override
  public Expr cdfOfEach(Expr value) {
    return NormalFunctions.cdf(value.minus(mean).dividedBy(stddev()));
  }

  @Override
  public Expr exceedanceOfEach(Expr value) {
    return NormalFunctions.cdf(mean.minus(value).dividedBy(stddev()));
  }

  /** {@code m + sqrt(v) y} with {@code Phi(y) = p}. */
  @Override
  public Expr quantileOfEach(Expr probability) {
    return mean.plus(stddev().times(NormalFunctions.quantile(probability)));
  }

  /**
   * The divergence of this from another, each entry in nats: {@code (v/w - 1 - log(v/w) + (m -
   * n)^2/w) / 2} where the other has mean n and variance w. By {@code E (x - n)^2 = v + (m - n)^2}.
   */
  public Expr klOfEach(Normal other) {
    Expr distance = mean.minus(other.mean).dividedBy(other.stddev());
    return scale.divergence(other.scale).plus(distance.square().times(0.5));
  }

  @Override
  public Normal select(UnaryOperator<Expr> chosen) {
    return new Normal(chosen.apply(mean), scale.with(chosen));
  }

  /** The mean as it was given. */
  Expr meanGiven() {
    return mean;
  }

  /** The variance in float64. */
  Expr wideVariance() {
    return scale.wideVariance();
  }
}
