package org.jelbo.dsl.distribution;

import org.jelbo.dsl.expr.Branches;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.LastDim;
import org.jelbo.dsl.expr.Masks;
import org.jelbo.dsl.expr.Reductions;

/** The dependence of a draw on parameters, by the cumulative probability that it keeps. */
final class ImplicitDraw {
  /** Where an underflow would make the draw itself not a number. */
  private static final Expr LEAST_DENSITY = Expr.of(Float.MIN_NORMAL);

  private ImplicitDraw() {}

  /**
   * {@code x - (F(x) - stop(F(x))) / p(x)} with a draw x that no gradient flows through: the draw,
   * with the derivative {@code -dF(x) / p(x)}. F is the mixture's cumulative probability; above its
   * median, where {@code 1 - F} would cancel, the exceedance is used if there is one.
   */
  static Expr of(EntryMixture mixture, Expr draw) {
    Expr value = draw.stopGradient();
    Expr at = LastDim.columnOfEntries(value);
    Expr density = mixture.logProbOfEach(value).stopGradient().exp().maximum(LEAST_DENSITY);
    Cumulative components = (Cumulative) mixture.components();
    Expr below = mixed(mixture, components.cdfOfEach(at));
    Expr moved = below.minus(below.stopGradient());
    if (components instanceof Tailed tailed) {
      Expr isAbove = Branches.below(Expr.of(0.5), below);
      Expr above = mixed(mixture, tailed.exceedanceOfEach(at));
      Expr ofAbove = above.stopGradient().minus(above);
      moved = moved.keptWhere(Masks.not(isAbove)).plus(ofAbove.keptWhere(isAbove));
    }
    return value.minus(moved.dividedBy(density));
  }

  private static Expr mixed(EntryMixture mixture, Expr ofComponents) {
    Expr full = Parameters.filling(ofComponents, mixture.components().eventShape());
    return Reductions.sumLast(full.times(mixture.weights()));
  }
}
