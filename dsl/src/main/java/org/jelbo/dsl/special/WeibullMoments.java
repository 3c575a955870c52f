package org.jelbo.dsl.special;

import org.jelbo.dsl.expr.Branches;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Masks;
import org.jelbo.dsl.expr.SpecialFunctions;

/** What the squared mean of a Weibull entry leaves of its mean square. */
public final class WeibullMoments {
  private static final double SMALL = 0.1;
  private static final int TERMS = 26;
  private static final double[] COEFFICIENTS = coefficients();

  private WeibullMoments() {}

  /**
   * {@code log Gamma(1 + 2 h) - 2 log Gamma(1 + h)} for {@code h > 0}; for small h, where the two
   * cancel, by the series of log Gamma around 1 (DLMF 5.7.3).
   */
  public static Expr excess(Expr h) {
    Expr isSmall = Branches.below(h, Expr.of(SMALL));
    Expr isLarge = Masks.not(isSmall);
    Expr small = h.keptWhere(isSmall);
    Expr series = Expr.of(0);
    for (int n = COEFFICIENTS.length - 1; n >= 0; n--) {
      series = series.times(small).plus(COEFFICIENTS[n]);
    }
    Expr large = h.keptWhere(isLarge).plus(isSmall);
    Expr direct =
        SpecialFunctions.logGamma(large.times(2).plus(1))
            .minus(SpecialFunctions.logGamma(large.plus(1)).times(2));
    return small.square().times(series).plus(direct.keptWhere(isLarge));
  }

  /** {@code (-1)^n zeta(n) (2^n - 2) / n} for n from 2. */
  private static double[] coefficients() {
    double[] coefficients = new double[TERMS];
    for (int i = 0; i < TERMS; i++) {
      int n = i + 2;
      double sign = n % 2 == 0 ? 1 : -1;
      coefficients[i] = sign * zeta(n) * (Math.pow(2, n) - 2) / n;
    }
    return coefficients;
  }

  /** By the formula of Euler and Maclaurin (DLMF 25.2.9). */
  private static double zeta(int n) {
    int last = 1000;
    double sum = Math.pow(last, 1 - n) / (n - 1) - Math.pow(last, -n) / 2;
    sum += n * Math.pow(last, -n - 1) / 12;
    for (int k = last; k >= 1; k--) {
      sum += Math.pow(k, -n);
    }
    return sum;
  }
}
