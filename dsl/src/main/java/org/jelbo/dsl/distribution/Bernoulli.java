package org.jelbo.dsl.distribution;

import java.util.Map;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Masks;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * Independent zeros and ones: {@code log p(x) = x l - log(1 + exp(l))} with logits l, which is
 * {@code x log p + (1 - x) log(1 - p)} with the probability p of a 1.
 *
 * <p>Event shape: that of the parameter. Draws are 1 where a uniform number is below p.
 *
 * <p>Sources: probabilities and moments, Johnson, Kemp and Kotz 2005, chapter 3, of one trial;
 * entropy, Cover and Thomas 2006, example 2.1.1.
 */
public final class Bernoulli implements Elementwise, FixedRange, Relaxable {
  private final Odds odds;

  private Bernoulli(Odds odds) {
    this.odds = odds;
  }

  /**
   * By logits.
   *
   * @param logits {@code log(p / (1 - p))}, finite
   * @throws JelboException for numbers outside of their domains
   */
  public static Bernoulli ofLogits(Expr logits) {
    return new Bernoulli(Odds.ofLogits("Bernoulli", "logits", logits));
  }

  /**
   * By the probability of a 1.
   *
   * @param probabilities from 0 to 1; at 0 and 1 log-probabilities are 0 or minus infinity, and
   *     gradients are finite
   * @throws JelboException for numbers outside of their domains
   */
  public static Bernoulli ofProbabilities(Expr probabilities) {
    return new Bernoulli(Odds.ofProbabilities("Bernoulli", "probabilities", probabilities));
  }

  /**
   * One entry of a known probability of a 1.
   *
   * @throws JelboException for a number outside of its domain
   */
  public static Bernoulli ofProbabilities(double probability) {
    return ofProbabilities(Expr.of(probability));
  }

  @Override
  public Map<String, Expr> parameters() {
    return odds.parameters();
  }

  @Override
  public Shape eventShape() {
    return odds.given().eventShape();
  }

  @Override
  public Support support() {
    return Support.booleans();
  }

  @Override
  public Expr logProbOfEach(Expr value) {
    return odds.isLogits()
        ? value.times(odds.given()).plus(odds.logQ())
        : odds.logLikelihood(value, Masks.not(value));
  }

  @Override
  public Expr draw(NoiseStream noise) {
    return noise.uniform(eventShape()).lessThan(mean());
  }

  @Override
  public boolean isReparameterized() {
    return false;
  }

  /** {@link RelaxedBernoulli} of the same logits. */
  @Override
  public Distribution relaxed(Expr temperature) {
    return RelaxedBernoulli.ofLogits(
        temperature, odds.isLogits() ? odds.given() : odds.logP().minus(odds.logQ()));
  }

  /** One above a half. */
  @Override
  public Expr nearest(Expr relaxed) {
    return Expr.of(0.5).lessThan(relaxed.stopGradient());
  }

  /** {@code p = 1 / (1 + exp(-l))}. */
  @Override
  public Expr mean() {
    return odds.p();
  }

  /** {@code p (1 - p)}. */
  @Override
  public Expr variance() {
    return odds.p().times(odds.q());
  }

  /** {@code -p log p - (1 - p) log(1 - p)}. */
  @Override
  public Expr entropyOfEach() {
    return odds.entropyOfEach();
  }

  /**
   * The divergence of this from another, each entry in nats: {@code p log(p / r) + (1 - p) log((1 -
   * p) / (1 - r))} where the other has the probability r. The sum over both values.
   */
  public Expr klOfEach(Bernoulli other) {
    return odds.klOfEach(other.odds);
  }
}
