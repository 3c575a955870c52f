package org.jelbo.dsl.contract;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.bijector.Bijector;
import org.jelbo.dsl.contract.BijectorContract.Case;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.tensorflow.ndarray.Shape;

/** A map of a case in a graph, and numbers for it. */
final class MapBench implements AutoCloseable {
  private final Evaluation evaluation;
  private final Case given;
  private final Map<String, Expr> parameters;

  private MapBench(Evaluation evaluation, Case given, Map<String, Expr> parameters) {
    this.evaluation = evaluation;
    this.given = given;
    this.parameters = parameters;
  }

  /** The case's parameters without axes. */
  static MapBench in(Precision precision, Case given) {
    return atRow(precision, given, 0);
  }

  /** The case's parameters at a row: each is smaller by a tenth a row. */
  static MapBench atRow(Precision precision, Case given, int row) {
    Evaluation evaluation = Evaluation.in(precision);
    Map<String, Expr> fed = new LinkedHashMap<>();
    given
        .parameters()
        .forEach(
            (name, value) ->
                fed.put(name, evaluation.fed(row(value.constant(), row), value.eventShape())));
    return new MapBench(evaluation, given, fed);
  }

  /** The case's parameters along rows. */
  static MapBench alongRows(Precision precision, Case given) {
    Evaluation evaluation = Evaluation.in(precision);
    Map<String, Expr> fed = new LinkedHashMap<>();
    given
        .parameters()
        .forEach(
            (name, value) -> {
              double[] rows = {};
              for (int row = 0; row < Bench.ROW_COUNT; row++) {
                rows = Bench.joined(rows, row(value.constant(), row));
              }
              Shape sizes = value.eventShape().prepend(Bench.ROW_COUNT);
              fed.put(name, evaluation.fed(rows, sizes, Bench.ROWS));
            });
    return new MapBench(evaluation, given, fed);
  }

  private static double[] row(double[] values, int row) {
    return Arrays.stream(values).map(value -> value * (1 - 0.1 * row)).toArray();
  }

  Evaluation evaluation() {
    return evaluation;
  }

  Map<String, Expr> parameters() {
    return parameters;
  }

  Bijector map() {
    return given.of(parameters);
  }

  /** From unconstrained numbers to x. */
  static Bijector domain(Case given) {
    return Bijector.onto(given.ofConstants().domain());
  }

  /** Unconstrained numbers for some events. */
  static double[] numbers(Case given, long seed, int events) {
    Random random = new Random(seed);
    double[] numbers = new double[events * Math.toIntExact(shape(given).size())];
    Arrays.setAll(numbers, i -> random.nextGaussian());
    return numbers;
  }

  /** The event shape of the unconstrained numbers. */
  static Shape shape(Case given) {
    return domain(given).freeShape(given.free());
  }

  /** Some x, row-major, one event after the other. */
  static double[] xs(Case given, long seed, int events) {
    double[] numbers = numbers(given, seed, events);
    Shape shape = shape(given).prepend(events);
    return domain(given).forward(Expr.of(numbers, shape)).constant();
  }

  /** Some x of a case, with an axis of particles. */
  Expr fed(double[] xs) {
    return fed(xs, given.free());
  }

  /** Events of a shape, with an axis of particles. */
  Expr fed(double[] values, Shape event) {
    return evaluation.fed(values, event.prepend(values.length / event.size()), Bench.PARTICLES);
  }

  /** 0 along all axes, of a scalar event. */
  Expr zeros(int particles) {
    Axis[] axes = {Bench.PARTICLES, Bench.ROWS};
    double[] zeros = new double[particles * Bench.ROW_COUNT];
    return evaluation.fed(zeros, Shape.of(particles, Bench.ROW_COUNT), axes);
  }

  double[] values(Expr value) {
    return evaluation.values(value);
  }

  @Override
  public void close() {
    evaluation.close();
  }
}
