package org.jelbo.dsl.distribution;

import java.util.Arrays;
import java.util.Map;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Branches;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Masks;
import org.jelbo.dsl.expr.SpecialFunctions;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * Independent counts of failures before the first success: {@code log p(x) = log p + x log(1 - p)}
 * with the probability p of a success.
 *
 * <p>Event shape: that of the parameter. Draws are {@code floor(log(1 - u) / log(1 - p))} with u
 * uniform on [0, 1), at most 1e37; they are not reparameterized.
 *
 * <p>Sources: probabilities and moments, Johnson, Kemp and Kotz 2005, section 5.2; entropy, Cover
 * and Thomas 2006, problem 2.1; draws by inversion, Devroye 1986, section X.2.
 */
public final class Geometric implements Cumulative, FixedRange {
  /** What a division by the log of a sure failure is kept off. */
  private static final double LEAST = 1e-36;

  private final Odds odds;

  private Geometric(Odds odds) {
    this.odds = odds;
  }

  /**
   * By the logits of a success.
   *
   * @param logits {@code log(p / (1 - p))}, finite
   * @throws JelboException for numbers outside of their domains
   */
  public static Geometric ofLogits(Expr logits) {
    return new Geometric(Odds.ofLogits("Geometric", "logits", logits));
  }

  /**
   * By the probability of a success.
   *
   * @param probabilities above 0, at most 1
   * @throws JelboException for numbers outside of their domains
   */
  public static Geometric ofProbabilities(Expr probabilities) {
    Odds odds = Odds.ofProbabilities("Geometric", "probabilities", probabilities);
    if (probabilities.isConstant()
        && Arrays.stream(probabilities.constant()).anyMatch(p -> p == 0)) {
      throw Messages.neverSucceeds("Geometric");
    }
    return new Geometric(odds);
  }

  /**
   * One count of a known probability.
   *
   * @throws JelboException for a number outside of its domain
   */
  public static Geometric ofProbabilities(double probability) {
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
    return Support.naturals();
  }

  @Override
  public Expr logProbOfEach(Expr value) {
    return odds.logLikelihood(Expr.of(1), value);
  }

  @Override
  public Expr draw(NoiseStream noise) {
    Expr exponential = noise.uniform(eventShape()).negate().log1p().negate();
    return SpecialFunctions.floor(exponential.dividedBy(rate())).stopGradient();
  }

  /** {@code -log(1 - p)}. */
  private Expr rate() {
    return odds.logQ().negate().maximum(Expr.of(LEAST));
  }

  @Override
  public boolean isReparameterized() {
    return false;
  }

  /** {@code (1 - p) / p}. */
  @Override
  public Expr mean() {
    return odds.isLogits() ? odds.given().negate().exp() : odds.q().dividedBy(odds.p());
  }

  /** {@code (1 - p) / p^2}. */
  @Override
  public Expr variance() {
    return mean().times(mean().plus(1));
  }

  /** {@code -log p - (1 - p) log(1 - p) / p}. */
  @Override
  public Expr entropyOfEach() {
    // (1 - p) log(1 - p) / p is infinity times 0 where p underflows: with odds o it is log(1 + o) /
    // o.
    if (odds.isLogits()) {
      return ratio(odds.given()).minus(odds.logP());
    }
    Expr q = odds.q();
    return q.times(Branches.kept(odds.logQ(), q)).dividedBy(odds.p()).plus(odds.logP()).negate();
  }

  /** {@code log(1 + exp(l)) exp(-l)}. */
  private static Expr ratio(Expr logits) {
    Expr isSmall = Branches.below(logits, Expr.of(-7));
    Expr odds = logits.keptWhere(isSmall).minus(Masks.not(isSmall).times(100)).exp();
    Expr series = Expr.of(0.2).times(odds).minus(0.25).times(odds).plus(1 / 3.0);
    Expr small = series.times(odds).minus(0.5).times(odds).plus(1);
    Expr large = logits.keptWhere(Masks.not(isSmall));
    Expr direct = large.softplus().times(large.negate().exp());
    return Masks.chosen(isSmall, small, direct);
  }

  /** {@code 1 - (1 - p)^(floor(x) + 1)}. */
  @Override
  public Expr cdfOfEach(Expr value) {
    return upTo(SpecialFunctions.floor(value));
  }

  private Expr upTo(Expr whole) {
    Expr n = whole.plus(1).relu();
    return SpecialFunctions.expm1(n.times(Branches.kept(odds.logQ(), n))).negate();
  }

  @Override
  public Expr quantileOfEach(Expr probability) {
    Expr failures = probability.negate().log1p().dividedBy(rate());
    Expr found = SpecialFunctions.floor(failures).negate().minus(1).relu();
    // Rounding may have moved the quotient over a whole number.
    Expr isLess = Masks.not(upTo(found.minus(1)).lessThan(probability));
    Expr isMore = upTo(found).lessThan(probability);
    return found.minus(isLess).plus(isMore).relu();
  }

  /**
   * The divergence of this from another, each entry in nats: {@code log(p / r) + (1 - p) / p log((1
   * - p) / (1 - r))} where the other has the probability r. By {@code E x = (1 - p) / p}. Of a p
   * that is no float it is 0 or infinite.
   */
  public Expr klOfEach(Geometric other) {
    return odds.klOfEach(other.odds).dividedBy(odds.p().maximum(Expr.of(LEAST)));
  }
}
