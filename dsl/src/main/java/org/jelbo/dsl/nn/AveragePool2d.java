package org.jelbo.dsl.nn;

import org.jelbo.dsl.error.Present;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Images;
import org.jelbo.dsl.expr.Padding;
import org.jelbo.dsl.expr.Window;
import org.jelbo.dsl.param.Build;

/**
 * The mean of every window, channel by channel. It has no parameters.
 *
 * @param name what messages call it
 * @param window what is laid on the image
 */
public record AveragePool2d(String name, Window window) implements Layer {
  /** Refuses a blank name. */
  public AveragePool2d {
    Present.name(name, "a layer", "a path such as encoder/pool");
  }

  /** Square windows side by side. */
  public static AveragePool2d of(int window) {
    return new AveragePool2d("averagepool", Window.of(window).stride(window));
  }

  /** Windows as far apart. */
  public AveragePool2d stride(int other) {
    return new AveragePool2d(name, window.stride(other));
  }

  /** Zeros around the image, which count as entries. */
  public AveragePool2d padding(Padding other) {
    return new AveragePool2d(name, window.padding(other));
  }

  /**
   * The output, event {@code [rows of windows, columns of windows, channels]}.
   *
   * @param inputs one image
   */
  @Override
  public Expr apply(Build build, Expr... inputs) {
    return Images.mean(Image.of(name, inputs), window);
  }
}
