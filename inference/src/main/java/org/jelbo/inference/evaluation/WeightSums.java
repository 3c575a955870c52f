package org.jelbo.inference.evaluation;

import java.util.Arrays;
import org.jelbo.inference.compilation.Values;

/** Running sums of weights and squared weights, as logarithms, for some rows. */
final class WeightSums {
  private final double[] once;
  private final double[] twice;
  private final double[] counts;
  private int count;

  WeightSums(int rows) {
    once = new double[rows];
    twice = new double[rows];
    counts = new double[rows];
    Arrays.fill(once, Double.NEGATIVE_INFINITY);
    Arrays.fill(twice, Double.NEGATIVE_INFINITY);
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

  void add(int particles, Values logSums, Values logSquares) {
    for (int row = 0; row < once.length; row++) {
      once[row] = logSum(once[row], logSums.at(row));
      twice[row] = logSum(twice[row], logSquares.at(row));
    }
    count += particles;
  }

  double logMean(int row) {
    return once[row] - Math.log(count);
  }

  double effective(int row) {
    return Math.exp(2 * once[row] - twice[row]);
  }

  /** The unbiased variance over the squared mean. */
  double relativeVariance(int row) {
    return Math.max(0, (count / effective(row) - 1) * count / (count - 1.0));
  }

  private static double logSum(double a, double b) {
    double greater = Math.max(a, b);
    return greater == Double.NEGATIVE_INFINITY
        ? greater
        : greater + Math.log1p(Math.exp(-Math.abs(a - b)));
  }
}
