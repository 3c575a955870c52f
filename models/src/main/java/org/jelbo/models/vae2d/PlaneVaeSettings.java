package org.jelbo.models.vae2d;

/**
 * The sizes of an autoencoder with latents in a plane.
 *
 * @param pixels entries of x, at least 1
 * @param wide units of the hidden layer next to the image, at least 1
 * @param narrow units of the hidden layer next to the latents, at least 1
 */
public record PlaneVaeSettings(int pixels, int wide, int narrow) {
  /** 784 pixels, 512 and 256 hidden units. */
  public static PlaneVaeSettings standard() {
    return new PlaneVaeSettings(784, 512, 256);
  }
}
