package org.jelbo.inference.compilation;

import java.util.Arrays;
import org.jelbo.dsl.bijector.Bijector;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Param;

/** What is stored of parameters: numbers that any real may be. */
final class FreeNumbers {
  /** How far a number may move from the support to free numbers and back; for float32 too. */
  private static final double INVERTIBLE = 1e-5;

  private FreeNumbers() {}

  /** The free numbers of a parameter's value; refused outside the support. */
  static double[] of(Param param, double[] values) {
    Bijector map = Bijector.onto(param.support());
    Expr free = map.inverse(Expr.of(values, param.shape()));
    double[] again = map.forward(free).constant();
    boolean isFinite = Arrays.stream(free.constant()).allMatch(Double::isFinite);
    for (int i = 0; i < values.length; i++) {
      boolean isInside =
          isFinite && Math.abs(again[i] - values[i]) <= INVERTIBLE * (1 + Math.abs(values[i]));
      if (!isInside) {
        throw ParameterMessages.outsideSupport(param, values[i]);
      }
    }
    return free.constant();
  }
}
