package org.jelbo.dsl.program;

import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.distribution.Elementwise;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Masks;
import org.jelbo.dsl.expr.Reductions;
import org.jspecify.annotations.Nullable;

/** Densities that count in part. */
final class Mask {
  private Mask() {}

  /** Whether a mask without event, or one of the entries of a family that has independent ones. */
  static boolean fits(Expr keep, Distribution distribution) {
    return keep.eventShape().numDimensions() == 0
        || (distribution instanceof Elementwise
            && keep.eventShape().equals(distribution.eventShape()));
  }

  /** What is multiplied by a mask: 0 where the mask is, whatever it is there. */
  static Expr masked(Expr value, @Nullable Expr keep) {
    return keep == null ? value : value.keptWhere(keep).times(keep);
  }

  /** The log-density of a value, multiplied by the mask, {@code [axes...]}. */
  static Expr logProb(Distribution distribution, Expr value, @Nullable Expr keep) {
    if (keep == null) {
      return distribution.logProb(value);
    }
    Expr seen = seen(distribution, value, keep);
    if (keep.eventShape().numDimensions() == 0) {
      return masked(distribution.logProb(seen), keep);
    }
    Expr each = masked(((Elementwise) distribution).logProbOfEach(seen), keep);
    return Reductions.sumOfEvent(each, distribution.eventShape());
  }

  private static Expr seen(Distribution distribution, Expr value, Expr keep) {
    Expr standIn = StandIn.of(distribution.support(), distribution.eventShape());
    return Masks.chosen(Masks.not(Masks.isZero(keep)), value, standIn);
  }
}
