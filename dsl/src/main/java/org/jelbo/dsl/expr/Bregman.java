package org.jelbo.dsl.expr;

import java.util.function.UnaryOperator;

/**
 * How far a convex function lies above its tangent: {@code f(x) - f(a) - f'(a) (x - a)}, never
 * negative and 0 where {@code x = a}. Divergences are made of these: near equality they are squares
 * of small differences, of which the plain formula loses all digits.
 *
 * <p>Values are to be in float64, see {@link Float64}: where x and a differ by the part {@code h},
 * a result and its gradients are then right to about {@code 1e-16 / h}.
 */
public final class Bregman {
  /** Apart by less than this part, a second derivative tells more than a difference of values. */
  private static final double NEAR = 1e-4;

  private Bregman() {}

  /**
   * How far {@code -log x} lies above its tangent at a: {@code r - 1 - log r} for {@code r = x /
   * a}. It is the ratio that is rounded, in both terms alike; a difference of two logarithms would
   * lose the digits.
   *
   * @param ratio r, positive
   */
  public static Expr ofMinusLog(Expr ratio) {
    return ratio.minus(1).minus(ratio.log());
  }

  /** How far {@code exp x} lies above its tangent at 0: {@code exp(x) - 1 - x}. */
  public static Expr ofExp(Expr x) {
    return SpecialFunctions.expm1(x).minus(x);
  }

  /**
   * How far any convex function lies above its tangent at a, by its second derivative where x and a
   * are near each other: {@code (x - a)^2 f''(a + (x - a) / 3) / 2}, whose next term is one of
   * fourth order.
   *
   * @param scale how far apart the function is curved otherwise
   * @param second {@code f''}, with its gradient
   * @param direct by the values of the function
   */
  public static Expr of(Expr x, Expr a, Expr scale, UnaryOperator<Expr> second, Expr direct) {
    Expr distance = x.minus(a);
    Expr isNear = Branches.below(distance.abs(), scale.times(NEAR));
    Expr near = Branches.kept(distance, isNear);
    Expr curvature = second.apply(a.plus(near.dividedBy(3)));
    return near.square().times(curvature).times(0.5).plus(Branches.kept(direct, Masks.not(isNear)));
  }
}
