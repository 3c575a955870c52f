package org.jelbo.dsl.distribution;

import java.util.Arrays;
import java.util.Map;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Enumerations;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.LastDim;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * Independent whole numbers 0..n-1: {@code log p(x) = l_x - log sum_j exp(l_j)} with logits l, or
 * the log of the probability that is given.
 *
 * <p>Event shape: that of the parameter without the last dim, which holds the categories. Values
 * are whole numbers in the precision of the graph. Uniform numbers of float32 have 23 bits, so that
 * there a category of probability below some 1e-6 is drawn too seldom.
 *
 * <p>Sources: probabilities, Johnson, Kotz and Balakrishnan 1997, chapter 35, of one trial;
 * entropy, Cover and Thomas 2006, section 2.1; draws by the greatest logit plus Gumbel noise,
 * Maddison, Mnih and Teh 2017, section 3.1.
 */
public final class Categorical implements Elementwise, FixedRange {
  private final Logits logits;

  private Categorical(Logits logits) {
    this.logits = logits;
  }

  /**
   * By logits.
   *
   * @param logits unnormalised log-probabilities along the last dim; minus infinity for a category
   *     that never occurs
   * @throws JelboException for numbers outside of their domain, and for an event without a last dim
   */
  public static Categorical ofLogits(Expr logits) {
    return new Categorical(Logits.of("Categorical", logits));
  }

  /**
   * By probabilities.
   *
   * @param probabilities from 0 to 1 along the last dim, with the sum 1; host constants are checked
   * @throws JelboException for numbers outside of their domain or with another sum, and for an
   *     event without a last dim
   */
  public static Categorical ofProbabilities(Expr probabilities) {
    return new Categorical(Logits.ofProbabilities("Categorical", probabilities));
  }

  /**
   * Equal probabilities.
   *
   * @param categories how many, at least 1
   * @throws JelboException for fewer than 1
   */
  public static Categorical uniform(int categories) {
    return new Categorical(Logits.uniform("Categorical", categories));
  }

  @Override
  public Map<String, Expr> parameters() {
    return logits.parameters();
  }

  @Override
  public Shape eventShape() {
    return logits.entries();
  }

  @Override
  public Support support() {
    return new Support.Integers(0, logits.categories() - 1);
  }

  @Override
  public Expr logProbOfEach(Expr value) {
    if (Enumerations.arePlaces(logits.given(), value)) {
      return Enumerations.entries(logits.logProbs(), value);
    }
    long[] ones = new long[eventShape().numDimensions()];
    Arrays.fill(ones, 1);
    Expr ranked = value.eventShape().numDimensions() == 0 ? value.reshape(ones) : value;
    return logits.logProbOfEach(LastDim.oneHot(ranked, logits.categories()));
  }

  @Override
  public Expr draw(NoiseStream noise) {
    return logits.draw(noise);
  }

  @Override
  public boolean isReparameterized() {
    return false;
  }

  /** The mean of the category's number, {@code sum_j j p_j}. */
  @Override
  public Expr mean() {
    return Reductions.sumLast(logits.probs().times(numbers()));
  }

  /** The variance of the category's number, {@code sum_j (j - mean)^2 p_j}. */
  @Override
  public Expr variance() {
    Expr probs = logits.probs();
    long[] sizes = new long[eventShape().numDimensions() + 1];
    Arrays.fill(sizes, 1);
    System.arraycopy(eventShape().asArray(), 0, sizes, 0, sizes.length - 1);
    Expr distance = numbers().minus(mean().reshape(sizes));
    return Reductions.sumLast(probs.times(distance.square()));
  }

  /** {@code -sum_j p_j log p_j}. */
  @Override
  public Expr entropyOfEach() {
    return logits.entropyOfEach();
  }

  /** The divergence of this from another, each entry in nats: {@code sum_j p_j log(p_j / q_j)}. */
  public Expr klOfEach(Categorical other) {
    return logits.klOfEach(other.logits);
  }

  private Expr numbers() {
    return LastDim.numbers(logits.given().eventShape().numDimensions(), logits.categories());
  }
}
