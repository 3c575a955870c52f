package org.jelbo.dsl.distribution;

import java.util.Map;
import org.jelbo.dsl.expr.Branches;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Float64;
import org.jelbo.dsl.expr.LastDim;
import org.jelbo.dsl.expr.Masks;
import org.jelbo.dsl.expr.SpecialFunctions;
import org.jelbo.dsl.special.Counting;
import org.tensorflow.ndarray.Shape;

/**
 * What families of successes and failures share: a probability p, by itself or by its logits {@code
 * log(p / (1 - p))}.
 *
 * @param name what parameters() calls it
 * @param given logits or probabilities
 */
record Odds(String name, boolean isLogits, Expr given) {
  /**
   * Logits that are nearer than this, to each other or to 0, have probabilities whose difference
   * would lose digits.
   */
  private static final double NEAR = 1;

  static Odds ofLogits(String family, String name, Expr logits) {
    return new Odds(name, true, Parameters.required(family, name, logits, -Double.MAX_VALUE));
  }

  static Odds ofProbabilities(String family, String name, Expr probabilities) {
    return new Odds(name, false, Parameters.probabilities(family, name, probabilities));
  }

  Map<String, Expr> parameters() {
    return Map.of(name, given);
  }

  Odds filling(Shape eventShape) {
    return new Odds(name, isLogits, Parameters.filling(given, eventShape));
  }

  /** In float64. */
  Odds wide() {
    return new Odds(name, isLogits, Float64.of(given));
  }

  /** With the dim that counts are along. */
  Odds spread() {
    return new Odds(name, isLogits, LastDim.column(given));
  }

  /** Of a success. */
  Expr p() {
    return isLogits ? given.sigmoid() : given;
  }

  /** Of a failure. */
  Expr q() {
    return isLogits ? given.negate().sigmoid() : Masks.not(given);
  }

  Expr logP() {
    return isLogits ? given.negate().softplus().negate() : Counting.log(given);
  }

  /** Not the log of {@link #q}, which rounds to 1 where p is small. */
  Expr logQ() {
    if (isLogits) {
      return given.softplus().negate();
    }
    Expr isSure = Branches.isZero(q());
    return given
        .keptWhere(Masks.not(isSure))
        .negate()
        .log1p()
        .plus(Expr.of(Double.NEGATIVE_INFINITY).keptWhere(isSure));
  }

  /** {@code x log p + y log q}, where 0 times minus infinity is 0. */
  Expr logLikelihood(Expr x, Expr y) {
    return x.times(Branches.kept(logP(), x)).plus(y.times(Branches.kept(logQ(), y)));
  }

  /**
   * {@code x log(x / np) + y log(y / nq)} with {@code n = x + y}: what a binomial log-probability
   * loses by x being off the mean.
   */
  Expr deviance(Expr x, Expr y) {
    Expr n = x.plus(y);
    Expr logN = Counting.logOfPositive(n);
    Expr p = p();
    Expr q = q();
    Expr distance = distance(x, y);
    Expr ofX =
        Counting.deviance(x, Counting.logOfPositive(x), n.times(p), logN.plus(logP()), distance);
    Expr ofY =
        Counting.deviance(
            y, Counting.logOfPositive(y), n.times(q), logN.plus(logQ()), distance.negate());
    return ofX.plus(ofY);
  }

  /**
   * {@code x - np = xq - yp}, of logits l near 0 {@code (x - y - n tanh(l / 2)) / 2}, whose terms
   * are small where half of many come out.
   */
  private Expr distance(Expr x, Expr y) {
    Expr direct = x.times(q()).minus(y.times(p()));
    if (!isLogits) {
      return direct;
    }
    Expr isNear = Branches.below(given.abs(), Expr.of(NEAR));
    Expr near = x.minus(y).minus(x.plus(y).times(given.times(0.5).tanh())).times(0.5);
    return Masks.chosen(isNear, near, direct);
  }

  /** {@code -p log p - q log q}. */
  Expr entropyOfEach() {
    return logLikelihood(p(), q()).negate();
  }

  /** {@code p log(p / p') + q log(q / q')}. */
  Expr klOfEach(Odds other) {
    return Float64.back(wide().divergence(other.wide()), given, other.given);
  }

  private Expr divergence(Odds other) {
    Expr distance = distance(other);
    return Counting.deviance(p(), logP(), other.p(), other.logP(), distance)
        .plus(Counting.deviance(q(), logQ(), other.q(), other.logQ(), distance.negate()));
  }

  /**
   * {@code p - p'}, where p is near 1 by {@code q' - q}: of logits l and k near each other {@code
   * -p q' (exp(k - l) - 1)}.
   */
  private Expr distance(Odds other) {
    Expr isRare = Branches.below(p(), Expr.of(0.5));
    Expr direct = Masks.chosen(isRare, p().minus(other.p()), other.q().minus(q()));
    if (!isLogits || !other.isLogits) {
      return direct;
    }
    Expr step = other.given.minus(given);
    Expr isNear = Branches.below(step.abs(), Expr.of(NEAR));
    Expr near = p().times(other.q()).times(SpecialFunctions.expm1(step.keptWhere(isNear)));
    return direct.keptWhere(Masks.not(isNear)).minus(near);
  }
}
