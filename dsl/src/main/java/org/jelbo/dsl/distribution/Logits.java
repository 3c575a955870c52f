package org.jelbo.dsl.distribution;

import java.util.Map;
import org.jelbo.dsl.expr.Events;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.noise.NoiseStream;
import org.tensorflow.ndarray.Shape;

/** What the two categorical families share: unnormalised log-probabilities along the last dim. */
record Logits(Expr logits) {
  /** Above this the categories' indices are no longer whole numbers in float32. */
  private static final long MOST_CATEGORIES = 1L << 24;

  /** Keeps Gumbel noise finite where the uniform number is 0, so that no tie is made. */
  private static final double LEAST_UNIFORM = Float.MIN_NORMAL;

  static Logits of(String family, Expr logits) {
    Parameters.required(family, "logits", logits, Double.NEGATIVE_INFINITY);
    Shape shape = logits.eventShape();
    int rank = shape.numDimensions();
    if (rank == 0 || shape.get(rank - 1) < 1 || shape.get(rank - 1) > MOST_CATEGORIES) {
      throw Messages.noCategories(family, shape);
    }
    return new Logits(logits);
  }

  static Logits uniform(String family, int categories) {
    Shape shape = Shape.of(categories);
    if (categories < 1) {
      throw Messages.noCategories(family, shape);
    }
    return of(family, Expr.filled(0, shape));
  }

  Map<String, Expr> parameters() {
    return Map.of("logits", logits);
  }

  int categories() {
    Shape shape = logits.eventShape();
    return Math.toIntExact(shape.get(shape.numDimensions() - 1));
  }

  /** The shape without the categories. */
  Shape entries() {
    return logits.eventShape().take(logits.eventShape().numDimensions() - 1);
  }

  Expr logProbs() {
    return logits.logSoftmax();
  }

  Expr probs() {
    return logProbs().exp();
  }

  /** Of each entry, where {@code oneHot} chooses the category. */
  Expr logProbOfEach(Expr oneHot) {
    return Reductions.sumLast(logProbs().keptWhere(oneHot));
  }

  /** The category of the greatest logit plus Gumbel noise. */
  Expr draw(NoiseStream noise) {
    Expr uniform = noise.uniform(logits.eventShape()).maximum(Expr.of(LEAST_UNIFORM));
    Expr gumbel = uniform.log().negate().log().negate();
    return Events.argMax(logits.plus(gumbel));
  }

  Expr entropyOfEach() {
    Expr probs = probs();
    return Reductions.sumLast(probs.times(logProbs().keptWhere(probs))).negate();
  }

  Expr klOfEach(Logits other) {
    Expr probs = probs();
    return Reductions.sumLast(probs.times(logProbs().minus(other.logProbs()).keptWhere(probs)));
  }
}
