package org.jelbo.inference.training;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jelbo.inference.compilation.NamedParts;

/**
 * A loss over data, averaged over rows and repeats.
 *
 * @param value the loss, in nats per datum
 * @param parts its parts by name, in nats per datum, unweighted
 * @param rows how many rows; in a sum, those of all feeds that a term reads
 * @param repeats how many times each row was drawn, each time with all particles
 * @param seed of the draws
 */
public record Evaluation(double value, Map<String, Double> parts, int rows, int repeats, long seed)
    implements NamedParts {
  /** Copies the parts, in their order. */
  public Evaluation {
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }
}
