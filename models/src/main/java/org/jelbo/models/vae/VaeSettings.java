package org.jelbo.models.vae;

import org.jelbo.dsl.nn.Activation;

/**
 * The sizes of a variational autoencoder.
 *
 * @param pixels entries of x, at least 1
 * @param latents entries of z, at least 1
 * @param hidden units in each of the two hidden layers of encoder and decoder, at least 1
 * @param activation between layers
 * @param klWeight the weight on the divergence, at least 0; 1 for the evidence lower bound
 */
public record VaeSettings(
    int pixels, int latents, int hidden, Activation activation, double klWeight) {
  /** 784 pixels, 10 latents, 300 hidden units, ELU, weight 1. */
  public static VaeSettings standard() {
    return new VaeSettings(784, 10, 300, Activation.ELU, 1);
  }
}
