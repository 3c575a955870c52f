package org.jelbo.inference.training;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.StepReport;
import org.jspecify.annotations.Nullable;

/** The steps of a training, with all who hear of them. */
final class TrainingLoop {
  private final Compiled compiled;
  private final Fit fit;
  private final List<Listener> listeners;
  private final Map<String, Metric> metrics;
  private final @Nullable LastGoodState kept;
  private final @Nullable BestState best;

  /** What is measured after every so many steps. */
  record Metric(long every, ToDoubleFunction<Fit> of) {}

  TrainingLoop(Compiled compiled, Watch watch, @Nullable BestState best) {
    this.compiled = compiled;
    this.fit = new Fit(compiled);
    this.listeners = watch.listeners();
    this.metrics = watch.metrics();
    this.kept = watch.kept();
    this.best = best;
  }

  /** Until so many steps are done, or the best is long ago; the state is then that of the best. */
  void run(long steps) {
    while (compiled.steps() < steps && (best == null || !best.isOver())) {
      tell(stepped());
    }
    if (best != null) {
      best.restore(compiled);
    }
  }

  /** What ends the training here costs none of it where a checkpoint is kept. */
  private void tell(StepReport report) {
    try {
      measure();
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

  private void measure() {
    metrics.forEach(
        (name, metric) -> {
          if (fit.steps() % metric.every() == 0) {
            compiled.requireRanges();
            double value = metric.of().applyAsDouble(fit);
            listeners.forEach(listener -> listener.measured(fit.steps(), name, value));
            if (best != null) {
              best.measured(compiled, name, value);
            }
          }
        });
  }

  private StepReport stepped() {
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
