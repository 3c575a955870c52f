package org.jelbo.dsl.distribution;

import org.jelbo.dsl.expr.Expr;

/**
 * Independent entries whose cumulative probabilities and quantiles can be had, by whichever way.
 */
public interface Cumulative extends Elementwise {
  /**
   * The probability that an entry is at most the value, {@code [axes..., event...]}, from 0 to 1.
   * Of real entries, its gradient with respect to the value is the density.
   *
   * @param value {@code [axes..., event...]}, real; below the support the result is 0, above it 1
   */
  Expr cdfOfEach(Expr value);

  /**
   * The value that an entry exceeds with probability {@code 1 - p}: the inverse of {@link
   * #cdfOfEach}, for whole numbers the least value whose cumulative probability is at least p.
   *
   * @param probability {@code [axes..., event...]}, above 0 and below 1
   */
  Expr quantileOfEach(Expr probability);
}
