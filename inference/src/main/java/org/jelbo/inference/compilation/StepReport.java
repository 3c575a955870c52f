package org.jelbo.inference.compilation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a training step saw before it changed the parameters.
 *
 * @param step counted from 1
 * @param value the loss of the batch, in nats per datum
 * @param parts its parts, in nats per datum, in their order
 */
public record StepReport(long step, double value, Map<String, Double> parts) implements NamedParts {
  /** Copies the parts, in their order. */
  public StepReport {
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }
}
