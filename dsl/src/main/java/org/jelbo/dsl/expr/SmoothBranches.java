package org.jelbo.dsl.expr;

/**
 * Functions between layers that are made of ops whose gradients have gradients, so that there are
 * derivatives of every order: TensorFlow's own ops for them have a first one only. They give the
 * same numbers to rounding, in several ops instead of one.
 */
public final class SmoothBranches {
  private SmoothBranches() {}

  /** x where it is positive, else 0; of the other sign where not. */
  private record Sides(Expr isPositive, Expr positive, Expr negative) {
    static Sides of(Expr x) {
      Expr isPositive = Branches.below(Expr.of(0), x);
      return new Sides(
          isPositive, Branches.kept(x, isPositive), Branches.kept(x, Masks.not(isPositive)));
    }

    /** {@code |x|}. */
    Expr size() {
      return positive.minus(negative);
    }
  }

  /** {@code x} where positive, else 0; what is not a number stays so. */
  public static Expr relu(Expr x) {
    Expr notNegative = Branches.kept(x, Masks.not(Branches.below(x, Expr.of(0))));
    return Branches.kept(notNegative, x);
  }

  /** {@code x} where positive, else {@code slope x}. */
  public static Expr leaky(Expr x, double slope) {
    Sides sides = Sides.of(x);
    return sides.positive.plus(sides.negative.times(slope));
  }

  /** {@code x} where positive, else {@code exp(x) - 1}. */
  public static Expr elu(Expr x) {
    Sides sides = Sides.of(x);
    return sides.positive.plus(SpecialFunctions.expm1(sides.negative));
  }

  /** {@code log(1 + exp(x))}. */
  public static Expr softplus(Expr x) {
    Sides sides = Sides.of(x);
    return sides.positive.plus(sides.size().negate().exp().log1p());
  }

  /** {@code 1 / (1 + exp(-x))}. */
  public static Expr sigmoid(Expr x) {
    Sides sides = Sides.of(x);
    Expr below = sides.negative.exp();
    Expr left = below.dividedBy(below.plus(1));
    Expr right = Expr.of(1).dividedBy(sides.positive.negate().exp().plus(1));
    return Branches.kept(right, sides.isPositive)
        .plus(Branches.kept(left, Masks.not(sides.isPositive)));
  }

  /** The hyperbolic tangent. */
  public static Expr tanh(Expr x) {
    Sides sides = Sides.of(x);
    Expr below = sides.negative.times(2);
    Expr above = sides.positive.times(-2);
    return quotient(below).minus(quotient(above));
  }

  /** {@code (exp(x) - 1) / (exp(x) + 1)}. */
  private static Expr quotient(Expr x) {
    return SpecialFunctions.expm1(x).dividedBy(x.exp().plus(1));
  }
}
