package org.jelbo.samples.experiment;

import org.jelbo.dsl.nn.Activation;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.optimizer.Adam;
import org.jelbo.inference.training.Fit;
import org.jelbo.inference.training.Trainer;
import org.jelbo.models.classifier.Classifier;
import org.jelbo.models.classifier.ClassifierSettings;
import org.jelbo.samples.data.ImageSet;

/** Reads digits in images; trained on real ones. Owns native memory: close it. */
public final class DigitJudge implements AutoCloseable {
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
  public static DigitJudge of(ImageSet train, long steps, long seed) {
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

  /**
   * The share of images whose digit it reads.
   *
   * @param images columns {@code x} and {@code y} as those of {@link DigitData#labelled}
   */
  public double accuracy(Data images) {
    return fit.accuracy(images, "y").value();
  }

  @Override
  public void close() {
    fit.close();
  }
}
