package org.jelbo.dsl.distribution;

import java.util.List;
import java.util.Map;
import org.jelbo.dsl.expr.Counting;
import org.jelbo.dsl.expr.Events;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Masks;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * Counts of n trials in categories, vectors along the last dim: {@code log p(x) = log n! + sum_j
 * (x_j log p_j - log x_j!)}, computed in the saddle-point form of {@link Counting}; vectors along
 * other dims are independent.
 *
 * <p>Event shape: that of the parameter. Draws are made by halves: of the trials in a group of
 * categories those in its first half are binomial, so that n trials in k categories need {@code
 * log2 k} binomial draws after each other. They are not reparameterized. Counts are whole numbers
 * in float32 up to 2^24 trials.
 */
public final class Multinomial implements Distribution {
  private final long trials;
  private final Logits logits;
  private final Map<String, Expr> parameters;

  private Multinomial(long trials, Logits logits) {
    if (trials < 0) {
      throw Messages.noCount("Multinomial", "trials", (double) trials);
    }
    this.trials = trials;
    this.logits = logits;
    this.parameters =
        Parameters.joined(Map.of("trials", Expr.of((double) trials)), logits.parameters());
  }

  /**
   * By logits.
   *
   * @param trials n, from 0
   * @param logits unnormalised log-probabilities along the last dim; minus infinity for a category
   *     that never occurs
   */
  public static Multinomial ofLogits(long trials, Expr logits) {
    return new Multinomial(trials, Logits.of("Multinomial", logits));
  }

  /**
   * By probabilities.
   *
   * @param trials n, from 0
   * @param probabilities from 0 to 1 along the last dim, with the sum 1; host constants are checked
   */
  public static Multinomial ofProbabilities(long trials, Expr probabilities) {
    return new Multinomial(trials, Logits.ofProbabilities("Multinomial", probabilities));
  }

  /** The trials as a constant, and the logits or the probabilities. */
  @Override
  public Map<String, Expr> parameters() {
    return parameters;
  }

  @Override
  public Shape eventShape() {
    return logits.given().eventShape();
  }

  @Override
  public Support support() {
    return new Support.Counts(logits.categories(), trials);
  }

  @Override
  public Expr logProb(Expr value) {
    Expr x = Scored.by(this, value);
    Expr logMean = logits.logProbs().plus(Math.log((double) Math.max(trials, 1)));
    Expr ofEach =
        Counting.deviance(x, Counting.logOfPositive(x), mean(), logMean, x.minus(mean()))
            .plus(Counting.logFactorialRest(x));
    Expr ofVectors = logFactorialRest().minus(Reductions.sumLast(ofEach));
    return Reductions.sumOfEvent(ofVectors, logits.entries());
  }

  private Expr logFactorialRest() {
    return Counting.logFactorialRest(Expr.of((double) trials));
  }

  @Override
  public Expr draw(NoiseStream noise) {
    int categories = logits.categories();
    int padded = Math.max(2, Integer.highestOneBit(2 * categories - 1));
    Expr probs = logits.probs();
    Expr masses = padded > categories ? Events.withZeros(probs, padded - categories) : probs;
    Expr counts = Expr.filled((double) trials, logits.entries().append(1));
    for (int groups = 1; groups < padded; groups *= 2) {
      Expr ofHalves =
          Reductions.sumLast(masses.reshape(shape(2L * groups, padded / (2 * groups)).asArray()));
      List<Expr> sides = ofHalves.reshape(shape(groups, 2).asArray()).split(2);
      Shape single = logits.entries().append(groups);
      Expr drawn =
          first(
              noise,
              counts,
              sides.get(0).reshape(single.asArray()),
              sides.get(1).reshape(single.asArray()));
      counts = besides(drawn, counts.minus(drawn), shape(groups, 1));
    }
    return padded > categories ? Events.entries(counts, 0, categories) : counts;
  }

  private Shape shape(long groups, long size) {
    return logits.entries().append(groups).append(size);
  }

  /** How many of the counts fall on the first of two sides; none on one that never occurs. */
  private static Expr first(NoiseStream noise, Expr counts, Expr first, Expr second) {
    Expr both = first.plus(second);
    Expr share = first.dividedBy(both.plus(Masks.isZero(both)));
    Expr drawn = noise.binomial(counts, share, first.eventShape()).keptWhere(first);
    return drawn.plus(counts.minus(drawn).keptWhere(Masks.isZero(second)));
  }

  /** {@code a_0, b_0, a_1, b_1 ...} along the last dim. */
  private Expr besides(Expr a, Expr b, Shape columns) {
    int rank = columns.numDimensions();
    Expr second = Logits.numbers(rank, 2);
    Expr pairs =
        a.reshape(columns.asArray())
            .times(Masks.not(second))
            .plus(b.reshape(columns.asArray()).times(second));
    return pairs.reshape(logits.entries().append(2 * columns.get(rank - 2)).asArray());
  }

  @Override
  public boolean isReparameterized() {
    return false;
  }

  /** {@code n p_j}. */
  @Override
  public Expr mean() {
    return logits.probs().times((double) trials);
  }

  /** {@code n p_j (1 - p_j)}. */
  @Override
  public Expr variance() {
    return mean().times(Masks.not(logits.probs()));
  }

  /**
   * {@code -log n! - n sum_j p_j log p_j + sum_j E[log x_j!]}, the expectations under the binomial
   * distributions of each count as sums over 128 counts around their mean. Its error is below 1e-9
   * in float64.
   */
  @Override
  public Expr entropy() {
    Expr probs = logits.probs();
    Expr ofEach =
        BinomialTerms.ofMultinomial(
            Expr.filled((double) trials, eventShape()), new Odds("probabilities", false, probs));
    Expr ofVectors = Reductions.sumLast(ofEach).minus(logFactorialRest());
    return Reductions.sumOfEvent(ofVectors, logits.entries());
  }

  /**
   * The divergence of this from another of as many trials in nats: {@code n sum_j p_j log(p_j /
   * q_j)}. Other trials are refused.
   */
  public Expr kl(Multinomial other) {
    if (trials != other.trials) {
      throw Messages.parametersDiffer("Multinomial", "trials");
    }
    return Reductions.sumOfEvent(logits.klOfEach(other.logits), logits.entries())
        .times((double) trials);
  }
}
