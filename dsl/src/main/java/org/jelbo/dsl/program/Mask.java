package org.jelbo.dsl.program;

import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.distribution.Elementwise;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Reductions;
import org.jspecify.annotations.Nullable;

/** Densities of which parts do not count. */
final class Mask {
  private Mask() {}

  /** Whether a mask without event, or one of the entries of a family that has independent ones. */
  static boolean fits(Expr keep, Distribution distribution) {
    return keep.eventShape().numDimensions() == 0
        || (distribution instanceof Elementwise
            && keep.eventShape().equals(distribution.eventShape()));
  }

  /** The log-density of a value where it is kept, {@code [axes...]}. */
  static Expr logProb(Distribution distribution, Expr value, @Nullable Expr keep) {
    if (keep == null) {
      return distribution.logProb(value);
    }
    if (keep.eventShape().numDimensions() == 0) {
      return distribution.logProb(value).keptWhere(keep);
    }
    Expr each = ((Elementwise) distribution).logProbOfEach(value).keptWhere(keep);
    return Reductions.sumOfEvent(each, distribution.eventShape());
  }
}
