package org.jelbo.models.fsvae;

import org.jelbo.dsl.nn.Activation;

/**
 * The sizes of a fully supervised variational autoencoder.
 *
 * @param pixels entries of x, at least 1
 * @param labels entries of the one-hot y, at least 1
 * @param latents entries of z, at least 1
 * @param hidden units in each of the two hidden layers of encoder and decoder, at least 1
 * @param variance of every entry of x around its mean, positive
 * @param activation between layers
 */
public record FsvaeSettings(
    int pixels, int labels, int latents, int hidden, double variance, Activation activation) {
  /** 32 x 32 pixels of 3 colours, 10 labels, 10 latents, 500 hidden units, variance 0.1, ELU. */
  public static FsvaeSettings standard() {
    return new FsvaeSettings(3072, 10, 10, 500, 0.1, Activation.ELU);
  }
}
