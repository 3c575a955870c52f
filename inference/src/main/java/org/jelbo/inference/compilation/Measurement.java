package org.jelbo.inference.compilation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jelbo.dsl.error.JelboException;

/**
 * A loss over some rows.
 *
 * @param value the loss, in nats per datum
 * @param parts its parts, in nats per datum, unweighted
 * @param partsPerDatum the parts for each row
 */
public record Measurement(
    double value, Map<String, Double> parts, Map<String, Values> partsPerDatum) {
  /** Copies the maps, in their order. */
  public Measurement {
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    partsPerDatum = Collections.unmodifiableMap(new LinkedHashMap<>(partsPerDatum));
  }

  /** A part, in nats per datum. */
  public double part(String name) {
    Double part = parts.get(name);
    if (part == null) {
      throw JelboException.here(
          "part '" + name + "'", "expected one of " + parts.keySet(), "part(\"kl\")");
    }
    return part;
  }
}
