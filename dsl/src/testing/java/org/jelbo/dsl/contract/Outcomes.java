package org.jelbo.dsl.contract;

import java.util.Arrays;
import java.util.Optional;
import org.jelbo.dsl.contract.DistributionContract.Case;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.distribution.Elementwise;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.support.Support;
import org.jspecify.annotations.Nullable;

/**
 * Values that stand for the whole support: all of a finite one, nodes of a real one. Of independent
 * entries each has its own; otherwise an event is one column.
 */
final class Outcomes {
  private static final double DEVIATIONS = 50;

  private final Bench bench;
  private final Distribution distribution;
  private final int columns;
  private final double[] values;
  private final double[] weights;

  /** The mean and the standard deviation of each entry, where they are known. */
  private static final class Scale {
    final double[] centers;
    final double[] deviations;

    Scale(double[] centers, double[] deviations) {
      this.centers = centers;
      this.deviations = deviations;
    }
  }

  private final Scale scale;

  private Outcomes(
      Bench bench, Distribution distribution, Scale scale, double[] values, double[] weights) {
    this.bench = bench;
    this.distribution = distribution;
    this.scale = scale;
    this.columns =
        distribution instanceof Elementwise ? Math.toIntExact(distribution.eventShape().size()) : 1;
    this.values = values;
    this.weights = weights;
  }

  /** The outcomes of a distribution, if this can list them. */
  static Optional<Outcomes> of(Bench bench, Case given, Distribution distribution) {
    Scale scale = scale(bench, given, distribution);
    boolean single = distribution instanceof Elementwise || distribution.eventShape().size() == 1;
    Support support = distribution.support();
    double @Nullable [][] grid = null;
    if (support instanceof Support.OneHot oneHot) {
      grid = vectors(distribution.eventShape().size(), oneHot.size());
    } else if (single && support instanceof Support.Integers integers) {
      grid = numbers(scale, integers);
    } else if (single && Line.of(support).isPresent()) {
      grid = nodes(scale, Line.of(support).get());
    }
    return grid == null
        ? Optional.empty()
        : Optional.of(new Outcomes(bench, distribution, scale, grid[0], grid[1]));
  }

  private static Scale scale(Bench bench, Case given, Distribution distribution) {
    int width = Math.toIntExact(distribution.eventShape().size());
    double[] centers = new double[width];
    double[] deviations = new double[width];
    Arrays.fill(deviations, 1);
    if (!given.isHeavyTailed()) {
      centers = bench.evaluation().values(distribution.mean());
      double[] variances = bench.evaluation().values(distribution.variance());
      Arrays.setAll(deviations, i -> variances[i] > 0 ? Math.sqrt(variances[i]) : 1);
    }
    return new Scale(centers, deviations);
  }

  private static double[][] nodes(Scale scale, Line line) {
    int width = scale.centers.length;
    double[][] nodes = new double[width][];
    double[][] weights = new double[width][];
    for (int i = 0; i < width; i++) {
      double center = scale.centers[i];
      double inside = line.room(center) > 0 ? center : line.inside();
      Quadrature rule = Quadrature.of(line, inside, scale.deviations[i]);
      nodes[i] = rule.nodes().stream().mapToDouble(x -> x).toArray();
      weights[i] = rule.weights().stream().mapToDouble(x -> x).toArray();
    }
    return new double[][] {interleaved(nodes), interleaved(weights)};
  }

  /** All whole numbers, or those that are not too far from the mean. */
  private static double[][] numbers(Scale scale, Support.Integers support) {
    double center = Arrays.stream(scale.centers).average().orElse(0);
    double reach = DEVIATIONS * (1 + Arrays.stream(scale.deviations).max().orElse(1));
    double low = Math.max((double) support.low(), Math.rint(center - reach));
    double high = Math.min((double) support.high(), Math.rint(center + reach));
    if ((double) support.high() - support.low() < Totals.MOST_VALUES) {
      low = support.low();
      high = support.high();
    }
    double least = low;
    double[] numbers = new double[(int) (high - low) + 1];
    Arrays.setAll(numbers, i -> least + i);
    double[][] same = new double[scale.centers.length][];
    Arrays.fill(same, numbers);
    double[] values = interleaved(same);
    return new double[][] {values, ones(values.length)};
  }

  /** Every combination of one-hot vectors. */
  private static double @Nullable [][] vectors(long size, long categories) {
    int vectors = Math.toIntExact(size / categories);
    double count = Math.pow((double) categories, vectors);
    if (count > Totals.MOST_VALUES) {
      return null;
    }
    double[] values = new double[Math.toIntExact(size) * (int) count];
    for (int i = 0; i < (int) count; i++) {
      int rest = i;
      for (int vector = 0; vector < vectors; vector++) {
        int chosen = rest % (int) categories;
        values[(int) (i * size + vector * categories + chosen)] = 1;
        rest /= (int) categories;
      }
    }
    return new double[][] {values, ones((int) count)};
  }

  private static double[] ones(int length) {
    double[] ones = new double[length];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** Row-major. */
  private static double[] interleaved(double[][] columns) {
    int length = columns[0].length;
    double[] values = new double[length * columns.length];
    Arrays.setAll(values, i -> columns[i % columns.length][i / columns.length]);
    return values;
  }

  boolean isReal() {
    return Line.of(distribution.support()).isPresent();
  }

  int columns() {
    return columns;
  }

  double[] values() {
    return values;
  }

  /** Of each value the probability, or the density times the node's weight. */
  double[] masses() {
    Expr fed = bench.fedParticles(values, distribution.eventShape());
    Expr scored =
        distribution instanceof Elementwise elementwise
            ? elementwise.logProbOfEach(fed)
            : distribution.logProb(fed);
    double[] masses = bench.evaluation().values(scored);
    Arrays.setAll(masses, i -> Math.exp(masses[i]) * weights[i]);
    return masses;
  }

  /** A function between 0 and 1 of a column of events. */
  double[] bounded(double[] events, int column) {
    int width = Math.toIntExact(distribution.eventShape().size());
    double[] numbers = new double[events.length / width];
    for (int i = 0; i < numbers.length; i++) {
      double place = 0;
      for (int j = 0; j < width; j++) {
        if (columns == 1 || j == column) {
          double weight = columns == width ? 1 : Math.sin(j + 1);
          place += weight * (events[i * width + j] - scale.centers[j]) / scale.deviations[j];
        }
      }
      numbers[i] = 1 / (1 + Math.exp(-place));
    }
    return numbers;
  }
}
