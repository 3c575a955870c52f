package org.jelbo.dsl.distribution;

import java.util.Map;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Branches;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Float64;
import org.jelbo.dsl.expr.SpecialFunctions;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.special.Representable;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * Independent positive entries whose logarithm is normal: {@code log p(x) = log N(log x; m, s^2) -
 * log x} with the mean m and the standard deviation s of the logarithm.
 *
 * <p>Event shape: that of mean and standard deviation broadcast. Draws are {@code exp(m + s e)}
 * with standard normal e.
 *
 * <p>Sources: density and moments, Johnson, Kotz and Balakrishnan 1994, chapter 14; entropy, Cover
 * and Thomas 2006, table 17.1; all else is that of the logarithm, see {@link Normal}.
 */
public final class LogNormal implements Cumulative, FixedRange {
  private static final double LEAST = Float.MIN_NORMAL;

  private final Normal log;
  private final Expr mean;
  private final Expr stddev;

  private LogNormal(Expr mean, Expr stddev) {
    this.mean = Parameters.required("LogNormal", "mean", mean, -Double.MAX_VALUE);
    this.stddev = Parameters.positive("LogNormal", "stddev", stddev);
    this.log = Normal.inside(mean, stddev);
  }

  /**
   * By mean and standard deviation of the logarithm.
   *
   * @param mean real
   * @param stddev positive
   * @throws JelboException for numbers outside of their domains, and shapes that do not fit
   */
  public static LogNormal of(Expr mean, Expr stddev) {
    return new LogNormal(mean, stddev);
  }

  /**
   * One entry of known mean and standard deviation of the logarithm.
   *
   * @throws JelboException for numbers outside of their domains
   */
  public static LogNormal of(double mean, double stddev) {
    return of(Expr.of(mean), Expr.of(stddev));
  }

  @Override
  public Map<String, Expr> parameters() {
    return Parameters.of("mean", mean, "stddev", stddev);
  }

  @Override
  public Shape eventShape() {
    return log.eventShape();
  }

  @Override
  public Support support() {
    return Support.positive();
  }

  @Override
  public Expr logProbOfEach(Expr value) {
    // The logarithm of a float32 has its rounding, which a small deviation makes large.
    Expr logarithm = Float64.of(value).log();
    Normal wide = Normal.inside(Float64.of(mean), Float64.of(stddev));
    return Float64.back(wide.logProbOfEach(logarithm).minus(logarithm), value, mean, stddev);
  }

  @Override
  public Expr draw(NoiseStream noise) {
    return Representable.exp(log.draw(noise));
  }

  @Override
  public boolean isReparameterized() {
    return true;
  }

  /** {@code exp(m + s^2 / 2)}. */
  @Override
  public Expr mean() {
    return mean.plus(stddev.square().times(0.5)).exp();
  }

  /** {@code (exp(s^2) - 1) exp(2 m + s^2)}. */
  @Override
  public Expr variance() {
    return SpecialFunctions.expm1(stddev.square()).times(mean().square());
  }

  /** {@code m + (log s^2 + log 2 pi + 1) / 2}. */
  @Override
  public Expr entropyOfEach() {
    return log.entropyOfEach().plus(mean);
  }

  /** That of the logarithm. */
  @Override
  public Expr cdfOfEach(Expr value) {
    Expr isPositive = Branches.below(Expr.of(0), value);
    return log.cdfOfEach(value.maximum(Expr.of(LEAST)).log()).keptWhere(isPositive);
  }

  /** The exponential of that of the logarithm. */
  @Override
  public Expr quantileOfEach(Expr probability) {
    return log.quantileOfEach(probability).exp();
  }

  /**
   * The divergence of this from another, each entry in nats: that of the logarithms. No map that
   * can be undone changes a divergence.
   */
  public Expr klOfEach(LogNormal other) {
    return log.klOfEach(other.log);
  }
}
