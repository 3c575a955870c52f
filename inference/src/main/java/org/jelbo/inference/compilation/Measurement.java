package org.jelbo.inference.compilation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.inference.loss.Loss;
import org.jelbo.inference.loss.Setting;
import org.jelbo.inference.objective.Programs;
import org.jelbo.inference.objective.SumTerm;

/**
 * A loss over some rows.
 *
 * @param value the loss, in nats per datum
 * @param parts its parts, in nats per datum, unweighted
 * @param partsPerDatum the parts for each row
 */
public record Measurement(
    double value, Map<String, Double> parts, Map<String, Values> partsPerDatum)
    implements NamedParts {
  /** Copies the maps, in their order. */
  public Measurement {
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    partsPerDatum = Collections.unmodifiableMap(new LinkedHashMap<>(partsPerDatum));
  }

  /**
   * The query for it; the parts are named as in reports.
   *
   * @param term whose loss it is
   */
  record Asked(SumTerm term) implements Query<Measurement> {
    /** What is asked of a loss has the draws of its measurement. */
    static final String NAME = "measure";

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public Axes particles() {
      return Programs.PARTICLES;
    }

    @Override
    public Outputs<Measurement> build(Setting setting) {
      Loss loss = term.build(setting);
      String place = term.name().isEmpty() ? "" : term.name() + "/";
      Map<String, Expr> parts = ShardedLoss.parts(term, loss);
      Map<String, Expr> rows = new LinkedHashMap<>();
      loss.partsPerDatum().forEach((name, part) -> rows.put(place + name, part));
      Expr value = loss.value();
      List<Expr> values = new ArrayList<>(List.of(value));
      values.addAll(parts.values());
      values.addAll(rows.values());
      return Outputs.of(
          values,
          found -> new Measurement(found.of(value).scalar(), found.scalars(parts), found.of(rows)));
    }
  }
}
