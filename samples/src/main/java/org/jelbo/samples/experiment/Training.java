package org.jelbo.samples.experiment;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.inference.compilation.Device;
import org.jelbo.inference.compilation.StepReport;
import org.jelbo.inference.data.Feed;
import org.jelbo.inference.file.Rescue;
import org.jelbo.inference.training.Checkpoint;
import org.jelbo.inference.training.Fit;
import org.jelbo.inference.training.Listener;
import org.jelbo.inference.training.Trainer;
import org.jelbo.samples.data.ImageSet;
import org.jspecify.annotations.Nullable;

/**
 * The training of a bundled model, unless it says otherwise in batches of 100 by Adam at 1e-3;
 * measured on the held-out images, binarized dynamically, 5 draws each.
 */
public final class Training {
  /** Rows in a batch, unless a model says otherwise. */
  public static final int BATCH = 100;

  /** Adam's learning rate, unless a model says otherwise. */
  public static final double LEARNING_RATE = 1e-3;

  /** Draws for each held-out image. */
  public static final int EVALUATION_DRAWS = 5;

  private static final long METRICS = 20;

  /** The parameters for themselves and, in a checkpoint, with two slots of the optimizer. */
  private static final long STATE_BYTES = 4 * Float.BYTES;

  /** Pictures, and the page that has them again. */
  private static final long PICTURE_BYTES = 1 << 23;

  private final BundledModel model;
  private final DigitData data;
  private final Map<String, Feed> feeds;
  private final Setup setup;
  private final @Nullable Stretches stretches;
  private final @Nullable RunFolder folder;
  private final @Nullable Path resumed;

  /** How many steps, from which seed, where. */
  private record Setup(long steps, long seed, Device device) {}

  private Training(
      BundledModel model,
      DigitData data,
      Map<String, Feed> feeds,
      Setup setup,
      @Nullable Stretches stretches,
      @Nullable RunFolder folder,
      @Nullable Path resumed) {
    this.model = model;
    this.data = data;
    this.feeds = feeds;
    this.setup = setup;
    this.stretches = stretches;
    this.folder = folder;
    this.resumed = resumed;
  }

  /**
   * A training that has not run.
   *
   * @param steps at least 1
   * @param seed of parameters, batches and noise
   */
  public static Training of(BundledModel model, DigitData data, long steps, long seed) {
    requireSteps(steps);
    Map<String, Feed> feeds = feeds(model, data.train(), Device.CPU);
    return new Training(model, data, feeds, new Setup(steps, seed, Device.CPU), null, null, null);
  }

  /** The batches of a model, in as many shards as a device computes fastest. */
  static Map<String, Feed> feeds(BundledModel model, ImageSet images, Device device) {
    Map<String, Feed> feeds = new LinkedHashMap<>(model.feeds(images));
    feeds.replaceAll((name, feed) -> feed.shards(device.shards(feed.shards())));
    return feeds;
  }

  /** Refuses less than a step. */
  public static void requireSteps(long steps) {
    if (steps < 1) {
      throw Messages.noSteps(steps, 20_000);
    }
  }

  /**
   * Refuses a checkpoint that a training could not go on from.
   *
   * @param steps to be done in all
   * @return what it says of itself
   */
  public static Checkpoint requireResumable(BundledModel model, Path checkpoint, long steps) {
    Checkpoint found = Checkpoint.of(model.objective(), checkpoint).requireSlots();
    if (found.steps() >= steps) {
      throw Messages.alreadyTrained(steps, found.steps());
    }
    return found;
  }

  /** How many bytes a run of a model writes, and more. */
  public static long bytes(BundledModel model) {
    long numbers =
        model.objective().parameters().stream().mapToLong(param -> param.shape().size()).sum();
    return STATE_BYTES * numbers + PICTURE_BYTES;
  }

  /** The same training on another device. */
  public Training device(Device other) {
    Map<String, Feed> others = feeds(model, data.train(), other);
    return new Training(
        model, data, others, new Setup(setup.steps, setup.seed, other), stretches, folder, resumed);
  }

  /**
   * The same training; where it ends before its time, or what comes after it fails, the folder
   * holds the state.
   */
  public Training checkpoints(RunFolder other) {
    return new Training(model, data, feeds, setup, stretches, other, resumed);
  }

  /**
   * The same training from a checkpoint.
   *
   * @param checkpoint of a training of the same model
   */
  public Training resume(Path checkpoint) {
    return new Training(model, data, feeds, setup, stretches, folder, checkpoint);
  }

  /**
   * The same training, interrupted without harm: its state is written now and then, and where there
   * is a file of it the training goes on from there, to the same numbers.
   *
   * @param checkpoint of this very training, or not there yet
   * @param every steps between writing, at least 1
   */
  Training resumable(Path checkpoint, long every) {
    Stretches some = new Stretches(checkpoint, every, identity());
    return new Training(model, data, feeds, setup, some, folder, resumed);
  }

  /**
   * Trains and measures; the result is to be closed.
   *
   * @param listener hears of every step
   */
  public TrainedRun run(Listener listener) {
    TrainingCurve curve = new TrainingCurve(setup.steps);
    long begun = System.nanoTime();
    Fit fit = trained(curve, listener);
    if (curve.points().isEmpty()) {
      JelboException refusal = Messages.alreadyTrained(setup.steps, fit.steps());
      fit.close();
      throw refusal;
    }
    try {
      double seconds = (System.nanoTime() - begun) / 1e9;
      return new TrainedRun(this, fit, curve, model.measure(fit, data.test(), setup.seed), seconds);
    } catch (JelboException e) {
      JelboException kept = kept(fit, e);
      fit.close();
      throw kept;
    } catch (RuntimeException | Error e) {
      e.addSuppressed(kept(fit, Messages.failedAfterTraining()));
      fit.close();
      throw e;
    }
  }

  /**
   * Keeps what was trained where something fails after it.
   *
   * @return the failure, which says where the state is
   */
  JelboException kept(Fit fit, JelboException failure) {
    if (folder == null) {
      return failure;
    }
    try {
      Rescue saved = Rescue.of(folder.checkpoint(), fit::checkpoint);
      return failure.and("the state after step " + fit.steps() + " is in '" + saved.path() + "'");
    } catch (JelboException e) {
      failure.addSuppressed(e);
      return failure;
    }
  }

  /** All that the parameters depend on, but for the number of steps. */
  JsonObject identity() {
    JsonObject identity = new JsonObject();
    identity.addProperty("model", model.name());
    identity.add("settings", settings(model, setup.device));
    identity.addProperty("seed", setup.seed);
    identity.addProperty("device", setup.device.description());
    model.klWeight().ifPresent(weight -> identity.addProperty("klWeight", weight.text()));
    identity.addProperty("trainDigest", data.train().digest());
    identity.add("versions", Versions.asJson());
    return identity;
  }

  private Fit trained(Listener... listeners) {
    Trainer trainer =
        Trainer.of(model.objective())
            .optimizer(model.optimizer())
            .seed(setup.seed)
            .device(setup.device);
    for (Map.Entry<String, Feed> feed : feeds.entrySet()) {
      trainer = trainer.feed(feed.getKey(), feed.getValue());
    }
    for (Map.Entry<String, BundledModel.Metric> metric : model.metrics().entrySet()) {
      trainer =
          trainer.metric(
              metric.getKey(), between(setup.steps), fit -> metric.getValue().of(fit, data.test()));
    }
    for (Listener listener : listeners) {
      trainer = trainer.listener(listener);
    }
    if (folder != null) {
      trainer = trainer.checkpoints(folder.checkpoint());
    }
    if (resumed != null) {
      trainer = trainer.resume(resumed);
    }
    return stretches == null
        ? trainer.steps(setup.steps).run()
        : stretches.run(trainer, setup.steps);
  }

  /** The steps between measuring metrics: a twentieth of all. */
  private static long between(long steps) {
    return Math.max(1, steps / METRICS);
  }

  BundledModel model() {
    return model;
  }

  DigitData data() {
    return data;
  }

  long steps() {
    return setup.steps;
  }

  long seed() {
    return setup.seed;
  }

  Device device() {
    return setup.device;
  }

  /** The settings of a model and of its training, as results have them. */
  static JsonObject settings(BundledModel model, Device device) {
    JsonObject settings = model.settings();
    settings.addProperty("batch", model.batch());
    settings.addProperty("shards", device.shards(model.shards()));
    settings.addProperty("optimizer", "Adam " + model.optimizer().learningRate().text());
    settings.addProperty("evaluationDraws", EVALUATION_DRAWS);
    return settings;
  }

  /** The loss and its parts by name, for a progress display. */
  public static Map<String, Double> shown(StepReport report) {
    return TrainingCurve.values(report);
  }
}
