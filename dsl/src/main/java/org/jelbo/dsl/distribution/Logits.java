package org.jelbo.dsl.distribution;

import java.util.Map;
import org.jelbo.dsl.expr.Branches;
import org.jelbo.dsl.expr.Bregman;
import org.jelbo.dsl.expr.Events;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Float64;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.special.Counting;
import org.tensorflow.ndarray.Shape;

/**
 * What families of categories share: unnormalised log-probabilities along the last dim, or
 * probabilities.
 */
record Logits(Expr given, boolean isLogits) {
  /** Above this the categories' indices are no longer whole numbers in float32. */
  private static final long MOST_CATEGORIES = 1L << 24;

  /** How far the sum of constants may be from 1: they may have been float32 numbers. */
  private static final double ROUNDING = 1e-5;

  /** Keeps Gumbel noise finite where the uniform number is 0, so that no tie is made. */
  private static final double LEAST_UNIFORM = Float.MIN_NORMAL;

  Logits(Expr logits) {
    this(logits, true);
  }

  static Logits of(String family, Expr logits) {
    Parameters.required(family, "logits", logits, Double.NEGATIVE_INFINITY);
    requireCategories(family, "logits", logits);
    return new Logits(logits, true);
  }

  static Logits ofProbabilities(String family, Expr probabilities) {
    Parameters.probabilities(family, "probabilities", probabilities);
    requireCategories(family, "probabilities", probabilities);
    if (probabilities.isConstant()) {
      for (double sum : Reductions.sumLast(probabilities).constant()) {
        if (Math.abs(sum - 1) > ROUNDING) {
          throw Messages.probabilitiesDoNotSum(family, sum);
        }
      }
    }
    return new Logits(probabilities, false);
  }

  private static void requireCategories(String family, String name, Expr given) {
    Shape shape = given.eventShape();
    int rank = shape.numDimensions();
    if (rank == 0 || shape.get(rank - 1) < 1 || shape.get(rank - 1) > MOST_CATEGORIES) {
      throw Messages.noCategories(family, name, shape);
    }
  }

  static Logits uniform(String family, int categories) {
    Shape shape = Shape.of(categories);
    if (categories < 1) {
      throw Messages.noCategories(family, "logits", shape);
    }
    return of(family, Expr.filled(0, shape));
  }

  Map<String, Expr> parameters() {
    return Map.of(isLogits ? "logits" : "probabilities", given);
  }

  int categories() {
    Shape shape = given.eventShape();
    return Math.toIntExact(shape.get(shape.numDimensions() - 1));
  }

  /** The shape without the categories. */
  Shape entries() {
    return given.eventShape().take(given.eventShape().numDimensions() - 1);
  }

  /** Logits of equal meaning where probabilities were given. */
  Expr logits() {
    return isLogits ? given : logProbs();
  }

  Expr logProbs() {
    return isLogits ? given.logSoftmax() : Counting.log(given);
  }

  Expr probs() {
    return isLogits ? logProbs().exp() : given;
  }

  /** Of each entry, where {@code oneHot} chooses the category. */
  Expr logProbOfEach(Expr oneHot) {
    return Reductions.sumLast(logProbs().keptWhere(oneHot));
  }

  /** The category of the greatest logit plus Gumbel noise. */
  Expr draw(NoiseStream noise) {
    Expr uniform = noise.uniform(given.eventShape()).maximum(Expr.of(LEAST_UNIFORM));
    Expr gumbel = uniform.log().negate().log().negate();
    return Events.argMax(logits().plus(gumbel));
  }

  Expr entropyOfEach() {
    Expr probs = probs();
    return Reductions.sumLast(probs.times(Branches.kept(logProbs(), probs))).negate();
  }

  Expr klOfEach(Logits other) {
    Expr logQ = new Logits(Float64.of(given), isLogits).logProbs();
    Expr logP = new Logits(Float64.of(other.given), other.isLogits).logProbs();
    Expr q = logQ.exp();
    Expr probs = Branches.kept(q, Branches.below(Expr.of(least()), q));
    Expr logRatio = Branches.kept(logP.minus(logQ), probs);
    // Both sum to 1: what the difference of probabilities adds to each term sums to nothing.
    Expr others = Branches.kept(logP.exp(), Branches.isZero(probs));
    Expr each = probs.times(Bregman.ofExp(logRatio)).plus(others);
    return Float64.back(Reductions.sumLast(each), given, other.given);
  }

  /** What is below it is 0 in the precision of the logits, and counts as that. */
  private double least() {
    boolean isSingle = !given.isConstant() && Precision.of(given) == Precision.FLOAT32;
    return isSingle ? Float.MIN_NORMAL : Double.MIN_NORMAL;
  }
}
