package org.jelbo.models.ssvae;

/**
 * The sizes of a semi-supervised autoencoder, and the weights of its two terms.
 *
 * @param pixels entries of x, at least 1
 * @param labels entries of y, at least 2
 * @param latents entries of z, at least 1
 * @param hidden units in each of the two hidden layers of classifier, encoder and decoder
 * @param boundWeight of the bound of images without labels, at least 0
 * @param labelWeight of the log-likelihood of labels, at least 0
 */
public record SsvaeSettings(
    int pixels, int labels, int latents, int hidden, double boundWeight, double labelWeight) {
  /** 784 pixels, 10 labels, 64 latents, 300 hidden units, weights 1 and 100. */
  public static SsvaeSettings standard() {
    return new SsvaeSettings(784, 10, 64, 300, 1, 100);
  }

  /** With another weight of the bound; 0 leaves the classifier alone. */
  public SsvaeSettings boundWeight(double weight) {
    return new SsvaeSettings(pixels, labels, latents, hidden, weight, labelWeight);
  }
}
