package org.jelbo.dsl.noise;

import org.jelbo.dsl.expr.Expr;
import org.tensorflow.ndarray.Shape;

/**
 * Independent random numbers for one site; every call gives new ones. No gradient flows through
 * them. The event shapes of parameters broadcast to {@code event}; axes of theirs that the stream
 * lacks join those of the draws, independent along them too. Where a parameter is outside of its
 * domain or not a number, the draw is not a number.
 */
public interface NoiseStream {
  /** Standard normal draws, {@code [axes..., event...]}. */
  Expr normal(Shape event);

  /** Draws uniform on [0, 1), {@code [axes..., event...]}: 0 occurs, 1 does not. */
  Expr uniform(Shape event);

  /**
   * The logs of standard gamma draws, {@code [axes..., event...]}: g has the density {@code g^(a -
   * 1) exp(-g) / Gamma(a)}. Finite where g itself would be 0.
   *
   * @param concentration a, positive
   */
  Expr logGamma(Expr concentration, Shape event);

  /**
   * Poisson draws, {@code [axes..., event...]}: whole numbers; not a number where the rate is not
   * finite or negative.
   *
   * @param rate their mean, positive
   */
  Expr poisson(Expr rate, Shape event);

  /**
   * Binomial draws, {@code [axes..., event...]}: how many of the trials succeed; no number where
   * the parameters are out of their domain.
   *
   * @param trials whole numbers, not negative
   * @param probability from 0 to 1
   */
  Expr binomial(Expr trials, Expr probability, Shape event);
}
