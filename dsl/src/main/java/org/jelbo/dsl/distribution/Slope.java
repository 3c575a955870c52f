package org.jelbo.dsl.distribution;

import org.jelbo.dsl.expr.Branches;
import org.jelbo.dsl.expr.Expr;

/**
 * A slope that is given as one formula. Differentiation adds the slopes of a density's terms, and
 * where these cancel nothing is left but their rounding: of {@code -log x + k log x - x^k} at
 * {@code k = 1} and a small x, all digits. A density is then scored at a value that no gradient
 * flows to, and its slope, a sum of small terms, stands beside it.
 */
final class Slope {
  private Slope() {}

  /**
   * Nothing, with a gradient to what moves, and none to what the slope is computed from.
   *
   * @param slope finite
   * @param moves where it is infinite, no gradient flows to it
   */
  static Expr along(Expr slope, Expr moves) {
    Expr isFinite = Branches.below(moves.abs(), Expr.of(Double.POSITIVE_INFINITY));
    return slope.stopGradient().times(moves.minus(moves.stopGradient()).keptWhere(isFinite));
  }
}
