package org.jelbo.dsl.distribution;

import java.util.Map;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.expr.SpecialFunctions;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.special.ConcreteMoments;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * Relaxed one-hot (Concrete, Gumbel-softmax) vectors of k positive numbers along the last dim that
 * sum to 1, with logits l and temperature t: {@code log p(x) = log Gamma(k) + (k - 1) log t + sum_j
 * (l_j - (t + 1) log x_j) - k log sum_j exp(l_j - t log x_j)}; vectors along other dims are
 * independent.
 *
 * <p>Event shape: that of the logits. Draws are the softmax of {@code (l + g) / t} with standard
 * Gumbel g; an entry that float32 has no number for is the least positive one. Mean, variance and
 * entropy are integrals over one dimension whose integrand is another, by fixed rules; see {@link
 * ConcreteMoments}. They are meant for looking at, not for every step of training.
 *
 * <p>Sources: density and draws, Maddison, Mnih and Teh 2017, equation 10; Jang, Gu and Poole 2017;
 * moments and entropy are of this library, by the distribution of the greatest of independent sums
 * of Gumbel numbers.
 */
public final class RelaxedOneHotCategorical implements FixedRange {
  private static final double LEAST = Float.MIN_NORMAL;

  /** Half the distance of uniform float32 numbers: at 0 a draw would be infinite. */
  private static final double ABOVE_ZERO = 0x1p-25;

  private final Expr temperature;
  private final Logits logits;

  private RelaxedOneHotCategorical(Expr temperature, Expr logits) {
    String family = "RelaxedOneHotCategorical";
    this.temperature = Parameters.positive(family, "temperature", temperature);
    Parameters.required(family, "logits", logits, -Double.MAX_VALUE);
    this.logits = Logits.of(family, logits);
    if (temperature.eventShape().numDimensions() > 0) {
      throw Messages.temperatureNotScalar(family, temperature.eventShape());
    }
    if (this.logits.categories() < 2) {
      throw Messages.noSimplex(family, "logits", logits.eventShape());
    }
  }

  /**
   * By temperature and logits.
   *
   * @param temperature positive, scalar event; towards 0 vectors become one-hot
   * @param logits finite; unnormalised log-probabilities along the last dim, two or more
   * @throws JelboException for numbers outside of their domains, a temperature that is no scalar,
   *     and fewer than two logits
   */
  public static RelaxedOneHotCategorical ofLogits(Expr temperature, Expr logits) {
    return new RelaxedOneHotCategorical(temperature, logits);
  }

  /**
   * Of a known temperature.
   *
   * @throws JelboException for numbers outside of their domains, and fewer than two logits
   */
  public static RelaxedOneHotCategorical ofLogits(double temperature, Expr logits) {
    return ofLogits(Expr.of(temperature), logits);
  }

  @Override
  public Map<String, Expr> parameters() {
    return Parameters.of("temperature", temperature, "logits", logits.logits());
  }

  @Override
  public Shape eventShape() {
    return logits.logits().eventShape();
  }

  @Override
  public Support support() {
    return new Support.Simplex(logits.categories());
  }

  @Override
  public boolean isReparameterized() {
    return true;
  }

  @Override
  public Expr logProb(Expr value) {
    Expr logs = Scored.by(this, value).maximum(Expr.of(LEAST)).log();
    Expr unrelaxed = logits.logProbs().minus(temperature.times(logs));
    Expr sum = Reductions.sumLast(unrelaxed.minus(logs));
    Expr each = sum.minus(unrelaxed.logSumExp().times(logits.categories())).plus(logFactor());
    return Reductions.sumOfEvent(each, logits.entries());
  }

  /** {@code log Gamma(k) + (k - 1) log t}. */
  private Expr logFactor() {
    Expr logGamma = SpecialFunctions.logGamma(Expr.of(logits.categories()));
    return temperature.log().times(logits.categories() - 1).plus(logGamma);
  }

  @Override
  public Expr draw(NoiseStream noise) {
    Expr uniform = noise.uniform(eventShape()).maximum(Expr.of(ABOVE_ZERO));
    Expr gumbel = uniform.log().negate().log().negate();
    Expr relaxed = logits.logits().plus(gumbel).dividedBy(temperature);
    return relaxed.logSoftmax().exp().maximum(Expr.of(LEAST));
  }

  /** By integrals; refused for more than 256 categories. */
  @Override
  public Expr mean() {
    return moments("mean").mean();
  }

  /** By integrals; refused for more than 256 categories. */
  @Override
  public Expr variance() {
    return moments("variance").variance();
  }

  /**
   * {@code sum_j l_j / t + (1 + 1 / t) k g + k digamma(k) - k E[log sum_j exp((l_j + g_j) / t)] -
   * log Gamma(k) - (k - 1) log t} with Euler's constant g; refused for more than 256 categories.
   */
  @Override
  public Expr entropy() {
    Expr each = moments("entropy").meanOfMinusLogs().minus(logFactor());
    return Reductions.sumOfEvent(each, logits.entries());
  }

  private ConcreteMoments moments(String what) {
    int categories = logits.categories();
    if (categories > ConcreteMoments.MOST_CATEGORIES) {
      throw Messages.tooManyCategories(
          what, "RelaxedOneHotCategorical", categories, ConcreteMoments.MOST_CATEGORIES);
    }
    return ConcreteMoments.of(temperature, logits.logProbs());
  }
}
