package org.jelbo.inference.compilation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.ExprGraph;
import org.jelbo.dsl.noise.Noise;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.support.Support;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.derivation.Setting;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.Shape;

/** A setting in a compiled graph. */
final class GraphSetting implements Setting {
  /** The parts of a setting that differ between training and queries. */
  record Parts(
      Noise noise,
      Noise dataNoise,
      Axes particles,
      Expr population,
      Expr step,
      Columns columns,
      @Nullable Data data) {}

  private final ExprGraph graph;
  private final Variables variables;
  private final Parts parts;
  private final Map<String, Expr> inputs = new LinkedHashMap<>();

  GraphSetting(ExprGraph graph, Variables variables, Parts parts) {
    this.graph = graph;
    this.variables = variables;
    this.parts = parts;
  }

  @Override
  public ExprGraph graph() {
    return graph;
  }

  @Override
  public Expr param(Param param) {
    return variables.param(param);
  }

  @Override
  public Expr input(String name, Axes plates, Shape eventShape) {
    Expr value = inputs.get(name);
    if (value == null) {
      value = read(column(name), plates, eventShape);
      inputs.put(name, value);
    }
    return value;
  }

  private Column column(String name) {
    Data data = parts.data();
    if (data == null) {
      throw Messages.noData(name);
    }
    return data.column(name).orElseThrow(() -> Messages.noSuchColumn(name, data.names()));
  }

  private Expr read(Column column, Axes plates, Shape eventShape) {
    Shape wanted = Setting.rowShape(plates, eventShape);
    if (!column.eventShape().equals(wanted)) {
      throw Messages.columnShape(column, wanted);
    }
    Axes rows = Axes.of(plates.at(0));
    Expr stored =
        Expr.of(
            graph.precision().cast(graph.tf(), parts.columns().stored(column)),
            rows,
            column.rowShape());
    Expr value =
        column.transformed(stored, parts.dataNoise().stream("data/" + column.name(), rows));
    return Expr.of(graph.tf().identity(value.operand(graph)), plates, eventShape);
  }

  @Override
  public Noise noise() {
    return parts.noise();
  }

  @Override
  public Axes particles() {
    return parts.particles();
  }

  @Override
  public Expr population() {
    return parts.population();
  }

  @Override
  public Expr step() {
    return parts.step();
  }

  @Override
  public Optional<Shape> shape(String name) {
    return Optional.of(column(name).eventShape());
  }

  @Override
  public Optional<Support> support(String column) {
    return Optional.of(column(column).support());
  }
}
