package org.jelbo.dsl.expr;

import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.Erf;
import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.InverseErf;
import org.apache.commons.numbers.gamma.LogGamma;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

/** Functions of one entry that fewer programs need than those of {@link Expr}. */
public final class SpecialFunctions {
  private SpecialFunctions() {}

  /** {@code log |Gamma(x)|}; infinite at 0, -1, -2 ... */
  public static Expr logGamma(Expr x) {
    return Unary.apply(x, LogGamma::value, (tf, a) -> tf.math.lgamma(a));
  }

  /**
   * {@code d log Gamma(x) / dx}, for {@code x > 0}. Its gradient is the trigamma function; second
   * derivatives are not right.
   */
  public static Expr digamma(Expr x) {
    return Unary.apply(
        x,
        Digamma::value,
        (tf, a) -> surrogate(tf, a, tf.math.digamma(a), tf.math.polygamma(one(tf, a), a)));
  }

  /** {@code log B(a, b) = log Gamma(a) + log Gamma(b) - log Gamma(a + b)}. */
  public static Expr logBeta(Expr a, Expr b) {
    return logGamma(a).plus(logGamma(b)).minus(logGamma(a.plus(b)));
  }

  /** {@code 2 / sqrt(pi) int_0^x exp(-t^2) dt}. */
  public static Expr erf(Expr x) {
    return Unary.apply(x, Erf::value, (tf, a) -> tf.math.erf(a));
  }

  /** {@code 1 - erf(x)}, without cancellation for large x. */
  public static Expr erfc(Expr x) {
    return Unary.apply(
        x, Erfc::value, (tf, a) -> surrogate(tf, a, tf.math.erfc(a), slopeOfErfc(tf, a)));
  }

  /** The x with {@code erf(x) = p}, for p in (-1, 1). */
  public static Expr inverseErf(Expr p) {
    return Unary.apply(p, InverseErf::value, (tf, a) -> tf.math.erfinv(a));
  }

  /** {@code exp(x) - 1}, without cancellation near 0. */
  public static Expr expm1(Expr x) {
    return Unary.apply(x, Math::expm1, (tf, a) -> tf.math.expm1(a));
  }

  /** {@code sin(x)}, x in radians. */
  public static Expr sin(Expr x) {
    return Unary.apply(x, Math::sin, (tf, a) -> tf.math.sin(a));
  }

  /** {@code cos(x)}, x in radians. */
  public static Expr cos(Expr x) {
    return Unary.apply(x, Math::cos, (tf, a) -> tf.math.cos(a));
  }

  /** {@code tan(x)}, x in radians. */
  public static Expr tan(Expr x) {
    return Unary.apply(x, Math::tan, (tf, a) -> tf.math.tan(a));
  }

  /** The angle in (-pi/2, pi/2) whose tangent is x. */
  public static Expr atan(Expr x) {
    return Unary.apply(x, Math::atan, (tf, a) -> tf.math.atan(a));
  }

  /** The greatest whole number that is not above x; not differentiable: a {@link Jumps step}. */
  public static Expr floor(Expr x) {
    return Unary.apply(x, Math::floor, (tf, a) -> tf.stopGradient(tf.math.floor(a)));
  }

  /**
   * {@code log(1 - exp(-x))} for {@code x > 0}, accurate at both ends (Maechler 2012, Accurately
   * computing log(1 - exp(-|a|))).
   */
  public static Expr log1mexp(Expr x) {
    Expr isSmall = Branches.below(x, Expr.of(Math.log(2)));
    Expr isLarge = Masks.not(isSmall);
    // Each branch meets harmless entries where the other is taken, so that no gradient is NaN.
    Expr small = x.keptWhere(isSmall).plus(isLarge);
    Expr large = x.keptWhere(isLarge).plus(isSmall);
    Expr first = expm1(small.negate()).negate().log().keptWhere(isSmall);
    Expr second = large.negate().exp().negate().log1p().keptWhere(isLarge);
    return first.plus(second);
  }

  /**
   * {@code f + f' (x - stop(x))}: TensorFlow has no gradient for the function itself. No gradient
   * flows to an infinite x, and a slope that is no float is the greatest one.
   */
  private static Operand<TNumber> surrogate(
      Ops tf, Operand<TNumber> x, Operand<TNumber> value, Operand<TNumber> slope) {
    Operand<TNumber> difference = tf.math.sub(x, tf.stopGradient(x));
    Operand<TNumber> nothing = tf.select(tf.math.isFinite(x), difference, tf.zerosLike(difference));
    double most = Precision.of(x) == Precision.FLOAT32 ? Float.MAX_VALUE : Double.MAX_VALUE;
    Operand<TNumber> greatest = tf.dtypes.cast(tf.constant(most), x.asOutput().type());
    Operand<TNumber> bounded =
        tf.math.maximum(tf.math.neg(greatest), tf.math.minimum(greatest, slope));
    return tf.math.add(tf.stopGradient(value), tf.math.mul(tf.stopGradient(bounded), nothing));
  }

  private static Operand<TNumber> slopeOfErfc(Ops tf, Operand<TNumber> x) {
    Operand<TNumber> density = tf.math.exp(tf.math.neg(tf.math.square(x)));
    Operand<TNumber> scale =
        tf.dtypes.cast(tf.constant(-2 / Math.sqrt(Math.PI)), x.asOutput().type());
    return tf.math.mul(scale, density);
  }

  private static Operand<TNumber> one(Ops tf, Operand<TNumber> like) {
    return tf.onesLike(like);
  }
}
