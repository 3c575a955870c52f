package org.jelbo.samples.protocol;

import org.jelbo.samples.data.ImageSet;

/**
 * What a model knows that takes every pixel for itself: {@code -sum_i [m_i log p_i + (1 - m_i)
 * log(1 - p_i)]}, where p is the mean image of the training set (with one white and one black image
 * added) and m that of the held-out set; the expectation over binarizing.
 */
final class IndependentPixels {
  private IndependentPixels() {}

  /** The negative log-likelihood of held-out images, in nats per image. */
  static double nats(ImageSet train, ImageSet test) {
    double[] p = sums(train);
    double[] m = sums(test);
    double nats = 0;
    for (int i = 0; i < p.length; i++) {
      double probability = (p[i] + 1) / (train.count() + 2);
      double mean = m[i] / test.count();
      nats -= mean * Math.log(probability) + (1 - mean) * Math.log1p(-probability);
    }
    return nats;
  }

  private static double[] sums(ImageSet images) {
    double[] sums = new double[images.pixelsPerImage()];
    for (int row = 0; row < images.count(); row++) {
      float[] image = images.intensities(row);
      for (int i = 0; i < sums.length; i++) {
        sums[i] += image[i];
      }
    }
    return sums;
  }
}
