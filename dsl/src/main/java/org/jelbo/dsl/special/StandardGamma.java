package org.jelbo.dsl.special;

import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.noise.NoiseStream;
import org.tensorflow.ndarray.Shape;

/** What the families of the standard gamma distribution share, in forms that lose no digits. */
public final class StandardGamma {
  public static final double LOG_TWO_PI = Math.log(2 * Math.PI);

  /** Below this {@code exp(-g)} is 1, and g may be no normal number of float32. */
  private static final double TINY = 1e-30;

  /** The least normal number of float32. */
  private static final double LEAST = 0x1p-126;

  private StandardGamma() {}

  /** The log of draws, which move with the concentration. */
  public static Expr logDraw(NoiseStream noise, Expr concentration, Shape event) {
    return GammaDraws.pathwiseLog(noise.logGamma(concentration, event), concentration);
  }

  /**
   * {@code a log g - g - log Gamma(a)}: the log-density of log g.
   *
   * @param log that of g, for where g itself is too small for a float
   */
  public static Expr logDensityOfLog(Expr a, Expr g, Expr log) {
    Expr below = log.minus(Math.log(TINY)).minimum(Expr.of(0));
    return a.log()
        .minus(LOG_TWO_PI)
        .times(0.5)
        .minus(GammaFunctions.deviance(a, g.maximum(Expr.of(TINY))))
        .minus(GammaFunctions.logGammaRemainder(a))
        .plus(a.times(below));
  }

  /** {@code log x}, finite at 0. */
  public static Expr finiteLog(Expr x) {
    return x.maximum(Expr.of(LEAST)).log();
  }

  /** {@code log a - psi(a)}. */
  public static Expr logMinusDigamma(Expr a) {
    return GammaFunctions.digammaRemainder(a).plus(Expr.of(0.5).dividedBy(a));
  }

  /** {@code a + log Gamma(a) - a psi(a)}: the entropy of log g. */
  public static Expr entropyOfLog(Expr a) {
    return a.log()
        .negate()
        .plus(LOG_TWO_PI)
        .times(0.5)
        .plus(GammaFunctions.logGammaRemainder(a))
        .plus(a.times(GammaFunctions.digammaRemainder(a)))
        .plus(0.5);
  }

  /**
   * The divergence of one gamma distribution from another, in float64.
   *
   * @param a concentration of the one
   * @param c concentration of the other
   * @param mean the mean of the one times the rate of the other
   */
  public static Expr kl(Expr a, Expr c, Expr mean) {
    return GammaFunctions.deviance(c, mean).plus(GammaFunctions.remainderDivergence(a, c));
  }
}
