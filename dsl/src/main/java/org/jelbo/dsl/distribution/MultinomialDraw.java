package org.jelbo.dsl.distribution;

import java.util.List;
import org.jelbo.dsl.expr.Events;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.LastDim;
import org.jelbo.dsl.expr.Masks;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.noise.NoiseStream;
import org.tensorflow.ndarray.Shape;

/** Counts of categories, drawn by halves. */
record MultinomialDraw(Logits logits, Expr trials) {
  Expr of(NoiseStream noise) {
    int categories = logits.categories();
    int padded = Math.max(2, Integer.highestOneBit(2 * categories - 1));
    Expr probs = logits.probs();
    Expr masses = padded > categories ? Events.withZeros(probs, padded - categories) : probs;
    Expr counts = LastDim.column(Parameters.filling(trials, logits.entries()));
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
    Expr second = LastDim.numbers(rank, 2);
    Expr pairs =
        a.reshape(columns.asArray())
            .times(Masks.not(second))
            .plus(b.reshape(columns.asArray()).times(second));
    return pairs.reshape(logits.entries().append(2 * columns.get(rank - 2)).asArray());
  }
}
