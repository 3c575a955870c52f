package org.jelbo.dsl.expr;

import java.util.function.DoubleUnaryOperator;

/** Slopes of functions of the host. */
public final class Differences {
  private Differences() {}

  /** By four values, exact for polynomials of the fourth degree. */
  public static double slope(DoubleUnaryOperator of, double at, double step) {
    double near = of.applyAsDouble(at + step) - of.applyAsDouble(at - step);
    double far = of.applyAsDouble(at + 2 * step) - of.applyAsDouble(at - 2 * step);
    return (8 * near - far) / (12 * step);
  }
}
