package com.example.jelbo;

import java.util.Arrays;
import org.jelbo.dsl.expr.Expr;
import org.tensorflow.op.Ops;

/** The logarithm of the gamma function: TensorFlow's op in a graph, a series on the host. */
final class LogGamma {
  /** From here on the series is exact to the last bits. */
  private static final double LARGE = 15;

  private static final double HALF_LOG_TWO_PI = Math.log(2 * Math.PI) / 2;

  private LogGamma() {}

  /**
   * Entry by entry.
   *
   * @param x positive
   */
  static Expr of(Expr x) {
    if (x.isConstant()) {
      return Expr.of(Arrays.stream(x.constant()).map(LogGamma::host).toArray(), x.eventShape());
    }
    Ops tf = Ops.create(x.operand().op().env());
    return Expr.of(tf.math.lgamma(x.operand()), x.axes(), x.eventShape());
  }

  /** Stirling's series, after {@code log Gamma(x) = log Gamma(x + 1) - log x}. */
  private static double host(double x) {
    if (x < LARGE) {
      return host(x + 1) - Math.log(x);
    }
    double square = x * x;
    double series = (1 / 12.0 - (1 / 360.0 - (1 / 1260.0 - 1 / 1680.0 / square) / square) / square);
    return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + series / x;
  }
}
