package org.jelbo.samples.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was measured with several seeds.
 *
 * @param seeds each seed's values by name
 */
record OverSeeds(List<Map<String, Double>> seeds) {
  Map<String, Double> means() {
    Map<String, Double> means = new LinkedHashMap<>();
    for (Map<String, Double> seed : seeds) {
      seed.forEach((name, value) -> means.merge(name, value / seeds.size(), Double::sum));
    }
    return means;
  }

  /** Of the means; not a number for one seed. */
  Map<String, Double> standardErrors() {
    Map<String, Double> squares = new LinkedHashMap<>();
    Map<String, Double> means = means();
    for (Map<String, Double> seed : seeds) {
      seed.forEach(
          (name, value) ->
              squares.merge(
                  name, Math.pow(value - means.getOrDefault(name, value), 2), Double::sum));
    }
    int n = seeds.size();
    squares.replaceAll((name, sum) -> Math.sqrt(sum / (n - 1.0) / n));
    return squares;
  }
}
