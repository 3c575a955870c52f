package org.jelbo.dsl.special;

import org.apache.commons.numbers.gamma.RegularizedGamma;
import org.jelbo.dsl.expr.Branches;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Functions;
import org.jelbo.dsl.expr.Masks;
import org.jelbo.dsl.expr.NormalFunctions;
import org.jelbo.dsl.expr.Precision;

/** The incomplete gamma function: the cumulative probability of gamma entries. */
public final class IncompleteGamma {
  /** From here on the uniform asymptotic expansion is used: TensorFlow's op loses digits. */
  private static final double LARGE = 100;

  /** The same in float32, of which the op loses more and the expansion's remainder is less. */
  private static final double LARGE_OF_SINGLE = 20;

  /** Where the expansion's polynomials are trusted; further out its remainder is nothing. */
  private static final double FURTHEST = 1;

  /** Coefficients of the expansion's first three terms (DLMF 8.12.9 to 8.12.12). */
  private static final double[] FIRST = {
    -0.3333333333333333,
    0.08333333333333333,
    -0.014814814814814815,
    0.0011574074074074073,
    0.0003527336860670194,
    -0.0001787551440329218,
    3.919263178522438e-05,
    -2.185448510679992e-06,
    -1.85406221071516e-06,
    8.296711340953087e-07,
    -1.7665952736826078e-07,
    6.707853543401498e-09
  };

  private static final double[] SECOND = {
    -0.001851851851851852,
    -0.003472222222222222,
    0.0026455026455026454,
    -0.0009902263374485596,
    0.00020576131687242798,
    -4.018775720164609e-07,
    -1.8098550334489977e-05,
    7.64916091608111e-06
  };

  private static final double[] THIRD = {
    0.004133597883597883,
    -0.0026813271604938273,
    0.0007716049382716049,
    2.0093878600823047e-06,
    -0.0001073665322636516
  };

  private IncompleteGamma() {}

  /**
   * {@code P(a, x) = int_0^x t^(a - 1) exp(-t) dt / Gamma(a)}, 0 for {@code x <= 0}; gradients of
   * first order to both.
   *
   * @param a positive
   * @param x real
   */
  public static Expr lower(Expr a, Expr x) {
    if (a.isConstant() && x.isConstant()) {
      return byTensorFlow(a, x);
    }
    Expr isPositive = Branches.below(Expr.of(0), x);
    Expr shape = a.stopGradient();
    Expr bounded = Representable.positive(x);
    Expr at = bounded.stopGradient();
    Expr ofLog = densityOfLog(shape, at);
    Expr movedByX = ofLog.dividedBy(at).stopGradient().times(bounded.minus(at));
    Expr slope = ofLog.times(GammaDraws.slope(at.log(), shape)).stopGradient();
    Expr movedByShape = a.isConstant() ? Expr.of(0) : slope.times(shape.minus(a));
    Expr value = value(shape, at).stopGradient();
    return value.plus(movedByX).plus(movedByShape).keptWhere(isPositive);
  }

  private static double lower(double a, double x) {
    return x > 0 ? RegularizedGamma.P.value(a, x) : 0;
  }

  /** {@code x^a exp(-x) / Gamma(a)}. */
  private static Expr densityOfLog(Expr a, Expr x) {
    return a.dividedBy(2 * Math.PI)
        .log()
        .times(0.5)
        .minus(GammaFunctions.deviance(a, x))
        .minus(GammaFunctions.logGammaRemainder(a))
        .exp();
  }

  private static Expr value(Expr a, Expr x) {
    boolean isSingle = Precision.isSingle(a) || Precision.isSingle(x);
    Expr large = Expr.of(isSingle ? LARGE_OF_SINGLE : LARGE);
    Expr isLarge = Branches.below(large, a);
    return byTensorFlow(a.minimum(large), x)
        .keptWhere(Masks.not(isLarge))
        .plus(expansion(a.maximum(large), x).keptWhere(isLarge));
  }

  private static Expr byTensorFlow(Expr a, Expr x) {
    return Functions.ofPairs(
        "lower", a, x, IncompleteGamma::lower, (tf, left, right) -> tf.math.igamma(left, right));
  }

  /** DLMF 8.12.3 with {@code eta^2 / 2 = x / a - 1 - log(x / a)}. */
  private static Expr expansion(Expr a, Expr x) {
    Expr deviance = GammaFunctions.deviance(a, x);
    Expr sign = Branches.below(a, x).times(2).minus(1);
    Expr root = deviance.times(2).sqrt().times(sign);
    Expr eta = root.dividedBy(a.sqrt());
    Expr near = eta.maximum(Expr.of(-FURTHEST)).minimum(Expr.of(FURTHEST));
    Expr inverse = Expr.of(1).dividedBy(a);
    Expr terms =
        GammaFunctions.polynomial(near, THIRD)
            .times(inverse)
            .plus(GammaFunctions.polynomial(near, SECOND))
            .times(inverse)
            .plus(GammaFunctions.polynomial(near, FIRST));
    Expr scale = deviance.negate().exp().dividedBy(a.times(2 * Math.PI).sqrt());
    return NormalFunctions.cdf(root).minus(scale.times(terms));
  }
}
