package org.jelbo.dsl.contract;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.jelbo.dsl.contract.DistributionContract.Case;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.distribution.Elementwise;
import org.jelbo.dsl.support.Support;

/**
 * Values that stand for the whole support: all of a finite one, nodes of a real one. Of independent
 * entries each has its own; otherwise an event is one column.
 */
final class Outcomes {
  private static final double DEVIATIONS = 50;
  private static final int PLANE = 2;
  private static final int TRIANGLE = 3;

  private final Scale scale;
  private final Grid grid;
  private final double[] masses;

  /** The mean and the variance of each entry, or 0 and 1 where they are not known. */
  private static final class Scale {
    final double[] centers;
    final double[] variances;
    final double[] deviations;

    Scale(double[] centers, double[] variances) {
      this.centers = centers;
      this.variances = variances;
      this.deviations =
          Arrays.stream(variances).map(each -> each > 0 ? Math.sqrt(each) : 1).toArray();
    }
  }

  /** Row-major events, a weight for each number that is scored, and how these stand. */
  private static final class Grid {
    final double[] values;
    final double[] weights;
    final boolean isListed;
    final int columns;

    Grid(double[] values, double[] weights, boolean isListed, int columns) {
      this.values = values;
      this.weights = weights;
      this.isListed = isListed;
      this.columns = columns;
    }

    static Grid listed(double[] values, int columns) {
      double[] ones = new double[values.length];
      Arrays.fill(ones, 1);
      return new Grid(values, ones, true, columns);
    }
  }

  private Outcomes(Scale scale, Grid grid, double[] masses) {
    this.scale = scale;
    this.grid = grid;
    this.masses = masses;
  }

  /** The outcomes of a distribution, if this can list them. */
  static Optional<Outcomes> of(Bench bench, Case given, Distribution distribution) {
    Scale scale = scale(bench, given, distribution);
    return grid(bench, given, distribution, scale)
        .map(grid -> new Outcomes(scale, grid, masses(bench, distribution, grid)));
  }

  private static double[] masses(Bench bench, Distribution distribution, Grid grid) {
    double[] masses = densities(bench, distribution, grid.columns, grid.values);
    Arrays.setAll(masses, i -> masses[i] * grid.weights[i]);
    return masses;
  }

  private static Optional<Grid> grid(
      Bench bench, Case given, Distribution distribution, Scale scale) {
    Support support = given.supportOf(distribution);
    int width = width(distribution);
    boolean single = distribution instanceof Elementwise || width == 1;
    if (single && support.isWhole() && support.rank() == 0) {
      return Optional.of(Grid.listed(numbers(scale, support), width));
    }
    if (distribution.cardinality().isPresent()) {
      return distribution.cardinality().getAsLong() > Totals.MOST_VALUES
          ? Optional.empty()
          : Optional.of(Grid.listed(bench.evaluation().values(distribution.enumerate()), 1));
    }
    Optional<Line> line = Line.of(support);
    if (line.isPresent()) {
      return single
          ? Optional.of(nodes(scale, line.get()))
          : Optional.of(plane(scale, line.get())).filter(plane -> width == PLANE);
    }
    return support instanceof Support.Simplex && width == TRIANGLE
        ? Optional.of(triangle())
        : Optional.empty();
  }

  private static int width(Distribution distribution) {
    return Math.toIntExact(distribution.eventShape().size());
  }

  private static Scale scale(Bench bench, Case given, Distribution distribution) {
    int width = width(distribution);
    double[] centers = new double[width];
    double[] variances = new double[width];
    Arrays.fill(variances, 1);
    if (given.has("mean") && given.has("variance")) {
      List<double[]> moments =
          bench.evaluation().values(List.of(distribution.mean(), distribution.variance()));
      centers = moments.get(0);
      variances = moments.get(1);
    }
    return new Scale(centers, variances);
  }

  private static Quadrature rule(Scale scale, int column, Line line) {
    double center = scale.centers[column];
    double inside = line.room(center) > 0 ? center : line.inside();
    return Quadrature.of(line, inside, scale.deviations[column]);
  }

  private static Grid nodes(Scale scale, Line line) {
    int width = scale.centers.length;
    double[][] nodes = new double[width][];
    double[][] weights = new double[width][];
    for (int i = 0; i < width; i++) {
      Quadrature rule = rule(scale, i, line);
      nodes[i] = rule.nodes().stream().mapToDouble(x -> x).toArray();
      weights[i] = rule.weights().stream().mapToDouble(x -> x).toArray();
    }
    return new Grid(interleaved(nodes), interleaved(weights), false, width);
  }

  /** Every pair of nodes of two dependent entries. */
  private static Grid plane(Scale scale, Line line) {
    Quadrature first = rule(scale, 0, line);
    Quadrature second = rule(scale, 1, line);
    int size = second.nodes().size();
    double[] values = new double[PLANE * first.nodes().size() * size];
    double[] weights = new double[values.length / PLANE];
    for (int i = 0; i < weights.length; i++) {
      values[PLANE * i] = first.nodes().get(i / size);
      values[PLANE * i + 1] = second.nodes().get(i % size);
      weights[i] = first.weights().get(i / size) * second.weights().get(i % size);
    }
    return new Grid(values, weights, false, 1);
  }

  /**
   * Vectors {@code (s, (1 - s) t, (1 - s) (1 - t))} of a simplex, by the measure of the first two.
   */
  private static Grid triangle() {
    Quadrature rule = Quadrature.of(new Line(0, 1), 0.5, 1);
    int size = rule.nodes().size();
    double[] values = new double[TRIANGLE * size * size];
    double[] weights = new double[size * size];
    for (int i = 0; i < weights.length; i++) {
      double s = rule.nodes().get(i / size);
      double t = rule.nodes().get(i % size);
      values[TRIANGLE * i] = s;
      values[TRIANGLE * i + 1] = (1 - s) * t;
      values[TRIANGLE * i + 2] = (1 - s) * (1 - t);
      weights[i] = rule.weights().get(i / size) * rule.weights().get(i % size) * (1 - s);
    }
    return new Grid(values, weights, false, 1);
  }

  /** All whole numbers, or those that are not too far from the mean, for each entry. */
  private static double[] numbers(Scale scale, Support support) {
    double center = Arrays.stream(scale.centers).average().orElse(0);
    double reach = DEVIATIONS * (1 + Arrays.stream(scale.deviations).max().orElse(1));
    double low = Math.max(support.range().low(), Math.rint(center - reach));
    double high = Math.min(support.range().high(), Math.rint(center + reach));
    if (support.range().high() - support.range().low() < Totals.MOST_VALUES) {
      low = support.range().low();
      high = support.range().high();
    }
    double least = low;
    double[] numbers = new double[(int) (high - low) + 1];
    Arrays.setAll(numbers, i -> least + i);
    double[][] same = new double[scale.centers.length][];
    Arrays.fill(same, numbers);
    return interleaved(same);
  }

  /** Row-major. */
  private static double[] interleaved(double[][] columns) {
    int length = columns[0].length;
    double[] values = new double[length * columns.length];
    Arrays.setAll(values, i -> columns[i % columns.length][i / columns.length]);
    return values;
  }

  /** Whether the values are all there are, not nodes of an integral. */
  boolean isListed() {
    return grid.isListed;
  }

  int columns() {
    return grid.columns;
  }

  /** The number of an event's entries. */
  int width() {
    return scale.centers.length;
  }

  /** Row-major events. */
  double[] values() {
    return grid.values;
  }

  /** {@code mean()} of each entry, for a case that has it. */
  double[] mean() {
    return scale.centers;
  }

  /** {@code variance()} of each entry, for a case that has it. */
  double[] variance() {
    return scale.variances;
  }

  /** Of each value the probability, or the density times the node's weight. */
  double[] masses() {
    return masses;
  }

  /** The sum or integral of a function of one entry under the log-density. */
  double expected(int entry, DoubleUnaryOperator function) {
    int width = width();
    double[] entries = Bench.column(grid.values, entry, width);
    int column = grid.columns == 1 ? 0 : entry;
    double sum = 0;
    for (int i = 0; i < entries.length; i++) {
      double mass = masses[i * grid.columns + column];
      sum += mass == 0 ? 0 : mass * function.applyAsDouble(entries[i]);
    }
    return sum;
  }

  /** The densities or probabilities of events, of each entry on its own where it has a column. */
  static double[] densities(Bench bench, Distribution distribution, int columns, double[] values) {
    boolean ofEach = columns == width(distribution) && distribution instanceof Elementwise;
    return Arrays.stream(bench.logProb(distribution, ofEach, values)).map(Math::exp).toArray();
  }

  /** A function between 0 and 1 of a column of events. */
  double[] bounded(double[] events, int column) {
    int width = width();
    double[] numbers = new double[events.length / width];
    for (int i = 0; i < numbers.length; i++) {
      double place = 0;
      for (int j = 0; j < width; j++) {
        if (grid.columns == 1 || j == column) {
          double weight = grid.columns == width ? 1 : Math.sin(j + 1);
          place += weight * (events[i * width + j] - scale.centers[j]) / scale.deviations[j];
        }
      }
      numbers[i] = 1 / (1 + Math.exp(-place));
    }
    return numbers;
  }
}
