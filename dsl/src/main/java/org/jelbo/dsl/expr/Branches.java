package org.jelbo.dsl.expr;

/**
 * Conditions that choose between branches of one continuous function: where the condition changes,
 * the branches have the same value, as in a series for small arguments and a closed form for
 * others.
 *
 * <pre>
 * Expr isSmall = Branches.below(x.abs(), Expr.of(1));   // Huber's loss
 * Expr loss = Masks.chosen(isSmall, x.square().times(0.5), x.abs().minus(0.5));
 * </pre>
 *
 * <p>They give what {@link Expr#lessThan}, {@link Masks#isZero} and {@link Expr#keptWhere} give.
 * But those make {@link Jumps jumps}: gradients by way of a draw leave them out, so that such a
 * draw is refused. That the branches meet is not checked; where a density is 0 on one side they
 * need not.
 */
public final class Branches {
  private Branches() {}

  /** {@link Expr#lessThan} between branches: 1 where {@code a < b}, else 0. */
  public static Expr below(Expr a, Expr b) {
    return Binary.BELOW.apply(a, b);
  }

  /**
   * 1 where {@code a < b}, else 0, of a value and an end beyond which its log-density is minus
   * infinity. That makes a loss infinite, and no {@link Jumps jump} of it, unless the density is
   * averaged with others, as in a mixture or an importance-weighted bound.
   */
  public static Expr beyond(Expr a, Expr b) {
    return Binary.BEYOND.apply(a, b);
  }

  /** {@link Expr#keptWhere} between branches: {@code a} where the other is not 0, else 0. */
  public static Expr kept(Expr a, Expr other) {
    return Binary.KEPT.apply(a, other);
  }

  /** {@link Masks#isZero} between branches: 1 where x is 0, else 0. */
  public static Expr isZero(Expr x) {
    return Masks.not(kept(Expr.filled(1, x.eventShape()), x));
  }
}
