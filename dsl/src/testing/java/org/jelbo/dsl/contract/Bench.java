package org.jelbo.dsl.contract;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.contract.DistributionContract.Case;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.distribution.Elementwise;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Extents;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.noise.KeyedNoise;
import org.jelbo.dsl.noise.Noise;
import org.jelbo.dsl.noise.NoiseClock;
import org.tensorflow.ndarray.Shape;

/** A graph with noise of a seed, particles, and a plate of a few rows. */
final class Bench implements AutoCloseable {
  static final Axis PARTICLES = new Axis.Particles("particles");
  static final Axis ROWS = new Axis.Plate("rows", 0, Axis.Plate.OF_DATA);
  static final int ROW_COUNT = 3;

  private final Evaluation evaluation;
  private final Map<List<Object>, Scored> densities = new HashMap<>();

  private Bench(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  static Bench in(Precision precision) {
    return new Bench(Evaluation.in(precision));
  }

  Evaluation evaluation() {
    return evaluation;
  }

  /** The case's parameters without axes. */
  Map<String, Expr> fed(Case given) {
    Map<String, Expr> fed = new LinkedHashMap<>();
    given
        .parameters()
        .forEach(
            (name, value) ->
                fed.put(name, evaluation.fed(row(given, name, 0), value.eventShape())));
    return fed;
  }

  /** Feeds parameters without axes those of a row; those that do not change, of row 0. */
  void feedRow(Case given, Map<String, Expr> fed, Set<String> changing, int row) {
    fed.forEach(
        (name, value) -> {
          double[] values = row(given, name, changing.contains(name) ? row : 0);
          evaluation.feed(value, values, value.eventShape());
        });
  }

  /** The case's parameters with an axis of rows. */
  Map<String, Expr> fedAlongRows(Case given) {
    Map<String, Expr> fed = new LinkedHashMap<>();
    given
        .parameters()
        .forEach((name, value) -> fed.put(name, alongRows(given, name, value.eventShape())));
    return fed;
  }

  /** The entries of a parameter that changes from row to row. */
  static double[] row(Case given, String parameter, int row) {
    double[] values = Objects.requireNonNull(given.parameters().get(parameter)).constant();
    return given.isFixed(parameter)
        ? values
        : Arrays.stream(values).map(value -> value * (1 - 0.1 * row)).toArray();
  }

  private Expr alongRows(Case given, String name, Shape event) {
    double[] values = {};
    for (int row = 0; row < ROW_COUNT; row++) {
      values = joined(values, row(given, name, row));
    }
    return evaluation.fed(values, event.prepend(ROW_COUNT), ROWS);
  }

  /** The case's parameters, each repeated for every particle. */
  Map<String, Expr> fedAlongParticles(Case given, int particles) {
    Map<String, Expr> fed = new LinkedHashMap<>();
    given
        .parameters()
        .forEach(
            (name, value) -> {
              double[] repeated = repeated(value.constant(), particles);
              Shape sizes = value.eventShape().prepend(particles);
              fed.put(name, evaluation.fed(repeated, sizes, PARTICLES));
            });
    return fed;
  }

  /** Noise of a seed and step. */
  Noise noise(long seed, int step, int particles) {
    return noise(seed, step, particles, ROW_COUNT);
  }

  /** Noise of a seed and step for another number of rows. */
  Noise noise(long seed, int step, int particles, int rows) {
    return KeyedNoise.of(
        evaluation.graph(),
        Extents.NONE.with(PARTICLES, particles).withRows(rows),
        NoiseClock.of(evaluation.fedNumbers(NoiseClock.pair(seed, step, 0))),
        "contract");
  }

  /** Draws of the step 0, independent along particles. */
  Expr draws(Distribution distribution, long seed, int particles) {
    return distribution.draw(noise(seed, 0, particles).stream("x", Axes.of(PARTICLES)));
  }

  /** Draws of a case in another graph, as numbers. */
  static double[] drawn(Case given, Precision precision, long seed, int particles) {
    try (Bench bench = in(precision)) {
      Distribution distribution = given.of(bench.fed(given));
      return bench.evaluation.values(bench.draws(distribution, seed, particles));
    }
  }

  /** Values with an axis of particles. */
  Expr fedParticles(double[] values, Shape event) {
    return evaluation.fed(values, event.prepend(values.length / event.size()), PARTICLES);
  }

  /**
   * The log-density of events along particles, of each entry on its own where this is asked; built
   * once for a distribution.
   */
  double[] logProb(Distribution distribution, boolean ofEach, double[] events) {
    Shape event = distribution.eventShape();
    Scored scored =
        densities.computeIfAbsent(
            List.of(distribution, ofEach),
            key -> {
              Expr value = fedParticles(events, event);
              return new Scored(
                  value,
                  ofEach
                      ? ((Elementwise) distribution).logProbOfEach(value)
                      : distribution.logProb(value));
            });
    evaluation.feed(scored.value, events, event.prepend(events.length / event.size()));
    return evaluation.values(scored.logProb);
  }

  private record Scored(Expr value, Expr logProb) {}

  static double[] repeated(double[] values, int times) {
    double[] all = new double[values.length * times];
    Arrays.setAll(all, i -> values[i % values.length]);
    return all;
  }

  static double[] joined(double[] first, double[] second) {
    double[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  /** Every {@code width}-th entry, from an offset on. */
  static double[] column(double[] values, int offset, int width) {
    double[] column = new double[values.length / width];
    Arrays.setAll(column, i -> values[i * width + offset]);
    return column;
  }

  @Override
  public void close() {
    evaluation.close();
  }
}
