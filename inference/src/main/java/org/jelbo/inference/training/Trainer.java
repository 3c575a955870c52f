package org.jelbo.inference.training;

import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.Device;
import org.jelbo.inference.data.Feed;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.optimizer.Adam;
import org.jelbo.inference.optimizer.Optimizer;
import org.jspecify.annotations.Nullable;

/**
 * How an objective is trained: Adam at 1e-3, seed 0 and float32 unless said otherwise. Immutable.
 */
public final class Trainer {
  private final Compilation compilation;
  private final Objective objective;
  private final boolean fed;
  private final @Nullable Long steps;
  private final @Nullable Path resumed;
  private final Watch watch;

  private Trainer(
      Compilation compilation,
      Objective objective,
      boolean fed,
      @Nullable Long steps,
      @Nullable Path resumed,
      Watch watch) {
    this.compilation = compilation;
    this.objective = objective;
    this.fed = fed;
    this.steps = steps;
    this.resumed = resumed;
    this.watch = watch;
  }

  /** A trainer of an objective; it needs a feed and a number of steps. */
  public static Trainer of(Objective objective) {
    Compilation compilation = Compilation.of(objective).optimizer(Adam.of(1e-3));
    return new Trainer(compilation, objective, false, null, null, Watch.NONE);
  }

  /** By these updates. */
  public Trainer optimizer(Optimizer optimizer) {
    return with(compilation.optimizer(optimizer));
  }

  /** On these batches. */
  public Trainer feed(Feed feed) {
    return new Trainer(compilation.feed(feed), objective, true, steps, resumed, watch);
  }

  /**
   * On these batches in the terms that read the feed of this name.
   *
   * @param name a feed of the objective that has no batches yet
   * @throws JelboException for a feed that has batches
   */
  public Trainer feed(String name, Feed feed) {
    return new Trainer(compilation.feed(name, feed), objective, true, steps, resumed, watch);
  }

  /**
   * Until so many steps are done, counted from the start of the parameters.
   *
   * @param count at least 0
   */
  public Trainer steps(long count) {
    return new Trainer(compilation, objective, fed, count, resumed, watch);
  }

  /**
   * Parameters, batches and noise from this seed. Equal seeds give equal bits on equal machines:
   * the same kind of processor and device, the same number of threads ({@link Fit#machine}).
   */
  public Trainer seed(long seed) {
    return with(compilation.seed(seed));
  }

  /** In this precision. */
  public Trainer precision(Precision precision) {
    return with(compilation.precision(precision));
  }

  /** On this device. */
  public Trainer device(Device device) {
    return with(compilation.device(device));
  }

  /**
   * Telling one more listener.
   *
   * @throws JelboException for null
   */
  public Trainer listener(Listener listener) {
    Required.of(listener, "listener", "one", "report -> {...}");
    return with(watch.and(listener));
  }

  /**
   * Measuring the model as it is now and then, of which listeners hear; the training stays the same
   * bit for bit. An exception of the metric ends it.
   *
   * <pre>
   * .metric("accuracy", 1_000, fit -> fit.accuracy(heldOut, "y").value())
   * </pre>
   *
   * @param name how listeners hear of it; one that is new
   * @param every after every so many steps, at least 1
   * @param metric of a fit that stays open: the training goes on with it
   * @throws JelboException for a name that another metric has, and a count below 1
   */
  public Trainer metric(String name, long every, ToDoubleFunction<Fit> metric) {
    Required.name(name, "metric", "metric(\"accuracy\", 1_000, fit -> ...)");
    Required.of(
        metric, "metric", "a function of the fit", "fit -> fit.accuracy(data, \"y\").value()");
    if (every < 1) {
      throw Messages.metricNever(name, every);
    }
    if (watch.metrics().containsKey(name)) {
      throw Messages.metricTwice(name);
    }
    return with(watch.and(name, new TrainingLoop.Metric(every, metric)));
  }

  /**
   * From a checkpoint: with the same objective, seed, batches and optimizer, the run repeats the
   * one that was not interrupted, bit for bit on the machine that wrote it; on another processor,
   * device or number of threads the last digits may differ ({@link Fit#machine}).
   *
   * @param checkpoint written by {@link Fit#checkpoint}
   * @throws JelboException for null
   */
  public Trainer resume(Path checkpoint) {
    Required.of(checkpoint, "resume", "a file", "resume(Path.of(\"vae.npz\")), or leave it out");
    return new Trainer(compilation, objective, fed, steps, checkpoint, watch);
  }

  /**
   * Writing a checkpoint when a step is refused, of the state before it, and when a metric or a
   * listener ends the training, unless that state holds a number that is not finite. The place is
   * proved before the first step; where it cannot be written to later, the checkpoint is in the
   * current folder, the user's or the one for temporary files, and what is refused says where.
   *
   * @param file to {@link #resume} from, usually ending in {@code .npz}
   * @throws JelboException for null
   */
  public Trainer checkpoints(Path file) {
    return checkpoints(file, Long.MAX_VALUE);
  }

  /**
   * Writing checkpoints, each replacing the one before it at once: after every so many steps, and,
   * when the training ends before its time, as {@link #checkpoints(Path)} does. A state with a
   * number that is not finite is never written.
   *
   * @param file to {@link #resume} from, usually ending in {@code .npz}
   * @param every at least 1
   * @throws JelboException for null, and a count below 1
   */
  public Trainer checkpoints(Path file, long every) {
    Required.of(file, "checkpoints", "a file", "checkpoints(Path.of(\"vae.npz\"), 1_000)");
    LastGoodState state = new LastGoodState(file, every);
    return with(watch.keeping(state));
  }

  /**
   * Ending before the last step where a metric is no better any more; the fit is that of its best.
   * Not of a training that is resumed.
   *
   * @throws JelboException for null; when it runs, for a metric that there is none of
   */
  public Trainer stopping(EarlyStopping early) {
    Required.of(early, "stopping", "when", "EarlyStopping.lowest(\"bound\")");
    return with(watch.stopping(early));
  }

  private Trainer with(Watch other) {
    return new Trainer(compilation, objective, fed, steps, resumed, other);
  }

  private Trainer with(Compilation changed) {
    return new Trainer(changed, objective, fed, steps, resumed, watch);
  }

  /**
   * What {@link #run} would refuse before its first step, each by itself; empty where nothing is
   * wrong.
   */
  public List<JelboException> findings() {
    return compilation.findings();
  }

  /**
   * Trains; the fit is to be closed.
   *
   * @throws JelboException before the first step for all of {@link #findings}, and at a step that
   *     is not finite
   */
  public Fit run() {
    if (!fed) {
      throw Messages.noFeed(objective.feeds());
    }
    if (steps == null) {
      throw Messages.noSteps();
    }
    if (steps < 0) {
      throw Messages.negativeSteps(steps);
    }
    BestState best = watch.best(resumed != null);
    LastGoodState kept = watch.kept();
    if (kept != null) {
      kept.prove();
    }
    if (resumed != null) {
      Checkpoint.of(objective, resumed);
    }
    Compiled compiled = compilation.compile();
    try {
      if (resumed != null) {
        Checkpoints.restore(compiled, resumed);
      }
      new TrainingLoop(compiled, watch, best).run(steps);
      return new Fit(compiled);
    } catch (RuntimeException | Error e) {
      compiled.close();
      throw e;
    }
  }
}
