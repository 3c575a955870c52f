package org.jelbo.dsl.distribution;

import java.util.Map;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Branches;
import org.jelbo.dsl.expr.Bregman;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Float64;
import org.jelbo.dsl.expr.Masks;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.special.UniformTilt;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * Independent continuous Bernoulli entries: {@code log p(x) = l x - log((exp(l) - 1) / l)} for
 * {@code 0 <= x <= 1} with logits l, uniform at {@code l = 0}.
 *
 * <p>Event shape: that of the logits. Draws are {@code log(1 + u (exp(l) - 1)) / l} with u uniform
 * on [0, 1).
 *
 * <p>Sources: density, moments, cumulative probability and quantile, Loaiza-Ganem and Cunningham
 * 2019, section 3, with {@code l = log(p / (1 - p))}; entropy, log-normalizer less l times the
 * mean; logits near 0 by a series from DLMF 4.19.7.
 */
public final class ContinuousBernoulli implements Cumulative, FixedRange {
  private final String parameter;
  private final Expr given;
  private final Expr logits;

  private ContinuousBernoulli(String parameter, Expr given, Expr logits) {
    this.parameter = parameter;
    this.given = given;
    this.logits = logits;
  }

  /**
   * By logits.
   *
   * @param logits {@code log(p / (1 - p))}, finite
   * @throws JelboException for numbers outside of their domains
   */
  public static ContinuousBernoulli ofLogits(Expr logits) {
    Parameters.required("ContinuousBernoulli", "logits", logits, -Double.MAX_VALUE);
    return new ContinuousBernoulli("logits", logits, logits);
  }

  /**
   * One entry of known logits.
   *
   * @throws JelboException for a number outside of its domain
   */
  public static ContinuousBernoulli ofLogits(double logits) {
    return ofLogits(Expr.of(logits));
  }

  /**
   * By the probability p with density proportional to {@code p^x (1 - p)^(1 - x)}; it is not the
   * mean.
   *
   * @param probabilities above 0 and below 1
   * @throws JelboException for numbers outside of their domains
   */
  public static ContinuousBernoulli ofProbabilities(Expr probabilities) {
    Parameters.fraction("ContinuousBernoulli", "probabilities", probabilities);
    Expr logits = probabilities.log().minus(probabilities.negate().log1p());
    return new ContinuousBernoulli("probabilities", probabilities, logits);
  }

  /**
   * One entry of known probability, see {@link #ofProbabilities(Expr)}.
   *
   * @throws JelboException for a number outside of its domain
   */
  public static ContinuousBernoulli ofProbabilities(double probability) {
    return ofProbabilities(Expr.of(probability));
  }

  @Override
  public Map<String, Expr> parameters() {
    return Map.of(parameter, given);
  }

  @Override
  public Shape eventShape() {
    return logits.eventShape();
  }

  @Override
  public Support support() {
    return new Support.Interval(0, 1);
  }

  @Override
  public boolean isReparameterized() {
    return true;
  }

  @Override
  public Expr logProbOfEach(Expr value) {
    Expr isDown = isDown();
    Expr distance = value.minus(Masks.not(isDown)).times(sign());
    return tilt().logPeak().minus(rate().times(distance));
  }

  @Override
  public Expr draw(NoiseStream noise) {
    return quantileOfEach(noise.uniform(eventShape()));
  }

  /** {@code 1 / (1 - exp(-l)) - 1 / l}. */
  @Override
  public Expr mean() {
    return Expr.of(1).minus(isDown()).plus(sign().times(tilt().mean()));
  }

  /** {@code 1 / l^2 - exp(l) / (exp(l) - 1)^2}. */
  @Override
  public Expr variance() {
    return tilt().variance();
  }

  /** {@code log((exp(l) - 1) / l)} less l times the mean. */
  @Override
  public Expr entropyOfEach() {
    return tilt().entropy();
  }

  /** {@code (exp(l x) - 1) / (exp(l) - 1)}. */
  @Override
  public Expr cdfOfEach(Expr value) {
    Expr x = value.maximum(Expr.of(0)).minimum(Expr.of(1));
    Expr part = UniformTilt.of(rate().times(x)).logPeak();
    Expr up = Expr.of(1).minus(isDown());
    Expr fromTop = rate().times(Expr.of(1).minus(x)).times(up);
    return x.times(tilt().logPeak().minus(part).minus(fromTop).exp());
  }

  /** {@code log(1 + p (exp(l) - 1)) / l}. */
  @Override
  public Expr quantileOfEach(Expr probability) {
    Expr x = UniformTilt.quantile(logits, probability);
    Expr held = x.maximum(Expr.of(0)).minimum(Expr.of(1));
    return x.plus(held.minus(x).stopGradient());
  }

  /**
   * The divergence of this from another, each entry in nats: {@code m (l - k) - log((exp(l) - 1) /
   * l) + log((exp(k) - 1) / k)} where the other has logits k and m is the mean of this. The
   * log-densities are linear in x.
   */
  public Expr klOfEach(ContinuousBernoulli other) {
    ContinuousBernoulli q = wide();
    ContinuousBernoulli p = other.wide();
    Expr direct =
        q.mean().times(q.logits.minus(p.logits)).minus(q.logNormalizer()).plus(p.logNormalizer());
    Expr kl = Bregman.of(p.logits, q.logits, Expr.of(1), at -> ofLogits(at).variance(), direct);
    return Float64.back(kl, parameters(), other.parameters());
  }

  /** In float64, from the parameter as it was given. */
  private ContinuousBernoulli wide() {
    Expr wide = Float64.of(given);
    return parameter.equals("logits") ? ofLogits(wide) : ofProbabilities(wide);
  }

  private Expr logNormalizer() {
    return rate().times(Expr.of(1).minus(isDown())).minus(tilt().logPeak());
  }

  private Expr isDown() {
    return Branches.below(logits, Expr.of(0));
  }

  /** 1 where the density falls, else -1. */
  private Expr sign() {
    return isDown().times(2).minus(1);
  }

  /** {@code |l|}, of which the slope at 0 is that from above as everywhere in this class. */
  private Expr rate() {
    return logits.times(sign()).negate();
  }

  private UniformTilt tilt() {
    return UniformTilt.of(rate());
  }
}
