package org.jelbo.dsl.distribution;

import java.util.Map;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * Independent exponential entries: {@code log p(x) = log r - r x} for {@code x >= 0} with rate r.
 *
 * <p>Event shape: that of the rate. Draws are {@code -log(1 - u) / r} with u uniform on [0, 1).
 */
public final class Exponential implements Elementwise {
  private final Expr rate;

  private Exponential(Expr rate) {
    this.rate = rate;
  }

  /**
   * By rate, the inverse of the mean.
   *
   * @param rate positive
   */
  public static Exponential ofRate(Expr rate) {
    return new Exponential(Parameters.positive("Exponential", "rate", rate));
  }

  @Override
  public Map<String, Expr> parameters() {
    return Map.of("rate", rate);
  }

  @Override
  public Shape eventShape() {
    return rate.eventShape();
  }

  @Override
  public Support support() {
    return new Support.Interval(0, Double.POSITIVE_INFINITY);
  }

  @Override
  public Expr logProbOfEach(Expr value) {
    return rate.log().minus(rate.times(value));
  }

  @Override
  public Expr draw(NoiseStream noise) {
    return noise.uniform(eventShape()).negate().log1p().negate().dividedBy(rate);
  }

  @Override
  public boolean isReparameterized() {
    return true;
  }

  /** {@code 1 / r}. */
  @Override
  public Expr mean() {
    return Expr.of(1).dividedBy(rate);
  }

  /** {@code 1 / r^2}. */
  @Override
  public Expr variance() {
    return mean().square();
  }

  /** {@code 1 - log r}. */
  @Override
  public Expr entropyOfEach() {
    return Expr.of(1).minus(rate.log());
  }

  /**
   * The divergence of this from another, each entry in nats: {@code log(r / s) + s / r - 1} where
   * the other has rate s.
   */
  public Expr klOfEach(Exponential other) {
    Expr ratio = other.rate.dividedBy(rate);
    return rate.log().minus(other.rate.log()).plus(ratio).minus(1);
  }
}
