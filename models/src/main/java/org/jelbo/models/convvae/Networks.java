package org.jelbo.models.convvae;

import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Padding;
import org.jelbo.dsl.nn.Activation;
import org.jelbo.dsl.nn.AveragePool2d;
import org.jelbo.dsl.nn.Conv2d;
import org.jelbo.dsl.nn.ConvTranspose2d;
import org.jelbo.dsl.nn.Dense;
import org.jelbo.dsl.nn.Flatten;
import org.jelbo.dsl.nn.Layer;
import org.jelbo.dsl.nn.Reshape;
import org.jelbo.dsl.nn.Sequential;
import org.jelbo.dsl.nn.Upsample;

/** Encoders of images, event {@code [28, 28, 1]}, and decoders to their logits. */
public enum Networks {
  /**
   * Convolutions of stride 2 with 32 and 64 channels and a dense layer of 256 units, and the same
   * backwards; ELU between layers.
   */
  STRIDED {
    @Override
    Layer encoder(int latents) {
      return Sequential.of(
          "encoder",
          Conv2d.of("0", 32, 3).stride(2).padding(Padding.same()),
          Activation.ELU,
          Conv2d.of("1", 64, 3).stride(2).padding(Padding.same()),
          Activation.ELU,
          new Flatten(),
          Dense.of("2", 256),
          Activation.ELU,
          Dense.of("3", 2L * latents));
    }

    @Override
    Layer decoder() {
      return Sequential.of(
          "decoder",
          Dense.of("0", 256),
          Activation.ELU,
          Dense.of("1", 7 * 7 * 64),
          Activation.ELU,
          Reshape.to(7, 7, 64),
          ConvTranspose2d.of("2", 32, 4).stride(2).padding(Padding.of(1)),
          Activation.ELU,
          ConvTranspose2d.of("3", 1, 4).stride(2).padding(Padding.of(1)));
    }

    @Override
    Expr variance(Expr raw) {
      return raw.softplus().plus(1e-8);
    }
  },
  /**
   * Those of the course IFT6135, representation learning, at the University of Montreal, third
   * assignment of 2019: convolutions of 32, 64 and 256 channels with average pools between them;
   * and convolutions of 64, 32, 16 and 1 channels with images made larger, bilinearly from corner
   * to corner, between them. The encoder gives the logarithm of the variance.
   */
  IFT6135 {
    @Override
    Layer encoder(int latents) {
      return Sequential.of(
          "encoder",
          Conv2d.of("0", 32, 3),
          Activation.ELU,
          AveragePool2d.of(2),
          Conv2d.of("1", 64, 3),
          Activation.ELU,
          AveragePool2d.of(2),
          Conv2d.of("2", 256, 5),
          Activation.ELU,
          new Flatten(),
          Dense.of("3", 2L * latents));
    }

    @Override
    Layer decoder() {
      return Sequential.of(
          "decoder",
          Dense.of("0", 256),
          Activation.ELU,
          Reshape.to(1, 1, 256),
          Conv2d.of("1", 64, 5).padding(Padding.of(4)),
          Activation.ELU,
          Upsample.bilinear(2).alignCorners(),
          Conv2d.of("2", 32, 3).padding(Padding.of(2)),
          Activation.ELU,
          Upsample.bilinear(2).alignCorners(),
          Conv2d.of("3", 16, 3).padding(Padding.of(2)),
          Activation.ELU,
          Conv2d.of("4", 1, 3).padding(Padding.of(2)));
    }

    @Override
    Expr variance(Expr raw) {
      return raw.exp();
    }
  };

  /** From an image to the mean and what {@link #variance} makes of the rest. */
  abstract Layer encoder(int latents);

  /** From latents to the logits of an image. */
  abstract Layer decoder();

  /** The variance of the latents. */
  abstract Expr variance(Expr raw);
}
