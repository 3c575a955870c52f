package org.jelbo.dsl.expr;

/**
 * Values kept where their precision has normal numbers, so that a draw stays in its support though
 * the exact one is no float. Where a value is kept back its gradient is 0.
 */
public final class Representable {
  /** How far below the greatest number a value stays, so that it can be multiplied by a few. */
  private static final double HEADROOM = 100;

  /** What the log of the greatest number is rounded by, so that its exponential is one. */
  private static final double ROUNDING = 1e-4;

  private Representable() {}

  /** {@code exp(x)}, from the smallest normal number to a hundredth of the greatest. */
  public static Expr exp(Expr x) {
    double most = Math.log(greatest(x) / HEADROOM);
    return positive(x.minimum(Expr.of(most)).exp());
  }

  /** {@code exp(x)}, at most about the greatest number. */
  public static Expr finiteExp(Expr x) {
    return x.minimum(Expr.of(Math.log(greatest(x)) - ROUNDING)).exp();
  }

  /** The value, at least the smallest normal number. */
  public static Expr positive(Expr x) {
    return x.maximum(Expr.of(isSingle(x) ? Float.MIN_NORMAL : Double.MIN_NORMAL));
  }

  /** The value, between 0 and 1 and neither. */
  public static Expr fraction(Expr x) {
    return positive(x).minimum(Expr.of(isSingle(x) ? Math.nextDown(1f) : Math.nextDown(1.0)));
  }

  /**
   * The same angle from -pi to pi, in radians; the gradient passes, but what takes it for a number
   * makes a {@link Jumps jump} where it starts anew.
   */
  public static Expr angle(Expr x) {
    return angle(x, Mark.WRAP);
  }

  /** {@link #angle} of a draw before it is wrapped. */
  public static Expr drawnAngle(Expr x) {
    return angle(x, Mark.WRAPPED_DRAW);
  }

  private static Expr angle(Expr x, Mark mark) {
    Expr turns = SpecialFunctions.floor(x.dividedBy(2 * Math.PI).plus(0.5));
    Expr most = Expr.of(isSingle(x) ? Math.nextDown((float) Math.PI) : Math.PI);
    Expr wrapped = x.minus(turns.times(2 * Math.PI)).maximum(most.negate()).minimum(most);
    Expr passing = wrapped.stopGradient().plus(x.minus(x.stopGradient()));
    return passing.isConstant()
        ? passing
        : passing.with(
            mark.on(passing.tf()).identity(passing.operand()),
            passing.axes(),
            passing.eventShape());
  }

  private static double greatest(Expr x) {
    return isSingle(x) ? Float.MAX_VALUE : Double.MAX_VALUE;
  }

  static boolean isSingle(Expr x) {
    return !x.isConstant() && x.graph().precision() == Precision.FLOAT32;
  }
}
