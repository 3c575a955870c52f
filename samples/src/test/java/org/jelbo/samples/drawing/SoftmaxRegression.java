package org.jelbo.samples.drawing;

import org.jelbo.samples.data.ImageSet;

/**
 * A linear classifier of ten classes, trained by gradient descent on batches of 50: what a data set
 * lets one learn without any idea of shape.
 */
final class SoftmaxRegression {
  private static final int CLASSES = 10;
  private static final int BATCH = 50;

  private final int size;
  private final float[][] weights;

  private SoftmaxRegression(int size) {
    this.size = size;
    this.weights = new float[CLASSES][size + 1];
  }

  /** Trains for some epochs; the images are independent, so their order serves as it is. */
  static SoftmaxRegression train(ImageSet set, int epochs) {
    SoftmaxRegression model = new SoftmaxRegression(set.pixelsPerImage());
    float[] image = new float[model.size];
    for (int epoch = 0; epoch < epochs; epoch++) {
      float rate = 0.3f / (1 + epoch);
      for (int start = 0; start + BATCH <= set.count(); start += BATCH) {
        float[][] gradient = new float[CLASSES][model.size + 1];
        for (int row = start; row < start + BATCH; row++) {
          set.intensities(row, image, 0);
          model.add(gradient, image, set.label(row));
        }
        for (int c = 0; c < CLASSES; c++) {
          for (int i = 0; i <= model.size; i++) {
            model.weights[c][i] += rate / BATCH * gradient[c][i];
          }
        }
      }
    }
    return model;
  }

  double accuracy(ImageSet set) {
    int right = 0;
    for (int row = 0; row < set.count(); row++) {
      double[] logits = logits(set.intensities(row));
      int best = 0;
      for (int c = 1; c < CLASSES; c++) {
        best = logits[c] > logits[best] ? c : best;
      }
      right += best == set.label(row) ? 1 : 0;
    }
    return (double) right / set.count();
  }

  private void add(float[][] gradient, float[] image, int label) {
    double[] shares = logits(image);
    double sum = 0;
    for (int c = 0; c < CLASSES; c++) {
      shares[c] = StrictMath.exp(shares[c]);
      sum += shares[c];
    }
    for (int c = 0; c < CLASSES; c++) {
      float error = (float) ((c == label ? 1 : 0) - shares[c] / sum);
      for (int i = 0; i < size; i++) {
        gradient[c][i] += error * image[i];
      }
      gradient[c][size] += error;
    }
  }

  private double[] logits(float[] image) {
    double[] logits = new double[CLASSES];
    for (int c = 0; c < CLASSES; c++) {
      float sum = weights[c][size];
      for (int i = 0; i < size; i++) {
        sum += weights[c][i] * image[i];
      }
      logits[c] = sum;
    }
    return logits;
  }
}
