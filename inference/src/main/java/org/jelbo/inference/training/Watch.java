package org.jelbo.inference.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who looks at a training, and what for. Immutable.
 *
 * @param listeners hear of all
 * @param metrics what is measured now and then, by name
 * @param kept where checkpoints are written; null for nowhere
 * @param stopping when it ends before its last step; null for never
 */
record Watch(
    List<Listener> listeners,
    Map<String, TrainingLoop.Metric> metrics,
    @Nullable LastGoodState kept,
    @Nullable EarlyStopping stopping) {
  static final Watch NONE = new Watch(List.of(), Map.of(), null, null);

  Watch {
    listeners = List.copyOf(listeners);
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  Watch and(Listener listener) {
    List<Listener> more = new ArrayList<>(listeners);
    more.add(listener);
    return new Watch(more, metrics, kept, stopping);
  }

  Watch and(String name, TrainingLoop.Metric metric) {
    Map<String, TrainingLoop.Metric> more = new LinkedHashMap<>(metrics);
    more.put(name, metric);
    return new Watch(listeners, more, kept, stopping);
  }

  Watch keeping(LastGoodState state) {
    return new Watch(listeners, metrics, state, stopping);
  }

  Watch stopping(EarlyStopping early) {
    return new Watch(listeners, metrics, kept, early);
  }

  /** For the best state, where it may be looked for; null where it is not. */
  @Nullable BestState best(boolean isResumed) {
    if (stopping == null) {
      return null;
    }
    if (!metrics.containsKey(stopping.metric())) {
      throw StoppingMessages.noMetric(stopping.metric(), metrics.keySet());
    }
    if (isResumed) {
      throw StoppingMessages.notResumed(stopping.metric());
    }
    return new BestState(stopping);
  }
}
