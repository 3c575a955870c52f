package org.jelbo.dsl.nn;

import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;

/** The one input of a layer on images. */
final class Image {
  private Image() {}

  static Expr of(String layer, Expr... inputs) {
    Expr image = Only.of(layer, inputs);
    int rank = image.eventShape().numDimensions();
    if (rank != 3) {
      throw JelboException.here(
          "layer '" + layer + "'",
          "expected an image, event [height, width, channels], but got event shape "
              + image.eventShape(),
          "reshape(" + sizes(image) + ")");
    }
    return image;
  }

  private static String sizes(Expr image) {
    long entries = image.eventShape().size();
    long side = Math.round(Math.sqrt((double) entries));
    if (image.eventShape().numDimensions() == 2) {
      return image.eventShape().get(0) + ", " + image.eventShape().get(1) + ", 1";
    }
    return side * side == entries ? side + ", " + side + ", 1" : "height, width, channels";
  }
}
