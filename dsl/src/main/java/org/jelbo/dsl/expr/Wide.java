package org.jelbo.dsl.expr;

/** Float64 inside a graph of another precision, for sums whose terms cancel. */
public final class Wide {
  private Wide() {}

  /** The value in float64; it can meet only such values and host constants. */
  public static Expr of(Expr value) {
    return value.isConstant() ? value : cast(value, Precision.FLOAT64);
  }

  /**
   * A value in the precision of others.
   *
   * @param value in float64
   * @param others what it was computed of, before they were made wide
   */
  public static Expr back(Expr value, Expr... others) {
    for (Expr other : others) {
      if (!other.isConstant()) {
        return cast(value, other.graph().precision());
      }
    }
    return value;
  }

  private static Expr cast(Expr value, Precision precision) {
    ExprGraph graph = new ExprGraph(value.tf(), precision);
    return Expr.inGraph(
        graph, precision.cast(value.tf(), value.operand()), value.axes(), value.eventShape());
  }
}
