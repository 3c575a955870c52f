package org.jelbo.dsl.special;

import org.jelbo.dsl.expr.Branches;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Masks;
import org.jelbo.dsl.expr.SpecialFunctions;

/**
 * Functions of counts, in the saddle-point form of Loader (2000), Fast and accurate computation of
 * binomial probabilities: log-probabilities as sums of terms that are small near the mean, so that
 * nothing cancels for counts of a million. {@code log Poisson(x; m) = -deviance(x, m) -
 * logFactorialRest(x)}.
 */
public final class Counting {
  private static final double HALF_LOG_TWO_PI = Math.log(2 * Math.PI) / 2;

  /** Below it the log-gamma function itself is exact enough, above it Stirling's series. */
  private static final double LEAST_OF_SERIES = 16;

  /** Loader's bd0 switches at 0.1; a wider series keeps the logarithms of float32 apart. */
  private static final double NEAR = 0.25;

  /** Of {@link #NEAR}, the last term is 1e-16 of the first. */
  private static final int TERMS = 12;

  private Counting() {}

  /**
   * {@code log x! - (x log x - x)}, for real {@code x >= 0}; 0 at 0. Loader's stirlerr and half the
   * log of {@code 2 pi x}; first derivatives only.
   */
  public static Expr logFactorialRest(Expr x) {
    Expr isSmall = Branches.below(x, Expr.of(LEAST_OF_SERIES));
    Expr small = x.keptWhere(isSmall);
    Expr direct =
        SpecialFunctions.logGamma(small.plus(1))
            .minus(small.times(logOfPositive(small)))
            .plus(small);
    Expr large = x.maximum(Expr.of(LEAST_OF_SERIES));
    Expr inverse = Expr.of(1).dividedBy(large);
    Expr square = inverse.square();
    Expr series =
        Expr.of(-1 / 1680.0)
            .times(square)
            .plus(1 / 1260.0)
            .times(square)
            .plus(-1 / 360.0)
            .times(square)
            .plus(1 / 12.0)
            .times(inverse);
    Expr asymptotic = series.plus(large.log().times(0.5)).plus(HALF_LOG_TWO_PI);
    return Masks.chosen(isSmall, direct, asymptotic);
  }

  /**
   * {@code x log(x / m) - x + m}, for {@code x >= 0} and {@code m >= 0}: m at {@code x = 0},
   * infinite at {@code m = 0 < x}. Loader's bd0, whose arguments tell what rounding would hide.
   *
   * @param x a count or a probability
   * @param logX the log of x; unused where x is 0
   * @param mean m
   * @param logMean the log of m, finite where m is too small for a float
   * @param distance {@code x - m}
   */
  public static Expr deviance(Expr x, Expr logX, Expr mean, Expr logMean, Expr distance) {
    Expr sum = x.plus(mean);
    Expr isNear = Branches.below(distance.abs(), sum.times(NEAR));
    Expr near = distance.keptWhere(isNear);
    Expr v = near.dividedBy(sum.keptWhere(isNear).plus(Masks.not(isNear)));
    Expr square = v.square();
    Expr series = Expr.of(1.0 / (2 * TERMS + 1));
    for (int j = TERMS - 1; j > 0; j--) {
      series = series.times(square).plus(1.0 / (2 * j + 1));
    }
    Expr cubic = v.times(square).times(series);
    Expr first = near.times(v).plus(x.times(2).times(cubic));
    Expr second = Branches.kept(logX.minus(logMean), x).times(x).minus(distance);
    return first.plus(second.keptWhere(Masks.not(isNear)));
  }

  /** {@code log x} for {@code x >= 0}, minus infinity at 0, where its gradient is finite. */
  public static Expr log(Expr x) {
    return logOfPositive(x).plus(Expr.of(Double.NEGATIVE_INFINITY).keptWhere(Branches.isZero(x)));
  }

  /** {@code log x} for {@code x >= 0}, 0 at 0. */
  public static Expr logOfPositive(Expr x) {
    return x.plus(Branches.isZero(x)).log();
  }
}
