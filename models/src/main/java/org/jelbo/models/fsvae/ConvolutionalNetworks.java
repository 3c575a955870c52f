package org.jelbo.models.fsvae;

import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Padding;
import org.jelbo.dsl.nn.Activation;
import org.jelbo.dsl.nn.Conv2d;
import org.jelbo.dsl.nn.ConvTranspose2d;
import org.jelbo.dsl.nn.Flatten;
import org.jelbo.dsl.nn.Layer;
import org.jelbo.dsl.nn.Mlp;
import org.jelbo.dsl.nn.Reshape;
import org.jelbo.dsl.nn.Sequential;
import org.jelbo.dsl.param.Build;

/**
 * Networks with two convolutions of stride 2. In the encoder a hidden layer behind them reads the
 * label, too; in the decoder two hidden layers before them do, so that a small step of z can change
 * much, such as from a light digit to a dark one. ELU between layers.
 *
 * @param side rows and columns of an image, a multiple of 4
 * @param colours entries of a pixel, at least 1
 * @param channels of the outer convolution, at least 1; the inner one has twice as many
 * @param hidden units in a hidden layer, at least 1
 */
public record ConvolutionalNetworks(int side, int colours, int channels, int hidden)
    implements Networks {
  private static final int KERNEL = 4;
  private static final int STRIDE = 2;
  private static final Padding PADDING = Padding.of(1);

  /** For 32 x 32 pixels of 3 colours: 32 and 64 channels, 512 hidden units. */
  public static ConvolutionalNetworks ofColour() {
    return new ConvolutionalNetworks(32, 3, 32, 512);
  }

  @Override
  public long[] image() {
    return new long[] {side, side, colours};
  }

  @Override
  public Expr encode(Build build, Expr x, Expr y, long width) {
    Layer convolutions =
        Sequential.of(
            "encoder/image",
            Conv2d.of("0", channels, KERNEL).stride(STRIDE).padding(PADDING),
            Activation.ELU,
            Conv2d.of("1", 2L * channels, KERNEL).stride(STRIDE).padding(PADDING),
            Activation.ELU,
            new Flatten());
    return Mlp.of("encoder", hidden, width)
        .activation(Activation.ELU)
        .apply(build, convolutions.apply(build, x), y);
  }

  @Override
  public Expr decode(Build build, Expr z, Expr y) {
    int inner = side / (STRIDE * STRIDE);
    Layer convolutions =
        Sequential.of(
            "decoder/image",
            Activation.ELU,
            Reshape.to(inner, inner, 2L * channels),
            ConvTranspose2d.of("0", channels, KERNEL).stride(STRIDE).padding(PADDING),
            Activation.ELU,
            ConvTranspose2d.of("1", colours, KERNEL).stride(STRIDE).padding(PADDING));
    Expr start =
        Mlp.of("decoder", hidden, hidden, (long) inner * inner * 2 * channels)
            .activation(Activation.ELU)
            .apply(build, z, y);
    return convolutions.apply(build, start);
  }
}
