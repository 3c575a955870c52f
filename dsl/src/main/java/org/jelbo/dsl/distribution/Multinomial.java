package org.jelbo.dsl.distribution;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.LastDim;
import org.jelbo.dsl.expr.Masks;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.special.Counting;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * Counts of n trials in categories, vectors along the last dim: {@code log p(x) = log n! + sum_j
 * (x_j log p_j - log x_j!)}, computed in the saddle-point form; vectors along other dims are
 * independent.
 *
 * <p>Event shape: that of the parameter. Draws are made by halves: of the trials in a group of
 * categories those in its first half are binomial, so that n trials in k categories need {@code
 * log2 k} binomial draws after each other. They are not reparameterized. Counts are whole numbers
 * in float32 up to 2^24 trials.
 *
 * <p>Sources: probabilities and moments, Johnson, Kotz and Balakrishnan 1997, chapter 35;
 * saddle-point form, Loader 2000; entropy from the definition, the counts being binomial; draws by
 * conditional binomial counts, Davis 1993, there of one category after the other.
 */
public final class Multinomial implements Distribution {
  private final Expr trials;
  private final Logits logits;
  private final Map<String, Expr> parameters;

  private Multinomial(Expr trials, Logits logits) {
    this.trials = Parameters.wholeNumbers("Multinomial", "trials", trials);
    this.logits = logits;
    this.parameters = Parameters.joined(Map.of("trials", trials), logits.parameters());
    if (trials.eventShape().numDimensions() > 0 && !trials.eventShape().equals(logits.entries())) {
      throw RunMessages.trialsDoNotFit(logits.entries(), trials.eventShape());
    }
  }

  /**
   * By logits.
   *
   * @param trials n, whole numbers from 0: a scalar, or one for each vector; those of every row
   *     where they are the totals of its counts, such as {@code p.input("totals")}
   * @param logits unnormalised log-probabilities along the last dim; minus infinity for a category
   *     that never occurs
   * @throws JelboException for numbers outside of their domains, and for trials of another shape
   *     than the vectors
   */
  public static Multinomial ofLogits(Expr trials, Expr logits) {
    return new Multinomial(trials, Logits.of("Multinomial", logits));
  }

  /**
   * As many trials for each vector, see {@link #ofLogits(Expr, Expr)}.
   *
   * @throws JelboException for numbers outside of their domains
   */
  public static Multinomial ofLogits(long trials, Expr logits) {
    return ofLogits(Expr.of((double) trials), logits);
  }

  /**
   * By probabilities.
   *
   * @param trials n, as for {@link #ofLogits(Expr, Expr)}
   * @param probabilities from 0 to 1 along the last dim, with the sum 1; host constants are checked
   * @throws JelboException for numbers outside of their domains, and for trials of another shape
   *     than the vectors
   */
  public static Multinomial ofProbabilities(Expr trials, Expr probabilities) {
    return new Multinomial(trials, Logits.ofProbabilities("Multinomial", probabilities));
  }

  /**
   * As many trials for each vector, see {@link #ofProbabilities(Expr, Expr)}.
   *
   * @throws JelboException for numbers outside of their domains
   */
  public static Multinomial ofProbabilities(long trials, Expr probabilities) {
    return ofProbabilities(Expr.of((double) trials), probabilities);
  }

  /** The trials, and the logits or the probabilities. */
  @Override
  public Map<String, Expr> parameters() {
    return parameters;
  }

  @Override
  public Shape eventShape() {
    return logits.given().eventShape();
  }

  /** Vectors of one total where all trials are one host constant; else whole numbers from 0. */
  @Override
  public Support support() {
    return isOfOneTotal()
        ? new Support.Counts(logits.categories(), (long) trials.constant()[0])
        : Support.naturals();
  }

  private boolean isOfOneTotal() {
    return trials.isConstant()
        && Arrays.stream(trials.constant()).allMatch(total -> total == trials.constant()[0]);
  }

  @Override
  public Expr logProb(Expr value) {
    Expr x = Scored.by(this, value);
    Expr logMean = logits.logProbs().plus(ofEach(trials.maximum(Expr.of(1)).log()));
    Expr ofEach =
        Counting.deviance(x, Counting.logOfPositive(x), mean(), logMean, x.minus(mean()))
            .plus(Counting.logFactorialRest(x));
    Expr ofVectors = logFactorialRest().minus(Reductions.sumLast(ofEach));
    if (!isOfOneTotal()) {
      Expr isOther = Reductions.sumLast(x).minus(trials);
      ofVectors = ofVectors.plus(Expr.of(Double.NEGATIVE_INFINITY).keptWhere(isOther));
    }
    return Reductions.sumOfEvent(ofVectors, logits.entries());
  }

  private Expr logFactorialRest() {
    return Counting.logFactorialRest(trials);
  }

  /** A number of each vector beside its categories; one for all vectors stays so. */
  private static Expr ofEach(Expr ofVector) {
    return LastDim.columnOfEntries(ofVector);
  }

  @Override
  public Expr draw(NoiseStream noise) {
    return new MultinomialDraw(logits, trials).of(noise);
  }

  @Override
  public boolean isReparameterized() {
    return false;
  }

  @Override
  public Set<String> rangeParameters() {
    return Set.of("trials");
  }

  /** {@code n p_j}. */
  @Override
  public Expr mean() {
    return logits.probs().times(ofEach(trials));
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
            Parameters.filling(ofEach(trials), eventShape()),
            new Odds("probabilities", false, probs));
    Expr ofVectors = Reductions.sumLast(ofEach).minus(logFactorialRest());
    return Reductions.sumOfEvent(ofVectors, logits.entries());
  }

  /**
   * The divergence of this from another of as many trials in nats: {@code n sum_j p_j log(p_j /
   * q_j)}. The coefficients cancel, and {@code E x_j = n p_j}. Where the trials differ it is not a
   * number.
   *
   * @throws JelboException for other trials where both are host constants
   */
  public Expr kl(Multinomial other) {
    Parameters.requireEqual("Multinomial", "trials", trials, other.trials);
    Expr differs = Expr.of(Double.NaN).keptWhere(trials.minus(other.trials));
    Expr ofVectors = logits.klOfEach(other.logits).times(trials);
    return Reductions.sumOfEvent(
        trials.isConstant() && other.trials.isConstant() ? ofVectors : ofVectors.plus(differs),
        logits.entries());
  }
}
