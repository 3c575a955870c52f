package org.jelbo.dsl.noise;

import org.jelbo.dsl.expr.Expr;
import org.tensorflow.ndarray.Shape;

/** Independent random numbers for one site; every call gives new ones. */
public interface NoiseStream {
  /** Standard normal draws, {@code [axes..., event...]}. */
  Expr normal(Shape event);

  /** Draws uniform on [0, 1), {@code [axes..., event...]}: 0 occurs, 1 does not. */
  Expr uniform(Shape event);
}
