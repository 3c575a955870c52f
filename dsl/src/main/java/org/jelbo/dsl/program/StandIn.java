package org.jelbo.dsl.program;

import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * A value within a support, away from its ends, in the place of one that is missing: what stands
 * there may have an infinite density, whose slope times 0 is not a number.
 */
final class StandIn {
  private StandIn() {}

  /** A host constant of an event shape. */
  static Expr of(Support support, Shape event) {
    double[] element = support.middle();
    double[] values = new double[Math.toIntExact(event.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = element[i % element.length];
    }
    return Expr.of(values, event);
  }
}
