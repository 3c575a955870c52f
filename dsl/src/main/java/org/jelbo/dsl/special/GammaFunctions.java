package org.jelbo.dsl.special;

import org.apache.commons.numbers.gamma.Trigamma;
import org.jelbo.dsl.expr.Branches;
import org.jelbo.dsl.expr.Bregman;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Functions;
import org.jelbo.dsl.expr.Masks;
import org.jelbo.dsl.expr.SpecialFunctions;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

/**
 * The gamma function without its leading terms, so that differences of log-gamma functions of large
 * numbers lose no digits. With Stirling's formula {@code log Gamma(a) = (a - 1/2) log a - a + log(2
 * pi) / 2 + r(a)} the terms that grow cancel on paper; what is left is {@code r} and {@link
 * #deviance}. All numbers are positive.
 */
public final class GammaFunctions {
  private static final double HALF_LOG_TWO_PI = Math.log(2 * Math.PI) / 2;

  /** From here on the asymptotic series is exact to the last digits of float64. */
  private static final double LARGE = 6;

  /** {@code B_2k / (2k (2k - 1))}, k = 1, 2 ... (DLMF 5.11.1). */
  private static final double[] STIRLING = {
    1 / 12.0,
    -1 / 360.0,
    1 / 1260.0,
    -1 / 1680.0,
    1 / 1188.0,
    -691 / 360360.0,
    1 / 156.0,
    -3617 / 122400.0
  };

  /** Relative distance below which the logarithm is expanded: a third is a ratio of two. */
  private static final double NEAR = 1 / 3.0;

  /** Of {@link #NEAR}, the last term is 1e-16 of the first. */
  private static final int TERMS_OF_DEVIANCE = 16;

  private GammaFunctions() {}

  /**
   * {@code r(a) = log Gamma(a) - (a - 1/2) log a + a - log(2 pi) / 2}, about {@code 1 / (12 a)}.
   */
  public static Expr logGammaRemainder(Expr a) {
    Expr isLarge = Branches.below(Expr.of(LARGE), a);
    Expr isSmall = Masks.not(isLarge);
    Expr small = a.minimum(Expr.of(LARGE));
    Expr direct =
        SpecialFunctions.logGamma(small)
            .minus(small.minus(0.5).times(small.log()))
            .plus(small)
            .minus(HALF_LOG_TWO_PI);
    Expr inverse = Expr.of(1).dividedBy(a.maximum(Expr.of(LARGE)));
    Expr series = inverse.times(polynomial(inverse.square(), STIRLING));
    return direct.keptWhere(isSmall).plus(series.keptWhere(isLarge));
  }

  /** {@code -r'(a) = log a - 1 / (2 a) - psi(a)}, about {@code 1 / (12 a^2)}. */
  public static Expr digammaRemainder(Expr a) {
    Expr isLarge = Branches.below(Expr.of(LARGE), a);
    Expr isSmall = Masks.not(isLarge);
    Expr small = a.minimum(Expr.of(LARGE));
    Expr direct =
        small.log().minus(Expr.of(0.5).dividedBy(small)).minus(SpecialFunctions.digamma(small));
    double[] slopes = new double[STIRLING.length];
    for (int i = 0; i < slopes.length; i++) {
      slopes[i] = (2 * i + 1) * STIRLING[i];
    }
    Expr square = Expr.of(1).dividedBy(a.maximum(Expr.of(LARGE))).square();
    Expr series = square.times(polynomial(square, slopes));
    return direct.keptWhere(isSmall).plus(series.keptWhere(isLarge));
  }

  /**
   * {@code a log(a / m) + m - a}, never negative and 0 where {@code a = m}, without cancellation
   * near that (Loader 2000, Fast and accurate computation of binomial probabilities, section 3).
   */
  public static Expr deviance(Expr a, Expr m) {
    Expr v = a.minus(m).dividedBy(a.plus(m));
    double[] coefficients = new double[TERMS_OF_DEVIANCE];
    for (int i = 0; i < coefficients.length; i++) {
      coefficients[i] = 2.0 / (2 * i + 3);
    }
    Expr square = v.square();
    Expr rest = a.times(v).times(square).times(polynomial(square, coefficients));
    Expr series = a.minus(m).times(v).plus(rest);
    // The ratio of the roots is a float where that of the numbers is none.
    Expr logRatio = a.sqrt().dividedBy(m.sqrt()).log().times(2);
    Expr direct = a.times(logRatio).plus(m).minus(a);
    Expr isNear = Branches.below(v.abs(), Expr.of(NEAR));
    return Masks.chosen(isNear, series, direct);
  }

  /**
   * {@code log Gamma(b) - log Gamma(a) - (b - a) psi(a) - deviance(b, a)}: what the divergences of
   * the gamma, beta and Dirichlet distributions have besides deviances; never negative, 0 where
   * {@code a = b}. In float64, see {@link Bregman}.
   */
  public static Expr remainderDivergence(Expr a, Expr b) {
    Expr isLarge = Branches.below(Expr.of(LARGE), a);
    Expr isSmall = Masks.not(isLarge);
    Expr ofSmall = small(a.minimum(Expr.of(LARGE)), Branches.kept(b, isSmall).plus(isLarge));
    Expr ofLarge = large(a.maximum(Expr.of(LARGE)), Branches.kept(b, isLarge).plus(isSmall));
    return Branches.kept(ofSmall, isSmall).plus(Branches.kept(ofLarge, isLarge));
  }

  /** By {@code log Gamma(a) = log Gamma(a + 1) - log a}, which is of moderate size. */
  private static Expr small(Expr a, Expr b) {
    Expr next = a.plus(1);
    Expr afterB = b.plus(1);
    Expr direct =
        SpecialFunctions.logGamma(afterB)
            .minus(SpecialFunctions.logGamma(next))
            .minus(b.minus(a).times(SpecialFunctions.digamma(next)));
    return Bregman.of(afterB, next, next, GammaFunctions::trigamma, direct)
        .plus(Bregman.ofMinusLog(b.dividedBy(a)))
        .minus(deviance(b, a));
  }

  /** By Stirling's series. */
  private static Expr large(Expr a, Expr b) {
    Expr bend = deviance(a, b).dividedBy(a.times(2));
    Expr direct =
        logGammaRemainder(b)
            .minus(logGammaRemainder(a))
            .plus(b.minus(a).times(digammaRemainder(a)));
    return bend.plus(Bregman.of(b, a, a, GammaFunctions::curvatureOfRemainder, direct));
  }

  /** {@code r''(a)} of large numbers. */
  private static Expr curvatureOfRemainder(Expr a) {
    double[] curvatures = new double[STIRLING.length];
    for (int i = 0; i < curvatures.length; i++) {
      curvatures[i] = (2 * i + 1) * (2 * i + 2) * STIRLING[i];
    }
    Expr inverse = Expr.of(1).dividedBy(a);
    Expr square = inverse.square();
    return inverse.times(square).times(polynomial(square, curvatures));
  }

  /** {@code c_0 + c_1 x + c_2 x^2 + ...} */
  public static Expr polynomial(Expr x, double... coefficients) {
    Expr sum = Expr.of(coefficients[coefficients.length - 1]);
    for (int i = coefficients.length - 2; i >= 0; i--) {
      sum = sum.times(x).plus(coefficients[i]);
    }
    return sum;
  }

  /**
   * How far {@code log Gamma(x)} lies above its tangent at a: {@code log Gamma(x) - log Gamma(a) -
   * (x - a) psi(a)}, of positive numbers; see {@link Bregman}.
   */
  public static Expr aboveTangent(Expr x, Expr a) {
    return deviance(x, a).plus(remainderDivergence(a, x));
  }

  /** {@code d^2 log Gamma(x) / dx^2}, for {@code x > 0}; its gradient is of first order. */
  public static Expr trigamma(Expr x) {
    return Functions.ofEach(x, Trigamma::value, GammaFunctions::trigamma);
  }

  private static Operand<TNumber> trigamma(Ops tf, Operand<TNumber> x) {
    Operand<TNumber> one = tf.onesLike(x);
    Operand<TNumber> value = tf.stopGradient(tf.math.polygamma(one, x));
    Operand<TNumber> slope = tf.stopGradient(tf.math.polygamma(tf.math.add(one, one), x));
    return tf.math.add(value, tf.math.mul(slope, tf.math.sub(x, tf.stopGradient(x))));
  }
}
