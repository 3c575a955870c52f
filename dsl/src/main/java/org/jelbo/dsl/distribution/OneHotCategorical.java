package org.jelbo.dsl.distribution;

import java.util.Map;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Events;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.LastDim;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * One-hot vectors along the last dim: {@code log p(x) = sum_j x_j l_j - log sum_j exp(l_j)} with
 * logits l, or {@code sum_j x_j log p_j}; vectors along other dims are independent.
 *
 * <p>Event shape: that of the parameter.
 *
 * <p>Sources: probabilities and moments, Johnson, Kotz and Balakrishnan 1997, chapter 35, of one
 * trial; entropy, Cover and Thomas 2006, section 2.1; draws by the greatest logit plus Gumbel
 * noise, Maddison, Mnih and Teh 2017, section 3.1.
 */
public final class OneHotCategorical implements FixedRange, Relaxable {
  private final Logits logits;

  private OneHotCategorical(Logits logits) {
    this.logits = logits;
  }

  /**
   * By logits.
   *
   * @param logits unnormalised log-probabilities along the last dim; minus infinity for a category
   *     that never occurs
   * @throws JelboException for numbers outside of their domain, and for an event without a last dim
   */
  public static OneHotCategorical ofLogits(Expr logits) {
    return new OneHotCategorical(Logits.of("OneHotCategorical", logits));
  }

  /**
   * By probabilities.
   *
   * @param probabilities from 0 to 1 along the last dim, with the sum 1; host constants are checked
   * @throws JelboException for numbers outside of their domain or with another sum, and for an
   *     event without a last dim
   */
  public static OneHotCategorical ofProbabilities(Expr probabilities) {
    return new OneHotCategorical(Logits.ofProbabilities("OneHotCategorical", probabilities));
  }

  /**
   * Equal probabilities.
   *
   * @param categories how many, at least 1
   * @throws JelboException for fewer than 1
   */
  public static OneHotCategorical uniform(int categories) {
    return new OneHotCategorical(Logits.uniform("OneHotCategorical", categories));
  }

  @Override
  public Map<String, Expr> parameters() {
    return logits.parameters();
  }

  @Override
  public Shape eventShape() {
    return logits.given().eventShape();
  }

  @Override
  public Support support() {
    return new Support.OneHot(logits.categories());
  }

  @Override
  public Expr logProb(Expr value) {
    return Reductions.sumOfEvent(logits.logProbOfEach(Scored.by(this, value)), logits.entries());
  }

  @Override
  public Expr draw(NoiseStream noise) {
    return LastDim.oneHot(logits.draw(noise), logits.categories());
  }

  @Override
  public boolean isReparameterized() {
    return false;
  }

  /** {@link RelaxedOneHotCategorical} of the same logits. */
  @Override
  public Distribution relaxed(Expr temperature) {
    return RelaxedOneHotCategorical.ofLogits(temperature, logits.logits());
  }

  /** One at the greatest entry. */
  @Override
  public Expr nearest(Expr relaxed) {
    return LastDim.oneHot(Events.argMax(relaxed), logits.categories());
  }

  /** The probabilities. */
  @Override
  public Expr mean() {
    return logits.probs();
  }

  /** {@code p_j (1 - p_j)}. */
  @Override
  public Expr variance() {
    return logits.probs().times(logits.probs().negate().plus(1));
  }

  /** {@code -sum_j p_j log p_j}. */
  @Override
  public Expr entropy() {
    return Reductions.sumOfEvent(logits.entropyOfEach(), logits.entries());
  }

  /** The divergence of this from another in nats: {@code sum_j p_j log(p_j / q_j)}. */
  public Expr kl(OneHotCategorical other) {
    return Reductions.sumOfEvent(logits.klOfEach(other.logits), logits.entries());
  }
}
