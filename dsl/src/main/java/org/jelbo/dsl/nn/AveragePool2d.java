package org.jelbo.dsl.nn;

import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Images;
import org.jelbo.dsl.expr.Padding;
import org.jelbo.dsl.expr.Window;
import org.jelbo.dsl.param.Build;

/**
 * The mean of every window, channel by channel (Goodfellow, Bengio and Courville 2016, Deep
 * Learning, section 9.3). It has no parameters.
 *
 * @param window what is laid on the image
 */
public record AveragePool2d(Window window) implements Layer {
  /**
   * Checks the components.
   *
   * @throws JelboException for null
   */
  public AveragePool2d {
    Required.of(window, "layer 'averagepool'", "a window", "AveragePool2d.of(2)");
  }

  /**
   * Square windows side by side.
   *
   * @throws JelboException for a window below 1
   */
  public static AveragePool2d of(int window) {
    return new AveragePool2d(Window.of(window).stride(window));
  }

  /**
   * Windows as far apart.
   *
   * @throws JelboException for a number below 1
   */
  public AveragePool2d stride(int other) {
    return new AveragePool2d(window.stride(other));
  }

  /**
   * Zeros around the image, which count as entries.
   *
   * @throws JelboException for a padding that the window cannot have
   */
  public AveragePool2d padding(Padding other) {
    return new AveragePool2d(window.padding(other));
  }

  @Override
  public String name() {
    return "averagepool";
  }

  /**
   * The output, event {@code [rows of windows, columns of windows, channels]}.
   *
   * @param inputs one image
   * @throws JelboException for other than one image, and windows that do not fit it
   */
  @Override
  public Expr apply(Build build, Expr... inputs) {
    return Images.mean(Image.of(name(), inputs), window);
  }
}
