package org.jelbo.models.fsvae;

import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Build;

/** An encoder and a decoder of images, each of which reads the label too. */
public sealed interface Networks permits DenseNetworks, ConvolutionalNetworks {
  /** The event of an image. */
  long[] image();

  /**
   * From an image and its label to the parameters of the latents.
   *
   * @param width how many entries to give
   */
  Expr encode(Build build, Expr x, Expr y, long width);

  /** From latents and a label to the mean of an image. */
  Expr decode(Build build, Expr z, Expr y);
}
