package org.jelbo.dsl.distribution;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * Independent counts of successes in n trials: {@code log p(x) = log binomial(n, x) + x log p + (n
 * - x) log(1 - p)}, computed in the saddle-point form; minus infinity where {@code x > n}.
 *
 * <p>Event shape: that of both parameters broadcast. Draws are TensorFlow's; they are not
 * reparameterized. The support ends at the greatest number of trials if trials are host constants,
 * else it has no end.
 *
 * <p>Sources: probabilities and moments, Johnson, Kemp and Kotz 2005, chapter 3; saddle-point form,
 * Loader 2000; error of the entropy's sum by Poisson's summation formula, DLMF 1.8(iv); draws,
 * Hoermann 1993.
 */
public final class Binomial implements Elementwise {
  private final Expr trials;
  private final Odds odds;
  private final Shape eventShape;

  private Binomial(Expr trials, Odds odds) {
    this.trials = Parameters.wholeNumbers("Binomial", "trials", trials);
    this.odds = odds;
    this.eventShape = Parameters.eventShape("Binomial", trials, odds.given());
  }

  /**
   * By the logits of a success.
   *
   * @param trials n, whole numbers from 0
   * @param logits {@code log(p / (1 - p))}, finite
   * @throws JelboException for numbers outside of their domains, and shapes that do not fit
   */
  public static Binomial ofLogits(Expr trials, Expr logits) {
    return new Binomial(trials, Odds.ofLogits("Binomial", "logits", logits));
  }

  /**
   * As many trials for each entry, by the logits of a success.
   *
   * @throws JelboException for numbers outside of their domains
   */
  public static Binomial ofLogits(long trials, Expr logits) {
    return ofLogits(Expr.of((double) trials), logits);
  }

  /**
   * By the probability of a success.
   *
   * @param trials n, whole numbers from 0
   * @param probabilities p, from 0 to 1
   * @throws JelboException for numbers outside of their domains, and shapes that do not fit
   */
  public static Binomial ofProbabilities(Expr trials, Expr probabilities) {
    return new Binomial(trials, Odds.ofProbabilities("Binomial", "probabilities", probabilities));
  }

  /**
   * As many trials for each entry, by the probability of a success.
   *
   * @throws JelboException for numbers outside of their domains
   */
  public static Binomial ofProbabilities(long trials, Expr probabilities) {
    return ofProbabilities(Expr.of((double) trials), probabilities);
  }

  /**
   * One count of a known probability.
   *
   * @throws JelboException for numbers outside of their domains
   */
  public static Binomial ofProbabilities(long trials, double probability) {
    return ofProbabilities(trials, Expr.of(probability));
  }

  @Override
  public Map<String, Expr> parameters() {
    return Parameters.of("trials", trials, odds.name(), odds.given());
  }

  @Override
  public Shape eventShape() {
    return eventShape;
  }

  @Override
  public Support support() {
    return trials.isConstant()
        ? new Support.Integers(0, (long) Arrays.stream(trials.constant()).max().orElse(0))
        : Support.naturals();
  }

  @Override
  public Expr logProbOfEach(Expr value) {
    return BinomialTerms.logProb(value, trials, odds);
  }

  @Override
  public Expr draw(NoiseStream noise) {
    return noise.binomial(trials, odds.p(), eventShape);
  }

  @Override
  public boolean isReparameterized() {
    return false;
  }

  @Override
  public Set<String> rangeParameters() {
    return Set.of("trials");
  }

  /** {@code n p}. */
  @Override
  public Expr mean() {
    return trials.times(odds.p());
  }

  /** {@code n p (1 - p)}. */
  @Override
  public Expr variance() {
    return mean().times(odds.q());
  }

  /**
   * {@code -sum_x p(x) log p(x)}, a sum over 128 counts around the mean: all that matter, or every
   * h-th of them. Its error is below 1e-9 in float64, for any number of trials.
   */
  @Override
  public Expr entropyOfEach() {
    return BinomialTerms.entropy(Parameters.filling(trials, eventShape), odds.filling(eventShape));
  }

  /**
   * The divergence of this from another, each entry in nats: {@code n (p log(p / r) + (1 - p)
   * log((1 - p) / (1 - r)))} where the other has the probability r. The coefficients cancel, and
   * {@code E x = n p}. Where the trials differ it is not a number.
   *
   * @throws JelboException for other trials where both are host constants
   */
  public Expr klOfEach(Binomial other) {
    Parameters.requireEqual("Binomial", "trials", trials, other.trials);
    Expr differs = Expr.of(Double.NaN).keptWhere(trials.minus(other.trials));
    return trials.times(odds.klOfEach(other.odds)).plus(differs);
  }
}
