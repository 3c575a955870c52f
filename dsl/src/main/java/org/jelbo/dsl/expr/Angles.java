package org.jelbo.dsl.expr;

/** Angles in radians, from -pi to pi. */
public final class Angles {
  private Angles() {}

  /**
   * The same angle from -pi to pi; the gradient passes, but what takes it for a number makes a
   * {@link Jumps jump} where it starts anew.
   */
  public static Expr wrapped(Expr x) {
    return wrapped(x, Mark.WRAP);
  }

  /** {@link #wrapped} of a draw. */
  public static Expr drawn(Expr x) {
    return wrapped(x, Mark.WRAPPED_DRAW);
  }

  private static Expr wrapped(Expr x, Mark mark) {
    Expr turns = SpecialFunctions.floor(x.dividedBy(2 * Math.PI).plus(0.5));
    Expr most = Expr.of(Precision.isSingle(x) ? Math.nextDown((float) Math.PI) : Math.PI);
    Expr wrapped = x.minus(turns.times(2 * Math.PI)).maximum(most.negate()).minimum(most);
    Expr passing = wrapped.stopGradient().plus(x.minus(x.stopGradient()));
    return passing.isConstant()
        ? passing
        : passing.with(
            mark.on(passing.tf()).identity(passing.operand()),
            passing.axes(),
            passing.eventShape());
  }
}
