package org.jelbo.inference.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.Device;
import org.jelbo.inference.compilation.StepReport;
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
  private final List<Listener> listeners;
  private final @Nullable Path resumed;
  private final @Nullable LastGoodState kept;
  private final Map<String, Metric> metrics;

  /** What is measured after every so many steps. */
  private record Metric(long every, ToDoubleFunction<Fit> of) {}

  private Trainer(
      Compilation compilation,
      Objective objective,
      boolean fed,
      @Nullable Long steps,
      List<Listener> listeners,
      @Nullable Path resumed,
      @Nullable LastGoodState kept,
      Map<String, Metric> metrics) {
    this.compilation = compilation;
    this.objective = objective;
    this.fed = fed;
    this.steps = steps;
    this.listeners = List.copyOf(listeners);
    this.resumed = resumed;
    this.kept = kept;
    this.metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  /** A trainer of an objective; it needs a feed and a number of steps. */
  public static Trainer of(Objective objective) {
    Compilation compilation = Compilation.of(objective).optimizer(Adam.of(1e-3));
    return new Trainer(compilation, objective, false, null, List.of(), null, null, Map.of());
  }

  /** By these updates. */
  public Trainer optimizer(Optimizer optimizer) {
    return with(compilation.optimizer(optimizer));
  }

  /** On these batches. */
  public Trainer feed(Feed feed) {
    return new Trainer(
        compilation.feed(feed), objective, true, steps, listeners, resumed, kept, metrics);
  }

  /**
   * On these batches in the terms that read the feed of this name.
   *
   * @param name a feed of the objective that has no batches yet
   * @throws JelboException for a feed that has batches
   */
  public Trainer feed(String name, Feed feed) {
    return new Trainer(
        compilation.feed(name, feed), objective, true, steps, listeners, resumed, kept, metrics);
  }

  /**
   * Until so many steps are done, counted from the start of the parameters.
   *
   * @param count at least 0
   */
  public Trainer steps(long count) {
    return new Trainer(compilation, objective, fed, count, listeners, resumed, kept, metrics);
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
    List<Listener> more = new ArrayList<>(listeners);
    more.add(listener);
    return new Trainer(compilation, objective, fed, steps, more, resumed, kept, metrics);
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
    Map<String, Metric> more = new LinkedHashMap<>(metrics);
    if (more.put(name, new Metric(every, metric)) != null) {
      throw Messages.metricTwice(name);
    }
    return new Trainer(compilation, objective, fed, steps, listeners, resumed, kept, more);
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
    return new Trainer(compilation, objective, fed, steps, listeners, checkpoint, kept, metrics);
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
    return new Trainer(compilation, objective, fed, steps, listeners, resumed, state, metrics);
  }

  private Trainer with(Compilation changed) {
    return new Trainer(changed, objective, fed, steps, listeners, resumed, kept, metrics);
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
      Fit fit = new Fit(compiled);
      while (compiled.steps() < steps) {
        tell(fit, stepped(compiled), compiled);
      }
      return fit;
    } catch (RuntimeException | Error e) {
      compiled.close();
      throw e;
    }
  }

  /** What ends the training here costs none of it where a checkpoint is kept. */
  private void tell(Fit fit, StepReport report, Compiled compiled) {
    try {
      measure(fit, compiled);
      listeners.forEach(listener -> listener.stepped(report));
    } catch (JelboException e) {
      throw kept == null ? e : kept.ended(compiled, e);
    } catch (RuntimeException | Error e) {
      if (kept != null) {
        e.addSuppressed(kept.ended(compiled, Messages.ended(fit.steps())));
      }
      throw e;
    }
  }

  private void measure(Fit fit, Compiled compiled) {
    metrics.forEach(
        (name, metric) -> {
          if (fit.steps() % metric.every() == 0) {
            compiled.requireRanges();
            double value = metric.of().applyAsDouble(fit);
            listeners.forEach(listener -> listener.measured(fit.steps(), name, value));
          }
        });
  }

  private StepReport stepped(Compiled compiled) {
    if (kept == null) {
      return compiled.step();
    }
    StepReport report;
    try {
      report = compiled.step();
    } catch (JelboException e) {
      throw kept.refused(compiled, e);
    }
    kept.stepped(compiled);
    return report;
  }
}
