package org.jelbo.dsl.special;

import org.jelbo.dsl.expr.Branches;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Functions;
import org.jelbo.dsl.expr.Masks;
import org.jelbo.dsl.expr.SpecialFunctions;

/**
 * Gamma draws that move with their concentration as their quantile does: the implicit
 * reparameterization (Figurnov, Mohamed and Mnih 2018, section 3).
 */
public final class GammaDraws {
  /** From this concentration on the slope is expanded; TensorFlow's loses digits beyond. */
  private static final double LARGE = 100;

  /** The log of a draw below which {@code g} is nothing beside 1. */
  private static final double TINY = -25;

  /** Where the last polynomials are trusted; draws further out never occur. */
  private static final double FURTHEST = 1;

  private static final double[] FIRST = {
    1 / 6.0,
    -1 / 12.0,
    1 / 120.0,
    1 / 360.0,
    -1 / 2016.0,
    -1 / 10080.0,
    1 / 43200.0,
    1 / 302400.0,
    -1 / 1064448.0,
    -1 / 9580032.0
  };

  private static final double[] SECOND = {
    1 / 60.0, 0, -1 / 210.0, 1 / 840.0, 1 / 5040.0, -1 / 10080.0, -1 / 237600.0, 19 / 3326400.0
  };

  private static final double[] THIRD = {-1 / 105.0, 1 / 120.0, -1 / 560.0, -1 / 1680.0};

  private GammaDraws() {}

  /**
   * The same number with the gradient {@code d log g / d a} of a standard gamma draw at its
   * quantile; first order only.
   *
   * @param log the log of a draw g of density {@code g^(a - 1) exp(-g) / Gamma(a)}
   * @param concentration a, positive
   */
  public static Expr pathwiseLog(Expr log, Expr concentration) {
    if (concentration.isConstant()) {
      return log;
    }
    Expr a = concentration.stopGradient();
    Expr moved = slope(log.stopGradient(), a).stopGradient().times(concentration.minus(a));
    return log.stopGradient().plus(moved);
  }

  /** {@code d log g / d a}. */
  public static Expr slope(Expr log, Expr a) {
    Expr isLarge = Branches.below(Expr.of(LARGE), a);
    Expr isNotLarge = Masks.not(isLarge);
    Expr isTiny = Branches.below(log, Expr.of(TINY)).times(isNotLarge);
    Expr isOther = isNotLarge.minus(isTiny);
    return ofTiny(log, a)
        .keptWhere(isTiny)
        .plus(ofLargeConcentration(log, a.maximum(Expr.of(LARGE))).keptWhere(isLarge))
        .plus(byTensorFlow(log, a).keptWhere(isOther));
  }

  /** From {@code P(a, g) = g^a / Gamma(a + 1)} held fixed. */
  private static Expr ofTiny(Expr log, Expr a) {
    return SpecialFunctions.digamma(a.plus(1)).minus(log).dividedBy(a);
  }

  private static Expr byTensorFlow(Expr log, Expr a) {
    Expr draw = log.maximum(Expr.of(TINY)).exp();
    Expr ofDraw =
        Functions.ofPairs(
            "gamma draw",
            a.minimum(Expr.of(LARGE)),
            draw,
            (concentration, of) -> Double.NaN,
            (tf, left, right) -> tf.random.randomGammaGrad(left, right));
    return ofDraw.dividedBy(draw);
  }

  /**
   * With {@code w = log(g / a)} and {@code E = a d log g / da}, the density of log g held fixed
   * along its quantiles gives {@code E' = a (E (exp(w) - 1) - w - log a + psi(a))}; E is the
   * solution that is a series in 1/a, {@code E_0 = w / (exp(w) - 1), E_1 = (1/2 + E_0') / (exp(w) -
   * 1), ...}
   */
  private static Expr ofLargeConcentration(Expr log, Expr a) {
    Expr w = log.minus(a.log());
    Expr isZero = Expr.of(1).minus(Branches.kept(Expr.of(1), w));
    Expr apart = w.plus(isZero.times(Float.MIN_NORMAL));
    Expr leading = apart.dividedBy(SpecialFunctions.expm1(apart));
    Expr near = w.maximum(Expr.of(-FURTHEST)).minimum(Expr.of(FURTHEST));
    Expr inverse = Expr.of(1).dividedBy(a);
    Expr rest =
        GammaFunctions.polynomial(near, THIRD)
            .times(inverse)
            .plus(GammaFunctions.polynomial(near, SECOND))
            .times(inverse)
            .plus(GammaFunctions.polynomial(near, FIRST))
            .times(inverse);
    return leading.plus(rest).times(inverse);
  }
}
