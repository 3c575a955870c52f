package org.jelbo.dsl.distribution;

import java.util.Map;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * Independent zeros and ones: {@code log p(x) = x l - log(1 + exp(l))} with logits l.
 *
 * <p>Event shape: that of the logits. Draws are 1 where a uniform number is below the probability.
 */
public final class Bernoulli implements Elementwise {
  private final Expr logits;

  private Bernoulli(Expr logits) {
    this.logits = logits;
  }

  /**
   * By logits.
   *
   * @param logits {@code log(p / (1 - p))}, finite
   */
  public static Bernoulli ofLogits(Expr logits) {
    return new Bernoulli(Parameters.required("Bernoulli", "logits", logits, -Double.MAX_VALUE));
  }

  @Override
  public Map<String, Expr> parameters() {
    return Map.of("logits", logits);
  }

  @Override
  public Shape eventShape() {
    return logits.eventShape();
  }

  @Override
  public Support support() {
    return Support.booleans();
  }

  @Override
  public Expr logProbOfEach(Expr value) {
    return value.times(logits).minus(logits.softplus());
  }

  @Override
  public Expr draw(NoiseStream noise) {
    return noise.uniform(eventShape()).lessThan(mean());
  }

  @Override
  public boolean isReparameterized() {
    return false;
  }

  /** {@code p = 1 / (1 + exp(-l))}. */
  @Override
  public Expr mean() {
    return logits.sigmoid();
  }

  /** {@code p (1 - p)}. */
  @Override
  public Expr variance() {
    return mean().times(logits.negate().sigmoid());
  }

  /** {@code log(1 + exp(l)) - p l}. */
  @Override
  public Expr entropyOfEach() {
    return logits.softplus().minus(mean().times(logits));
  }

  /**
   * The divergence of this from another, each entry in nats: {@code p (l - k) - log(1 + exp(l)) +
   * log(1 + exp(k))} where the other has logits k.
   */
  public Expr klOfEach(Bernoulli other) {
    return mean()
        .times(logits.minus(other.logits))
        .minus(logits.softplus())
        .plus(other.logits.softplus());
  }
}
