package org.jelbo.dsl.expr;

/** Values that are 1 where something holds and 0 elsewhere, as {@link Expr#lessThan} gives them. */
public final class Masks {
  private Masks() {}

  /** {@code 1 - x}: where a mask does not hold. */
  public static Expr not(Expr x) {
    return Expr.of(1).minus(x);
  }

  /**
   * 1 where x is 0, else 0; not differentiable: a {@link Jumps step}, unlike {@link
   * Branches#isZero}.
   */
  public static Expr isZero(Expr x) {
    return not(Expr.filled(1, x.eventShape()).keptWhere(x));
  }

  /** 0 at every entry, along the axes and the event of x, whatever its numbers are. */
  public static Expr zerosLike(Expr x) {
    return x.lessThan(x);
  }

  /**
   * One value where a mask holds, another elsewhere. What is not chosen may be infinite or not a
   * number; for its gradient see {@link Expr#keptWhere}.
   */
  public static Expr chosen(Expr mask, Expr yes, Expr no) {
    return yes.keptWhere(mask).plus(no.keptWhere(not(mask)));
  }
}
