package org.jelbo.dsl.nn;

import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Images;

/** The one input of a layer on images. */
final class Image {
  private Image() {}

  static Expr of(String layer, Expr... inputs) {
    return Images.require("layer '" + layer + "'", Only.of(layer, inputs));
  }
}
