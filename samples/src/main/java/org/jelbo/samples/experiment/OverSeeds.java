package org.jelbo.samples.experiment;

import java.util.List;

/**
 * A number that was measured with several seeds.
 *
 * @param values one for each seed, at least one
 */
record OverSeeds(List<Double> values) {
  double mean() {
    double mean = 0;
    for (double value : values) {
      mean += value / values.size();
    }
    return mean;
  }

  /** Of the mean; not a number for one seed. */
  double standardError() {
    double mean = mean();
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    int n = values.size();
    return Math.sqrt(squares / (n - 1.0) / n);
  }
}
