package org.jelbo.dsl.nn;

import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Images;
import org.jelbo.dsl.expr.Padding;
import org.jelbo.dsl.expr.Window;
import org.jelbo.dsl.param.Build;

/**
 * The greatest entry of every window, channel by channel (Goodfellow, Bengio and Courville 2016,
 * Deep Learning, section 9.3). It has no parameters.
 *
 * @param window what is laid on the image
 */
public record MaxPool2d(Window window) implements Layer {
  /**
   * Checks the components.
   *
   * @throws JelboException for null
   */
  public MaxPool2d {
    Required.of(window, "layer 'maxpool'", "a window", "MaxPool2d.of(2)");
  }

  /**
   * Square windows side by side.
   *
   * @throws JelboException for a window below 1
   */
  public static MaxPool2d of(int window) {
    return new MaxPool2d(Window.of(window).stride(window));
  }

  /**
   * Windows as far apart.
   *
   * @throws JelboException for a number below 1
   */
  public MaxPool2d stride(int other) {
    return new MaxPool2d(window.stride(other));
  }

  /**
   * Rows and columns around the image that are never the greatest.
   *
   * @throws JelboException for a padding that the window cannot have
   */
  public MaxPool2d padding(Padding other) {
    return new MaxPool2d(window.padding(other));
  }

  @Override
  public String name() {
    return "maxpool";
  }

  /**
   * The output, event {@code [rows of windows, columns of windows, channels]}.
   *
   * @param inputs one image
   * @throws JelboException for other than one image, and windows that do not fit it
   */
  @Override
  public Expr apply(Build build, Expr... inputs) {
    return Images.greatest(Image.of(name(), inputs), window);
  }
}
