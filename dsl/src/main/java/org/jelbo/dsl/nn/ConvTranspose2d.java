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
 * The transpose of a convolution, which makes images larger: event {@code [(height - 1) stride +
 * span - padding + more, ..., channels]}; see {@link Images#transposedConvolution} (Dumoulin and
 * Visin 2016, A guide to convolution arithmetic for deep learning, chapter 4).
 *
 * <p>Parameters: {@code name/kernel} of shape [window height, window width, channels, in] and
 * {@code name/bias} of shape [channels].
 *
 * @param name the path of its parameters
 * @param channels of the output, at least 1
 * @param window what every entry adds; its padding is cut off the result
 * @param more rows below and columns on the right, below the stride; PyTorch's output padding
 * @param initializer how the parameters start; as in PyTorch the fan-in is the window's entries
 *     times the channels of the output
 */
public record ConvTranspose2d(
    String name, long channels, Window window, int more, LinearInitializer initializer)
    implements Layer {
  /**
   * Checks the components.
   *
   * @throws JelboException for a blank name, and channels below 1
   */
  public ConvTranspose2d {
    Required.name(name, "a layer", "a path such as decoder/0");
    Conv2d.requireChannels(name, channels);
  }

  /**
   * A square window, stride 1, that starts as PyTorch's.
   *
   * @throws JelboException for a blank name, channels below 1, and a window below 1
   */
  public static ConvTranspose2d of(String name, long channels, int window) {
    return new ConvTranspose2d(name, channels, Window.of(window), 0, LinearInitializer.PYTORCH);
  }

  /**
   * What entries next to each other add, as far apart.
   *
   * @throws JelboException for a number below 1
   */
  public ConvTranspose2d stride(int other) {
    return new ConvTranspose2d(name, channels, window.stride(other), more, initializer);
  }

  /**
   * Entries of a window as far apart.
   *
   * @throws JelboException for a number below 1
   */
  public ConvTranspose2d dilation(int other) {
    return new ConvTranspose2d(name, channels, window.dilation(other), more, initializer);
  }

  /**
   * What is cut off the result.
   *
   * @throws JelboException for a padding that the window cannot have
   */
  public ConvTranspose2d padding(Padding other) {
    return new ConvTranspose2d(name, channels, window.padding(other), more, initializer);
  }

  /** With more rows below and columns on the right. */
  public ConvTranspose2d more(int other) {
    return new ConvTranspose2d(name, channels, window, other, initializer);
  }

  /** The same layer, started otherwise. */
  public ConvTranspose2d initializer(LinearInitializer other) {
    return new ConvTranspose2d(name, channels, window, more, other);
  }

  /**
   * The larger image.
   *
   * @param inputs one image
   * @throws JelboException for other than one image, and windows that do not fit the result
   */
  @Override
  public Expr apply(Build build, Expr... inputs) {
    Expr image = Image.of(name, inputs);
    long entries = (long) window.height() * window.width();
    long in = image.eventShape().get(2);
    long fanIn = entries * channels;
    Expr kernel =
        build.param(
            Param.of(name + "/kernel", window.height(), window.width(), channels, in)
                .startedBy(initializer.kernel(fanIn, entries * in)));
    Expr bias = build.param(Param.of(name + "/bias", channels).startedBy(initializer.bias(fanIn)));
    return Images.transposedConvolution(image, kernel, bias, window, more);
  }
}
