package org.jelbo.inference.objective;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.param.Param;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.compilation.Values;
import org.jelbo.inference.data.Data;

/** Means of directions over draws, against exact ones. */
final class SampledGradients {
  private static final int RUNS = 60;

  /**
   * Student's two-sided quantile of 1e-8 for 60 runs, and less for more; a test looks at fewer than
   * a hundred numbers.
   */
  private static final double ERRORS = 6.7;

  private SampledGradients() {}

  /**
   * Fails unless the directions of the exact objective are the means of those of the other.
   *
   * @param data of many equal rows, whose mean is one over draws, too
   */
  static void assertAgree(
      String label, SingleObjective objective, SingleObjective exactly, Data data) {
    Map<String, double[]> exact = exact(exactly, data);
    Map<String, double[][]> samples = samples(objective, data, RUNS);
    double norm = Math.sqrt(exact.values().stream().mapToDouble(SampledGradients::squares).sum());
    double errors = 0;
    for (Map.Entry<String, double[]> entry : exact.entrySet()) {
      double[][] found =
          Objects.requireNonNull(samples.get(entry.getKey()), label + ": " + entry.getKey());
      for (int i = 0; i < entry.getValue().length; i++) {
        double mean = mean(found[i]);
        double error = Math.sqrt(variance(found[i]) / RUNS);
        assertThat(Math.abs(mean - entry.getValue()[i]))
            .as("%s: %s[%d]: %s, exact %s", label, entry.getKey(), i, mean, entry.getValue()[i])
            .isLessThanOrEqualTo(ERRORS * error + 1e-9);
        errors += error * error;
      }
    }
    // What is asserted above tells errors of a few hundredths of the norm at most.
    assertThat(Math.sqrt(errors)).as(label).isLessThan(0.03 * norm);
  }

  /**
   * Fails unless the means of the directions of two objectives agree, each of some runs: where a
   * run has few draws, or the expected ones are drawn, too.
   */
  static void assertMeansAgree(
      SingleObjective objective, int runs, SingleObjective expected, int others, Data data) {
    Map<String, double[][]> found = samples(objective, data, runs);
    Map<String, double[][]> wanted = samples(expected, data, others);
    double norm = 0;
    double errors = 0;
    for (Map.Entry<String, double[][]> entry : wanted.entrySet()) {
      double[][] all = Objects.requireNonNull(found.get(entry.getKey()), entry.getKey());
      for (int i = 0; i < all.length; i++) {
        double[] these = entry.getValue()[i];
        double error = Math.sqrt(variance(all[i]) / runs + variance(these) / others);
        assertThat(Math.abs(mean(all[i]) - mean(these)))
            .as("%s[%d]: %s, expected %s", entry.getKey(), i, mean(all[i]), mean(these))
            .isLessThanOrEqualTo(ERRORS * error + 1e-9);
        errors += error * error;
        norm += mean(these) * mean(these);
      }
    }
    assertThat(Math.sqrt(errors)).isLessThan(0.03 * Math.sqrt(norm));
  }

  private static Map<String, double[]> exact(SingleObjective objective, Data data) {
    Map<String, double[]> exact = new LinkedHashMap<>();
    try (Compiled compiled = compiled(objective)) {
      compiled
          .gradients(data, DrawKey.of(1))
          .forEach((name, values) -> exact.put(name, values.toArray()));
    }
    return exact;
  }

  private static Map<String, double[][]> samples(SingleObjective objective, Data data, int runs) {
    Map<String, double[][]> samples = new LinkedHashMap<>();
    try (Compiled compiled = compiled(objective)) {
      for (int run = 0; run < runs; run++) {
        for (Map.Entry<String, Values> one :
            compiled.gradients(data, DrawKey.of(1).repeat(run)).entrySet()) {
          double[] numbers = one.getValue().toArray();
          double[][] all =
              samples.computeIfAbsent(one.getKey(), name -> new double[numbers.length][runs]);
          for (int i = 0; i < numbers.length; i++) {
            all[i][run] = numbers[i];
          }
        }
      }
    }
    return samples;
  }

  /** With parameters moved by known numbers. */
  static Compiled compiled(SingleObjective objective) {
    Compiled compiled = Compilation.of(objective).precision(Precision.FLOAT64).compile();
    for (Param param : compiled.parameters()) {
      if (param.isTrained()) {
        double[] values = compiled.values(param.name());
        Random random = new Random(param.name().hashCode());
        for (int i = 0; i < values.length; i++) {
          values[i] += 0.5 * random.nextGaussian();
        }
        compiled.set(param.name(), values);
      }
    }
    return compiled;
  }

  private static double squares(double[] numbers) {
    double sum = 0;
    for (double number : numbers) {
      sum += number * number;
    }
    return sum;
  }

  private static double mean(double[] numbers) {
    double sum = 0;
    for (double number : numbers) {
      sum += number;
    }
    return sum / numbers.length;
  }

  private static double variance(double[] numbers) {
    double mean = mean(numbers);
    double sum = 0;
    for (double number : numbers) {
      sum += (number - mean) * (number - mean);
    }
    return sum / (numbers.length - 1);
  }
}
