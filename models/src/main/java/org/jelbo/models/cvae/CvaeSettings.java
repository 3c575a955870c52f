package org.jelbo.models.cvae;

import org.jelbo.dsl.nn.Activation;

/**
 * The sizes of a conditional variational autoencoder.
 *
 * @param pixels entries of x, at least 1
 * @param labels entries of the one-hot y, at least 1
 * @param latents entries of z, at least 1
 * @param hidden units in each of the two hidden layers of encoder and decoder, at least 1
 * @param activation between layers
 */
public record CvaeSettings(int pixels, int labels, int latents, int hidden, Activation activation) {
  /** 784 pixels, 10 labels, 10 latents, 300 hidden units, ELU. */
  public static CvaeSettings standard() {
    return new CvaeSettings(784, 10, 10, 300, Activation.ELU);
  }
}
