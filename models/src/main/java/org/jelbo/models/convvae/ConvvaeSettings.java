package org.jelbo.models.convvae;

/**
 * The sizes of an autoencoder with convolutions.
 *
 * @param latents entries of z, at least 1
 * @param networks encoder and decoder
 */
public record ConvvaeSettings(int latents, Networks networks) {
  /** 10 latents, strided networks. */
  public static ConvvaeSettings standard() {
    return new ConvvaeSettings(10, Networks.STRIDED);
  }

  /** 100 latents and the networks of the course IFT6135. */
  public static ConvvaeSettings ift6135() {
    return new ConvvaeSettings(100, Networks.IFT6135);
  }
}
