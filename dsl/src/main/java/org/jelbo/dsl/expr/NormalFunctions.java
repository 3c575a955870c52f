package org.jelbo.dsl.expr;

import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.InverseErfc;

/** The standard normal distribution as a function of one entry. */
public final class NormalFunctions {
  private static final double ROOT_TWO = Math.sqrt(2);

  private NormalFunctions() {}

  /**
   * {@code Phi(x)}, the probability of at most x, without cancellation in the lower tail; {@code
   * cdf(-x)} is that of more than x.
   */
  public static Expr cdf(Expr x) {
    return x.isConstant()
        ? Unary.apply(x, y -> 0.5 * Erfc.value(-y / ROOT_TWO), (tf, a) -> a)
        : SpecialFunctions.erfc(x.times(-1 / ROOT_TWO)).times(0.5);
  }

  /** The x with {@code Phi(x) = p}, for p in (0, 1), accurate for the smallest p. */
  public static Expr quantile(Expr p) {
    return Unary.apply(p, y -> -ROOT_TWO * InverseErfc.value(2 * y), (tf, a) -> tf.math.ndtri(a));
  }

  /**
   * The y with {@code Phi(y) - Phi(-y) = p}, for p in [0, 1). TensorFlow loses small p against 1;
   * one step of Newton brings them back.
   */
  public static Expr halfQuantile(Expr p) {
    Expr isSmall = Branches.below(p, Expr.of(0.5));
    Expr isLarge = Masks.not(isSmall);
    Expr small = p.keptWhere(isSmall);
    Expr start = SpecialFunctions.inverseErf(small).stopGradient();
    Expr slope = start.square().exp().times(Math.sqrt(Math.PI) / 2);
    Expr near = start.minus(SpecialFunctions.erf(start).minus(small).times(slope));
    Expr upper = Expr.of(1).minus(p.keptWhere(isLarge)).times(0.5);
    Expr far = quantile(upper).negate().keptWhere(isLarge);
    return near.times(ROOT_TWO).plus(far);
  }
}
