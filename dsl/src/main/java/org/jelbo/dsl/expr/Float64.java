package org.jelbo.dsl.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Float64 inside a graph of another precision, for sums whose terms cancel. */
public final class Float64 {
  private Float64() {}

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

  /**
   * A divergence in the precision of the distributions' parameters.
   *
   * @param value in float64
   */
  public static Expr back(Expr value, Map<String, Expr> q, Map<String, Expr> p) {
    List<Expr> all = new ArrayList<>(q.values());
    all.addAll(p.values());
    return back(value, all.toArray(Expr[]::new));
  }

  private static Expr cast(Expr value, Precision precision) {
    ExprGraph graph = new ExprGraph(value.tf(), precision);
    return Expr.inGraph(
        graph, precision.cast(value.tf(), value.operand()), value.axes(), value.eventShape());
  }
}
