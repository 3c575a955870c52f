package org.jelbo.dsl.special;

import org.jelbo.dsl.expr.Bregman;
import org.jelbo.dsl.expr.Expr;

/**
 * What Gumbel's and Weibull's distributions share: a Weibull entry is the power of a Gumbel one.
 */
public final class ExtremeValue {
  /** Euler's constant. */
  public static final double EULER = 0.5772156649015329;

  private ExtremeValue() {}

  /**
   * {@code exp(h) Gamma(1 + r) - 1 - h - log r + g (r - 1)}, with Euler's constant g; in float64.
   */
  public static Expr divergence(Expr r, Expr h) {
    Expr ofScales = GammaFunctions.aboveTangent(r, Expr.of(1));
    Expr logGammaOfNext = ofScales.minus(r.minus(1).times(EULER)).plus(r.log());
    return Bregman.ofExp(h.plus(logGammaOfNext)).plus(ofScales);
  }
}
