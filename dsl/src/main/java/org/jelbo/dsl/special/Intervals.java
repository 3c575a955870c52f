package org.jelbo.dsl.special;

import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;

/**
 * Values moved into an interval by as little as the value's precision allows. No gradient flows
 * into an entry that is moved.
 */
public final class Intervals {
  private Intervals() {}

  /**
   * The nearest number in {@code [low, high]}: ends that are no floats of the value's precision are
   * rounded inwards.
   *
   * @param low perhaps infinite
   * @param high perhaps infinite
   */
  public static Expr clamped(Expr value, double low, double high) {
    boolean isSingle = Precision.isSingle(value);
    double least = isSingle && (float) low < low ? Math.nextUp((float) low) : low;
    double greatest = isSingle && (float) high > high ? Math.nextDown((float) high) : high;
    return between(value, isSingle ? (float) least : least, isSingle ? (float) greatest : greatest);
  }

  /**
   * The nearest finite number between low and high without them. Next to 0 it is the least normal
   * float: smaller ones are 0 in a graph.
   *
   * @param low perhaps infinite
   * @param high perhaps infinite
   */
  public static Expr inside(Expr value, double low, double high) {
    boolean isSingle = Precision.isSingle(value);
    return between(value, above(low, isSingle), -above(-high, isSingle));
  }

  private static Expr between(Expr value, double least, double greatest) {
    Expr raised = least == Double.NEGATIVE_INFINITY ? value : value.maximum(Expr.of(least));
    return greatest == Double.POSITIVE_INFINITY ? raised : raised.minimum(Expr.of(greatest));
  }

  private static double above(double low, boolean isSingle) {
    if (low == Double.NEGATIVE_INFINITY) {
      return isSingle ? -Float.MAX_VALUE : -Double.MAX_VALUE;
    }
    if (low == 0) {
      return isSingle ? Float.MIN_NORMAL : Double.MIN_NORMAL;
    }
    if (!isSingle) {
      return Math.nextUp(low);
    }
    float nearest = (float) low;
    return nearest > low ? nearest : Math.nextUp(nearest);
  }
}
