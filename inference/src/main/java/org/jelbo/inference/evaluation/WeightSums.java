package org.jelbo.inference.evaluation;

import java.util.Arrays;
import org.jelbo.inference.compilation.Values;

/** Running sums of weights and squared weights for some rows, each over the row's greatest. */
final class WeightSums {
  /** Of the square of the mean weight's relative standard error. */
  private static final double MOST_UNCERTAINTY = 0.25;

  private final double[] peak;
  private final double[] once;
  private final double[] twice;
  private final double[] counts;
  private int count;

  WeightSums(int rows) {
    peak = new double[rows];
    once = new double[rows];
    twice = new double[rows];
    counts = new double[rows];
    Arrays.fill(peak, Double.NEGATIVE_INFINITY);
  }

  /** Hears how much anything of a row counts: one number for all, or for each. */
  void count(Values each) {
    for (int row = 0; row < counts.length; row++) {
      counts[row] = each.at(each.size() == 1 ? 0 : row);
    }
  }

  double counts(int row) {
    return counts[row];
  }

  /** Adds equal weights. */
  void add(int particles, Values logs) {
    for (int row = 0; row < once.length; row++) {
      add(row, logs.at(row), particles, particles);
    }
    count += particles;
  }

  /**
   * Adds weights.
   *
   * @param peaks logarithms that about the greatest have; 0 where none is finite
   * @param sums {@code sum w} of weights over those
   * @param squares {@code sum w^2} of weights over those
   */
  void add(int particles, Values peaks, Values sums, Values squares) {
    for (int row = 0; row < once.length; row++) {
      add(row, peaks.at(row), sums.at(row), squares.at(row));
    }
    count += particles;
  }

  private void add(int row, double newPeak, double sum, double squares) {
    boolean isNothing = sum == 0 || newPeak == Double.NEGATIVE_INFINITY;
    if (!isNothing) {
      double greater = Math.max(peak[row], newPeak);
      double before = Math.exp(peak[row] - greater);
      double now = Math.exp(newPeak - greater);
      once[row] = once[row] * before + sum * now;
      twice[row] = twice[row] * before * before + squares * now * now;
      peak[row] = greater;
    }
  }

  double logMean(int row) {
    return once[row] == 0 ? Double.NEGATIVE_INFINITY : peak[row] + Math.log(once[row] / count);
  }

  /** From 1 to the number of particles; not a number where every weight is 0. */
  double effective(int row) {
    return once[row] * once[row] / twice[row];
  }

  /**
   * Whether the mean weight is uncertain by more than half of itself: then no more can be told of
   * its logarithm, nor of how far that is off.
   */
  boolean isUnsure(int row) {
    return counts[row] > 0 && count > 1 && !(relativeVariance(row) / count <= MOST_UNCERTAINTY);
  }

  /** The unbiased variance over the squared mean. */
  double relativeVariance(int row) {
    return Math.max(0, (count / effective(row) - 1) * count / (count - 1.0));
  }
}
