package org.jelbo.inference.training;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.inference.compilation.Compiled;

/** The state of a training at its best measurement, and how long ago that was. */
final class BestState {
  private final EarlyStopping stopping;
  private final Map<String, double[]> state = new LinkedHashMap<>();
  private double best;
  private long step;
  private int worse;

  BestState(EarlyStopping stopping) {
    this.stopping = stopping;
    best = stopping.isLowest() ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
  }

  /**
   * Hears of a measurement.
   *
   * @throws JelboException for a value of its metric that is not a number
   */
  void measured(Compiled compiled, String metric, double value) {
    if (!metric.equals(stopping.metric())) {
      return;
    }
    if (Double.isNaN(value)) {
      throw StoppingMessages.notNumber(metric, compiled.steps());
    }
    boolean isBetter = stopping.isLowest() ? value < best : value > best;
    if (isBetter || state.isEmpty()) {
      best = value;
      worse = 0;
      step = compiled.steps();
      compiled.stateNames().forEach(name -> state.put(name, compiled.state(name)));
    } else {
      worse++;
    }
  }

  /** Whether the training is over. */
  boolean isOver() {
    return worse >= stopping.patience();
  }

  /** Puts the best state back; the last one stays where nothing was measured. */
  void restore(Compiled compiled) {
    if (!state.isEmpty()) {
      compiled.restore(state, step);
    }
  }
}
