package org.jelbo.inference.derivation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.ExprGraph;
import org.jelbo.dsl.expr.Extents;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.noise.Noise;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Handler;
import org.jelbo.dsl.program.Trace;
import org.jelbo.inference.loss.Reading;
import org.jelbo.inference.loss.Setting;
import org.jelbo.inference.runtime.NativeLibrary;
import org.tensorflow.Graph;
import org.tensorflow.ndarray.Shape;

/**
 * A setting without data and values, to learn what programs declare: their parameters, sites and
 * terms. Nothing in its graph can run. Owns the graph.
 */
public final class DrySetting implements Setting, AutoCloseable {
  private final Graph owned = NativeLibrary.graph();
  private final ExprGraph graph = ExprGraph.of(owned, Precision.FLOAT32);
  private final Axes particles;
  private final Set<String> countedElsewhere;
  private final Extents sizes;
  private final Map<String, Reading> readings = new LinkedHashMap<>();
  private final Map<String, Expr> values = new LinkedHashMap<>();
  private final Map<String, Expr> inputs = new LinkedHashMap<>();
  private final List<Trace> traces = new ArrayList<>();
  private final Set<String> inTraining = new LinkedHashSet<>();
  private boolean needsAllRows;
  private String term = "";

  private DrySetting(Axes particles, Set<String> countedElsewhere, Extents sizes) {
    this.particles = particles;
    this.countedElsewhere = Set.copyOf(countedElsewhere);
    this.sizes = sizes;
  }

  /** A new setting, to be closed. */
  public static DrySetting along(Axes particles) {
    return along(particles, Set.of());
  }

  /**
   * A new setting of a term, to be closed.
   *
   * @param countedElsewhere sites that another term counts
   */
  public static DrySetting along(Axes particles, Set<String> countedElsewhere) {
    return along(particles, countedElsewhere, Extents.NONE);
  }

  /**
   * A new setting of a term whose axes have sizes, to be closed: what the term costs can be
   * counted.
   *
   * @param countedElsewhere sites that another term counts
   * @param sizes of the plate that the data fill, and of particles
   */
  public static DrySetting along(Axes particles, Set<String> countedElsewhere, Extents sizes) {
    return new DrySetting(particles, countedElsewhere, sizes);
  }

  private Expr unknown(Axes axes, Shape event) {
    return graph.unknown(sizes, axes, event);
  }

  /** The parameters that were read, each where it was read first, in that order. */
  public List<Reading> readings() {
    return new ArrayList<>(readings.values());
  }

  /** The parameters that were read, in the order of the first reads. */
  public List<Param> parameters() {
    return readings.values().stream().map(Reading::param).collect(Collectors.toList());
  }

  /** The columns that were read, in that order. */
  public List<String> columns() {
    return new ArrayList<>(inputs.keySet());
  }

  /** This setting, as of a term with a name. */
  public DrySetting named(String name) {
    term = name;
    return this;
  }

  @Override
  public String term() {
    return term;
  }

  @Override
  public ExprGraph graph() {
    return graph;
  }

  @Override
  public void reads(Param param, String place, String line) {
    Reading reading = new Reading(param, place, line);
    Reading before = readings.putIfAbsent(param.name(), reading);
    if (before != null && !before.param().equals(param)) {
      throw Messages.parameterTwice(before, param);
    }
  }

  /** The values of the parameters that were read, by name. */
  public Map<String, Expr> reads() {
    return new LinkedHashMap<>(values);
  }

  @Override
  public void ran(Trace trace) {
    TakenTogether.check(trace, this);
    traces.add(trace);
  }

  @Override
  public List<Trace> traces() {
    return List.copyOf(traces);
  }

  @Override
  public Expr param(Param param) {
    return values.computeIfAbsent(param.name(), name -> unknown(Axes.NONE, param.shape()));
  }

  /** A dry run is of training, so that it is known which layers do otherwise there. */
  @Override
  public boolean isTraining() {
    return true;
  }

  @Override
  public NoiseStream noise(String layer, Axes axes) {
    inTraining.add("in training layer '" + layer + "' draws which entries are left out");
    return noise().stream(layer, axes);
  }

  @Override
  public void keep(Param param, Expr next) {
    inTraining.add(
        "in training layer '"
            + param.path()
            + "' norms rows by their batch, of which each row's bound then depends; elsewhere by"
            + " what it has kept");
  }

  /** What layers do in training alone, in words. */
  public Set<String> inTraining() {
    return Collections.unmodifiableSet(inTraining);
  }

  @Override
  public Expr input(String name, Axes plates, Shape eventShape) {
    Shape row = Setting.rowShape(plates, eventShape);
    Expr value = inputs.computeIfAbsent(name, key -> unknown(Axes.of(plates.at(0)), row));
    if (!value.eventShape().equals(row)) {
      throw GivenMessages.columnTwoShapes(name, value.eventShape(), row);
    }
    return Expr.of(value.operand(), plates, eventShape);
  }

  @Override
  public Noise noise() {
    return (path, axes) ->
        new NoiseStream() {
          @Override
          public Expr normal(Shape event) {
            return unknown(axes, event);
          }

          @Override
          public Expr uniform(Shape event) {
            return unknown(axes, event);
          }

          @Override
          public Expr logGamma(Expr concentration, Shape event) {
            return unknown(axes.union(concentration.axes()), event);
          }

          @Override
          public Expr poisson(Expr rate, Shape event) {
            return unknown(axes.union(rate.axes()), event);
          }

          @Override
          public Expr binomial(Expr trials, Expr probability, Shape event) {
            return unknown(axes.union(trials.axes()).union(probability.axes()), event);
          }
        };
  }

  @Override
  public Axes particles() {
    return particles;
  }

  @Override
  public Expr population() {
    return unknown(Axes.NONE, Shape.scalar());
  }

  @Override
  public Expr step() {
    return unknown(Axes.NONE, Shape.scalar());
  }

  @Override
  public Optional<Shape> shape(String column) {
    return Optional.ofNullable(inputs.get(column)).map(Expr::eventShape);
  }

  /** All: what a part of the rows would spoil is refused where there are data. */
  @Override
  public Rows rows() {
    return Rows.ALL;
  }

  @Override
  public void takesAllRows() {
    needsAllRows = true;
  }

  /** Whether a sum over all rows was taken, for which some of them cannot stand. */
  public boolean needsAllRows() {
    return needsAllRows;
  }

  @Override
  public Set<String> countedElsewhere() {
    return countedElsewhere;
  }

  @Override
  public void gave(Handler.Request site) {
    // There are no data to check.
  }

  @Override
  public void close() {
    owned.close();
  }
}
