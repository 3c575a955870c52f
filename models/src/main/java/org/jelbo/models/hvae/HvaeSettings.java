package org.jelbo.models.hvae;

import org.jelbo.dsl.nn.Activation;

/**
 * The sizes of a hierarchical autoencoder.
 *
 * @param pixels entries of x, at least 1
 * @param lower entries of z1, from which images are made, at least 1
 * @param upper entries of z2, from which z1 is made, at least 1
 * @param hidden units in each of the two hidden layers of every network, at least 1
 * @param activation between layers
 */
public record HvaeSettings(int pixels, int lower, int upper, int hidden, Activation activation) {
  /** 784 pixels, 20 latents below 10, 300 hidden units, ELU. */
  public static HvaeSettings standard() {
    return new HvaeSettings(784, 20, 10, 300, Activation.ELU);
  }
}
