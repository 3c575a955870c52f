package org.jelbo.samples.experiment;

import java.util.Map;
import org.jelbo.inference.compilation.Device;
import org.jelbo.inference.compilation.StepReport;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.data.Feed;
import org.jelbo.inference.optimizer.Adam;
import org.jelbo.inference.training.Evaluation;
import org.jelbo.inference.training.Fit;
import org.jelbo.inference.training.Listener;
import org.jelbo.inference.training.Trainer;
import org.jelbo.models.vae.Vae;
import org.jelbo.models.vae.VaeSettings;

/**
 * The variational autoencoder on binarized digits: batches of 100, Adam at 1e-3; measured on the
 * held-out images, binarized dynamically, 5 draws each.
 */
public final class VaeExperiment {
  /** Rows in a batch. */
  static final int BATCH = 100;

  /** Shards of a batch. */
  static final int SHARDS = 2;

  /** Adam's learning rate. */
  static final double LEARNING_RATE = 1e-3;

  /** Draws for each held-out image. */
  static final int EVALUATION_DRAWS = 5;

  private final DigitData data;
  private final Feed feed;
  private final long steps;
  private final long seed;

  private final Device device;

  private VaeExperiment(DigitData data, Feed feed, long steps, long seed, Device device) {
    this.device = device;
    this.data = data;
    this.feed = feed;
    this.steps = steps;
    this.seed = seed;
  }

  /**
   * An experiment that has not run.
   *
   * @param steps of training, at least 1
   * @param seed of parameters, batches and noise
   */
  public static VaeExperiment of(DigitData data, long steps, long seed) {
    if (steps < 1) {
      throw Messages.noSteps(steps);
    }
    return new VaeExperiment(
        data,
        DigitData.binarized(data.train()).batch(BATCH).shards(SHARDS),
        steps,
        seed,
        Device.CPU);
  }

  /** The same experiment on another device. */
  public VaeExperiment device(Device other) {
    return new VaeExperiment(data, feed, steps, seed, other);
  }

  /** The settings of the model. */
  static VaeSettings settings() {
    return VaeSettings.standard();
  }

  /**
   * Trains and measures; the result is to be closed.
   *
   * @param listener hears of every step
   */
  public VaeResult run(Listener listener) {
    TrainingCurve curve = new TrainingCurve(steps);
    Data test = DigitData.binarized(data.test());
    long begun = System.nanoTime();
    Fit fit =
        Trainer.of(Vae.of(settings()).elbo())
            .optimizer(Adam.of(LEARNING_RATE))
            .feed(feed)
            .steps(steps)
            .seed(seed)
            .device(device)
            .listener(curve)
            .listener(listener)
            .run();
    try {
      double seconds = (System.nanoTime() - begun) / 1e9;
      Evaluation measured = fit.evaluate(test, EVALUATION_DRAWS, seed);
      return new VaeResult(this, fit, curve, measured, seconds);
    } catch (RuntimeException | Error e) {
      fit.close();
      throw e;
    }
  }

  DigitData data() {
    return data;
  }

  long steps() {
    return steps;
  }

  long seed() {
    return seed;
  }

  /** The loss and its parts by name, for a progress display. */
  public static Map<String, Double> shown(StepReport report) {
    return TrainingCurve.values(report);
  }
}
