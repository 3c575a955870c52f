package org.jelbo.dsl.special;

import java.util.function.DoubleUnaryOperator;
import org.jelbo.dsl.expr.Branches;
import org.jelbo.dsl.expr.Bregman;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Functions;
import org.jelbo.dsl.expr.Masks;

/**
 * Modified Bessel functions of the first kind, {@code I_0} and {@code I_1}, in the forms that
 * densities of angles need: without overflow for large arguments, without cancellation for ratios
 * near 1. Arguments are positive; gradients are of first order.
 */
public final class BesselFunctions {
  /** From here on the asymptotic series are exact to twelve digits. */
  private static final double LARGE = 30;

  /** Of the trapezoidal rule on half a period; its error is {@code I_2n(LARGE)}, below 1e-60. */
  private static final int PANELS = 64;

  /** {@code log(sqrt(2 pi k) exp(-k) I_0(k))} in powers of 1/k, from DLMF 10.40.1. */
  private static final double[] LOG_SCALED = {
    0,
    1 / 8.0,
    1 / 16.0,
    25 / 384.0,
    13 / 128.0,
    1073 / 5120.0,
    103 / 192.0,
    375733 / 229376.0,
    23797 / 4096.0,
    55384775 / 2359296.0,
    2180461 / 20480.0
  };

  private BesselFunctions() {}

  /** {@code log(exp(-k) I_0(k))}. */
  public static Expr logScaledI0(Expr k) {
    Expr value =
        Functions.ofEach(
            k.stopGradient(),
            BesselFunctions::logScaledI0,
            (tf, a) -> tf.math.log(tf.math.besselI0e(a)));
    return moved(value, oneMinusRatio(k.stopGradient()).negate(), k);
  }

  /** {@code 1 - I_1(k) / I_0(k)}, about {@code 1 / (2 k)} for large k. */
  public static Expr oneMinusRatio(Expr k) {
    Expr isLarge = Branches.below(Expr.of(LARGE), k);
    Expr small = k.minimum(Expr.of(LARGE));
    Expr at = small.stopGradient();
    Expr value =
        Functions.ofEach(
            at,
            BesselFunctions::oneMinusRatio,
            (tf, a) ->
                tf.math.sub(
                    tf.onesLike(a), tf.math.div(tf.math.besselI1e(a), tf.math.besselI0e(a))));
    Expr slope = curvature(ratio(at), at).negate();
    Expr inverse = Expr.of(1).dividedBy(k.maximum(Expr.of(LARGE)));
    double[] slopes = new double[LOG_SCALED.length];
    // From the derivative of k + log I_0's series.
    slopes[0] = 0.5;
    for (int i = 1; i < slopes.length; i++) {
      slopes[i] = i * LOG_SCALED[i];
    }
    Expr series = inverse.times(GammaFunctions.polynomial(inverse, slopes));
    return moved(value, slope, small).keptWhere(Masks.not(isLarge)).plus(series.keptWhere(isLarge));
  }

  /** {@code A = I_1 / I_0}; of a small k, 1 - (1 - A) would be no A. */
  private static Expr ratio(Expr k) {
    return Functions.ofEach(
        k,
        a -> 1 - oneMinusRatio(a),
        (tf, a) -> tf.math.div(tf.math.besselI1e(a), tf.math.besselI0e(a)));
  }

  /** {@code A' = 1 - A^2 - A / k}. */
  private static Expr curvature(Expr ratio, Expr k) {
    return Expr.of(1).minus(ratio.square()).minus(ratio.dividedBy(k));
  }

  /** {@code d^2 log I_0(k) / dk^2}, with its gradient. */
  private static Expr curvature(Expr k) {
    Expr isLarge = Branches.below(Expr.of(LARGE), k);
    Expr small = k.minimum(Expr.of(LARGE));
    Expr at = small.stopGradient();
    Expr ofSmall = curvature(moved(ratio(at), curvature(ratio(at), at), small), small);
    Expr inverse = Expr.of(1).dividedBy(k.maximum(Expr.of(LARGE)));
    double[] curvatures = new double[LOG_SCALED.length];
    curvatures[0] = 0.5;
    for (int i = 1; i < curvatures.length; i++) {
      curvatures[i] = i * (i + 1) * LOG_SCALED[i];
    }
    Expr series = inverse.square().times(GammaFunctions.polynomial(inverse, curvatures));
    return Branches.kept(ofSmall, Masks.not(isLarge)).plus(Branches.kept(series, isLarge));
  }

  /**
   * {@code log I_0(j) - log I_0(k) - (j - k) I_1(k) / I_0(k)}, never negative; in float64, see
   * {@link Bregman}.
   */
  public static Expr divergence(Expr j, Expr k) {
    Expr direct = logScaledI0(j).minus(logScaledI0(k)).plus(j.minus(k).times(oneMinusRatio(k)));
    return Bregman.of(j, k, k.plus(1), BesselFunctions::curvature, direct);
  }

  /** A value whose slope TensorFlow does not know. */
  private static Expr moved(Expr value, Expr slope, Expr x) {
    return value.stopGradient().plus(slope.stopGradient().times(x.minus(x.stopGradient())));
  }

  private static double logScaledI0(double k) {
    if (k <= LARGE) {
      return Math.log(mean(t -> Math.exp(k * (Math.cos(t) - 1))));
    }
    double sum = 0;
    for (int i = LOG_SCALED.length - 1; i >= 0; i--) {
      sum = sum / k + LOG_SCALED[i];
    }
    return sum - Math.log(2 * Math.PI * k) / 2;
  }

  private static double oneMinusRatio(double k) {
    DoubleUnaryOperator weight = t -> Math.exp(k * (Math.cos(t) - 1));
    return mean(t -> 2 * Math.pow(Math.sin(t / 2), 2) * weight.applyAsDouble(t)) / mean(weight);
  }

  /** {@code 1 / pi int_0^pi f}, of a function that is even and periodic. */
  private static double mean(DoubleUnaryOperator f) {
    double sum = (f.applyAsDouble(0) + f.applyAsDouble(Math.PI)) / 2;
    for (int i = 1; i < PANELS; i++) {
      sum += f.applyAsDouble(Math.PI * i / PANELS);
    }
    return sum / PANELS;
  }
}
