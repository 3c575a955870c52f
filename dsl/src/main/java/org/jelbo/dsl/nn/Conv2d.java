package org.jelbo.dsl.nn;

import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Images;
import org.jelbo.dsl.expr.Padding;
import org.jelbo.dsl.expr.Window;
import org.jelbo.dsl.param.Build;
import org.jelbo.dsl.param.LinearInitializer;
import org.jelbo.dsl.param.Param;

/**
 * A convolution over images, event {@code [height, width, channels]}; see {@link
 * Images#convolution} (Goodfellow, Bengio and Courville 2016, Deep Learning, equation 9.6, which
 * does not turn the kernel around either).
 *
 * <p>Parameters: {@code name/kernel} of shape [window height, window width, in, channels] and
 * {@code name/bias} of shape [channels].
 *
 * @param name the path of its parameters
 * @param channels of the output, at least 1
 * @param window what is laid on the image
 * @param initializer how the parameters start; the fan-in is the number of entries of a window
 */
public record Conv2d(String name, long channels, Window window, LinearInitializer initializer)
    implements Layer {
  /**
   * Checks the components.
   *
   * @throws JelboException for a blank name, and channels below 1
   */
  public Conv2d {
    Required.name(name, "a layer", "a path such as encoder/0");
    requireChannels(name, channels);
  }

  static void requireChannels(String name, long channels) {
    if (channels < 1) {
      throw JelboException.here(
          "layer '" + name + "'",
          "expected 1 channel or more, but got " + channels,
          "a positive number of channels");
    }
  }

  /**
   * A square window within the image, stride 1, that starts as PyTorch's.
   *
   * @throws JelboException for a blank name, channels below 1, and a window below 1
   */
  public static Conv2d of(String name, long channels, int window) {
    return new Conv2d(name, channels, Window.of(window), LinearInitializer.PYTORCH);
  }

  /**
   * Windows as far apart.
   *
   * @throws JelboException for a number below 1
   */
  public Conv2d stride(int other) {
    return new Conv2d(name, channels, window.stride(other), initializer);
  }

  /**
   * Entries of a window as far apart.
   *
   * @throws JelboException for a number below 1
   */
  public Conv2d dilation(int other) {
    return new Conv2d(name, channels, window.dilation(other), initializer);
  }

  /**
   * Zeros around the image.
   *
   * @throws JelboException for a padding that the window cannot have
   */
  public Conv2d padding(Padding other) {
    return new Conv2d(name, channels, window.padding(other), initializer);
  }

  /** The same layer, started otherwise. */
  public Conv2d initializer(LinearInitializer other) {
    return new Conv2d(name, channels, window, other);
  }

  /**
   * The output, event {@code [rows of windows, columns of windows, channels]}.
   *
   * @param inputs one image
   * @throws JelboException for other than one image, and windows that do not fit it
   */
  @Override
  public Expr apply(Build build, Expr... inputs) {
    Expr image = Image.of(name, inputs);
    long entries = (long) window.height() * window.width();
    long in = image.eventShape().get(2);
    Expr kernel =
        build.param(
            Param.of(name + "/kernel", window.height(), window.width(), in, channels)
                .startedBy(initializer.kernel(entries * in, entries * channels)));
    Expr bias =
        build.param(Param.of(name + "/bias", channels).startedBy(initializer.bias(entries * in)));
    return Images.convolution(image, kernel, bias, window);
  }
}
