package org.jelbo.models.gmvae;

import org.jelbo.dsl.nn.Activation;

/**
 * The sizes of an autoencoder with a mixture as its prior.
 *
 * @param pixels entries of x, at least 1
 * @param latents entries of z, at least 1
 * @param hidden units in each of the two hidden layers of encoder and decoder, at least 1
 * @param components of the prior, at least 1
 * @param activation between layers
 */
public record GmvaeSettings(
    int pixels, int latents, int hidden, int components, Activation activation) {
  /** 784 pixels, 10 latents, 300 hidden units, 500 components, ELU. */
  public static GmvaeSettings standard() {
    return new GmvaeSettings(784, 10, 300, 500, Activation.ELU);
  }
}
