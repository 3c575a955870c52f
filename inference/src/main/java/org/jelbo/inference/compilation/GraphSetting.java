package org.jelbo.inference.compilation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.ExprGraph;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.noise.Noise;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Handler;
import org.jelbo.dsl.program.Trace;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.derivation.TakenTogether;
import org.jelbo.inference.loss.Setting;
import org.jelbo.inference.objective.SumTerm;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;

/** A setting in a compiled graph. */
final class GraphSetting implements Setting {
  /** What is read and drawn, which differs between training and queries. */
  record RunInputs(
      Noise noise,
      Noise dataNoise,
      Axes particles,
      Expr population,
      Expr step,
      Columns columns,
      Map<String, Expr> fed,
      Rows rows,
      @Nullable Data data,
      boolean isTraining) {}

  private final ExprGraph graph;
  private final Parameters parameters;
  private final RunInputs run;
  private final SumTerm term;
  private final Map<String, Expr> inputs;
  private final List<Handler.Request> givenSites = new ArrayList<>();
  private final List<Trace> traces = new ArrayList<>();
  private final List<JelboException> ofAllRows = new ArrayList<>();
  private final Map<Param, Expr> kept = new LinkedHashMap<>();
  private final Map<Param, Expr> means = new LinkedHashMap<>();
  private boolean needsAllRows;

  /**
   * A setting of a term.
   *
   * @param inputs the columns that were read already, shared by the terms of one batch
   */
  GraphSetting(
      ExprGraph graph,
      Parameters parameters,
      RunInputs run,
      SumTerm term,
      Map<String, Expr> inputs) {
    this.graph = graph;
    this.parameters = parameters;
    this.run = run;
    this.term = term;
    this.inputs = inputs;
  }

  @Override
  public ExprGraph graph() {
    return graph;
  }

  @Override
  public Expr param(Param param) {
    return parameters.value(param);
  }

  @Override
  public boolean isTraining() {
    return run.isTraining();
  }

  @Override
  public NoiseStream noise(String layer, Axes axes) {
    return run.isTraining()
        ? run.noise().stream("layer " + layer, axes)
        : Setting.super.noise(layer, axes);
  }

  /** A run that is repeated keeps the same. */
  @Override
  public void keep(Param param, Expr next) {
    if (means.containsKey(param)) {
      throw ParameterMessages.meanKeptTwice(param);
    }
    if (run.isTraining()) {
      kept.put(param, next);
    } else {
      Setting.super.keep(param, next);
    }
  }

  @Override
  public String term() {
    return term.name();
  }

  @Override
  public void keepMean(Param param, Expr next) {
    if (param.isTrained()) {
      throw ParameterMessages.keptAndTrained(param);
    }
    if (next.axes().size() > 0 || next.eventShape().numDimensions() > 0) {
      throw ParameterMessages.keptNotScalar(param, next);
    }
    if (kept.containsKey(param) || means.containsKey(param)) {
      throw ParameterMessages.meanKeptTwice(param);
    }
    if (run.isTraining()) {
      means.put(param, next);
    }
  }

  /** What is kept of this step of training as the mean over its shards. */
  Map<Param, Expr> means() {
    return Collections.unmodifiableMap(means);
  }

  /** What layers keep of this step of training. */
  Map<Param, Expr> kept() {
    return Collections.unmodifiableMap(kept);
  }

  @Override
  public Expr input(String name, Axes plates, Shape eventShape) {
    Column column = column(name);
    Shape wanted = Setting.rowShape(plates, eventShape);
    if (!column.eventShape().equals(wanted)) {
      throw Messages.columnShape(column, wanted);
    }
    // One draw of the column, seen in the plates of each reader.
    Expr value = inputs.computeIfAbsent(name, key -> read(column, Axes.of(plates.at(0))));
    return Expr.of(value.operand(), plates, eventShape);
  }

  private Column column(String name) {
    Data data = run.data();
    if (data == null) {
      throw QueryMessages.noData(name);
    }
    return data.column(name)
        .orElseThrow(() -> Messages.noSuchColumn(name, term.feed(), data.names()));
  }

  private Expr read(Column column, Axes rows) {
    Operand<?> numbers = run.columns().stored(column);
    if (column.stored().isDivided()) {
      Operand<?> wide = Precision.FLOAT64.cast(graph.tf(), numbers);
      numbers = column.stored().divided(Expr.of(wide, rows, column.rowShape())).operand();
    }
    Expr stored = Expr.of(graph.precision().cast(graph.tf(), numbers), rows, column.rowShape());
    Expr value = column.stored().transformed(stored, run.dataNoise().stream(column.name(), rows));
    return Expr.of(graph.tf().identity(value.operand(graph)), rows, column.eventShape());
  }

  @Override
  public Noise noise() {
    return run.noise();
  }

  @Override
  public Axes particles() {
    return run.particles();
  }

  @Override
  public Expr population() {
    return run.population();
  }

  @Override
  public Expr step() {
    return run.step();
  }

  @Override
  public Optional<Shape> shape(String name) {
    return Optional.of(column(name).eventShape());
  }

  @Override
  public Rows rows() {
    return run.rows();
  }

  @Override
  public Expr fed(String name) {
    Expr value = run.fed().get(name);
    return value == null ? Setting.super.fed(name) : value;
  }

  @Override
  public void takesAllRows() {
    needsAllRows = true;
  }

  @Override
  public void takesAllRows(JelboException refusal) {
    Setting.super.takesAllRows(refusal);
    ofAllRows.add(refusal);
  }

  /** Refuses a run that sees some of the rows, where a program takes all of them together. */
  void requireAllRows() {
    if (!ofAllRows.isEmpty()) {
      throw ofAllRows.get(0);
    }
  }

  /** Whether a sum over all rows was taken, for which some of them cannot stand. */
  boolean needsAllRows() {
    return needsAllRows;
  }

  @Override
  public Set<String> countedElsewhere() {
    return term.countedElsewhere();
  }

  @Override
  public void ran(Trace trace) {
    TakenTogether.check(trace, this);
    traces.add(trace);
  }

  /** The free numbers of trained parameters by name: what gradients are taken of. */
  Map<String, Expr> parameters() {
    return parameters.trained();
  }

  @Override
  public List<Trace> traces() {
    return List.copyOf(traces);
  }

  @Override
  public void gave(Handler.Request site) {
    givenSites.add(site);
  }

  /** The sites that took a column. */
  List<Handler.Request> given() {
    return List.copyOf(givenSites);
  }
}
