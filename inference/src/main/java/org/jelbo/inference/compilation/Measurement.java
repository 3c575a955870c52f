package org.jelbo.inference.compilation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.inference.derivation.Setting;
import org.jelbo.inference.objective.Loss;
import org.jelbo.inference.objective.Summand;

/**
 * A loss over some rows.
 *
 * @param value the loss, in nats per datum
 * @param parts its parts, in nats per datum, unweighted
 * @param partsPerDatum the parts for each row
 */
public record Measurement(
    double value, Map<String, Double> parts, Map<String, Values> partsPerDatum) implements Parts {
  private static final String VALUE = "value";
  private static final String PART = "part/";
  private static final String ROWS = "rows/";

  /** Copies the maps, in their order. */
  public Measurement {
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    partsPerDatum = Collections.unmodifiableMap(new LinkedHashMap<>(partsPerDatum));
  }

  /** What a query computes for a term; the parts are named as in reports. */
  record Asked(Summand term) implements Function<Setting, Map<String, Expr>> {
    @Override
    public Map<String, Expr> apply(Setting setting) {
      Loss loss = term.objective().build(setting);
      String place = term.name().isEmpty() ? "" : term.name() + "/";
      Map<String, Expr> values = new LinkedHashMap<>();
      values.put(VALUE, loss.value());
      ShardedLoss.parts(term, loss).forEach((name, part) -> values.put(PART + name, part));
      loss.partsPerDatum().forEach((name, part) -> values.put(ROWS + place + name, part));
      return values;
    }
  }

  /** The answer to that query. */
  static Measurement of(Map<String, Values> values) {
    Map<String, Double> parts = new LinkedHashMap<>();
    Map<String, Values> perDatum = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          if (name.startsWith(PART)) {
            parts.put(name.substring(PART.length()), value.scalar());
          } else if (name.startsWith(ROWS)) {
            perDatum.put(name.substring(ROWS.length()), value);
          }
        });
    return new Measurement(
        Objects.requireNonNull(values.get(VALUE), VALUE).scalar(), parts, perDatum);
  }
}
