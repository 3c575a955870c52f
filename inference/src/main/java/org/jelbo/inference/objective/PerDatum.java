package org.jelbo.inference.objective;

import java.util.List;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Masks;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.program.Site;
import org.jelbo.dsl.program.Trace;
import org.jelbo.inference.derivation.Derivation;

/** Numbers for each row of the data. */
final class PerDatum {
  private PerDatum() {}

  /**
   * A number for each row; one that is the same for all rows is repeated, by way of a site that has
   * them.
   *
   * @param plate that the data fill
   */
  static Expr of(Expr value, Axis.Plate plate, Derivation derivation) {
    if (value.axes().contains(plate)) {
      return value;
    }
    for (Trace run : List.of(derivation.model(), derivation.guide())) {
      for (Site.Random site : run.randoms()) {
        if (site.value().axes().contains(plate)) {
          return value.plus(zeros(site.value(), plate));
        }
      }
    }
    return value;
  }

  private static Expr zeros(Expr like, Axis.Plate plate) {
    Expr zeros = Masks.zerosLike(like).sum();
    for (Axis axis : zeros.axes().without(Axes.of(plate))) {
      zeros = Reductions.meanOver(zeros, axis);
    }
    return zeros;
  }
}
