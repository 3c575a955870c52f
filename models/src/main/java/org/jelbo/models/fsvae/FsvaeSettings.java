package org.jelbo.models.fsvae;

/**
 * The sizes of a fully supervised variational autoencoder.
 *
 * @param labels entries of the one-hot y, at least 1
 * @param latents entries of z, at least 1
 * @param variance of every entry of x around its mean, positive
 * @param networks encoder and decoder, which give x its event
 */
public record FsvaeSettings(int labels, int latents, double variance, Networks networks) {
  /** 10 labels, 10 latents, variance 0.1. */
  public static FsvaeSettings of(Networks networks) {
    return new FsvaeSettings(10, 10, 0.1, networks);
  }
}
