package org.jelbo.samples.experiment;

import java.util.List;
import org.jelbo.dsl.nn.Activation;
import org.jelbo.inference.compilation.Values;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.optimizer.Adam;
import org.jelbo.inference.training.Fit;
import org.jelbo.inference.training.Trainer;
import org.jelbo.models.classifier.Classifier;
import org.jelbo.models.classifier.ClassifierSettings;
import org.jelbo.samples.data.ImageSet;

/** Reads digits in images; trained on real ones. Owns native memory: close it. */
final class DigitJudge implements AutoCloseable {
  private static final int HIDDEN = 300;

  private final Fit fit;

  private DigitJudge(Fit fit) {
    this.fit = fit;
  }

  /**
   * Trains a judge: batches of 100, Adam at 1e-3.
   *
   * @param steps at least 1
   * @param seed of parameters and batches
   */
  static DigitJudge of(ImageSet train, long steps, long seed) {
    ClassifierSettings settings =
        new ClassifierSettings(train.pixelsPerImage(), DigitData.CLASSES, HIDDEN, Activation.RELU);
    return new DigitJudge(
        Trainer.of(Classifier.of(settings).likelihood())
            .optimizer(Adam.of(Training.LEARNING_RATE))
            .feed(DigitData.labelled(train).batch(Math.min(Training.BATCH, train.count())))
            .steps(steps)
            .seed(seed)
            .run());
  }

  /** The likeliest digit of each image, colours in [0, 1]. */
  int[] read(List<float[]> images) {
    int size = images.get(0).length;
    float[] pixels = new float[images.size() * size];
    for (int i = 0; i < images.size(); i++) {
      System.arraycopy(images.get(i), 0, pixels, i * size, size);
    }
    return read(Data.of(Column.ofFloats("x", pixels, size)));
  }

  /** The share of images whose label it reads. */
  double accuracy(ImageSet images) {
    int[] read = read(DigitData.labelled(images));
    int right = 0;
    for (int row = 0; row < read.length; row++) {
      right += read[row] == images.label(row) ? 1 : 0;
    }
    return (double) right / read.length;
  }

  private int[] read(Data data) {
    Values shares = fit.sample(data).meanOf("y");
    int[] digits = new int[data.rows()];
    for (int row = 0; row < digits.length; row++) {
      double[] probabilities = shares.row(row);
      for (int digit = 1; digit < probabilities.length; digit++) {
        if (probabilities[digit] > probabilities[digits[row]]) {
          digits[row] = digit;
        }
      }
    }
    return digits;
  }

  @Override
  public void close() {
    fit.close();
  }
}
