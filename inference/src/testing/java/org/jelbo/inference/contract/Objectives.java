package org.jelbo.inference.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jelbo.dsl.contract.Agreement;
import org.jelbo.dsl.contract.MonteCarlo;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.param.Param;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.compilation.Measurement;
import org.jelbo.inference.compilation.QueryRun;
import org.jelbo.inference.compilation.Values;
import org.jelbo.inference.contract.ObjectiveContract.Case;
import org.jelbo.inference.objective.Explanation;
import org.jelbo.inference.optimizer.Adam;

/** Compilations of an objective, held to its contract. */
final class Objectives {
  private static final DrawKey KEY = DrawKey.of(7);
  private static final double SPREAD = 0.3;
  private static final double STEP = 1e-5;
  private static final int ENTRIES = 5;
  private static final int STEPS = 3;
  private static final int REPEATS = 60;

  /** Student's two-sided quantile of 1e-8 for so many repeats. */
  private static final double ERRORS = 6.7;

  private Objectives() {}

  static void parametersAreTheSame(Case given) {
    List<Param> first = given.objective().parameters();
    assertThat(first).as("parameters of '%s'", given).isNotEmpty();
    assertThat(given.objective().parameters()).as("the same, built again").isEqualTo(first);
    assertThat(first.stream().map(Param::name)).as("names").doesNotHaveDuplicates();
  }

  static void directionReachesParameters(Case given) {
    try (Compiled compiled = moved(given, Precision.FLOAT64)) {
      Map<String, Values> direction = compiled.gradients(given.data(), KEY);
      for (Param param : compiled.parameters()) {
        if (param.isTrained()) {
          Values found = direction.get(param.name());
          if (found == null || !Arrays.stream(found.toArray()).allMatch(Double::isFinite)) {
            fail(
                "direction of '%s': expected finite numbers, but got %s",
                param.name(), found == null ? "none" : Arrays.toString(found.toArray()));
          }
        }
      }
    }
  }

  static void equalKeysGiveEqualNumbers(Case given) {
    try (Compiled compiled = moved(given, Precision.FLOAT64);
        Compiled again = moved(given, Precision.FLOAT64)) {
      Measurement first = compiled.measure(given.data(), KEY);
      assertThat(first.value()).as("value").isFinite();
      for (Compiled other : List.of(compiled, again)) {
        Measurement measured = other.measure(given.data(), KEY);
        assertThat(measured.value()).as("value for an equal key").isEqualTo(first.value());
        assertThat(measured.parts()).as("parts for an equal key").isEqualTo(first.parts());
        Map<String, double[]> expected = numbers(compiled.gradients(given.data(), KEY));
        Map<String, double[]> direction = numbers(other.gradients(given.data(), KEY));
        assertThat(direction.keySet()).as("what has a direction").isEqualTo(expected.keySet());
        direction.forEach(
            (name, found) ->
                assertThat(found).as("direction of %s", name).isEqualTo(expected.get(name)));
      }
    }
  }

  static void partsMakeTheValue(Case given) {
    try (Compiled compiled = moved(given, Precision.FLOAT64)) {
      Measurement measured = compiled.measure(given.data(), KEY);
      Map<String, Double> parts = new LinkedHashMap<>(measured.parts());
      measured.partsPerDatum().forEach((name, rows) -> parts.putIfAbsent(name, mean(rows)));
      if (parts.isEmpty()) {
        return;
      }
      Agreement.of(Precision.FLOAT64)
          .assertValues(
              "value, against what the parts " + parts + " make",
              new double[] {measured.value()},
              given.ofParts().applyAsDouble(parts));
    }
  }

  static void valueIsPerDatum(Case given) {
    if (given.areTogether()) {
      return;
    }
    int rows = given.data().rows();
    int part = rows / 2;
    double[] differences = new double[REPEATS];
    double size = 0;
    try (Compiled compiled = moved(given, Precision.FLOAT64)) {
      for (int i = 0; i < REPEATS; i++) {
        double all = value(compiled, given, 0, rows, 3 * i);
        double first = value(compiled, given, 0, part, 3 * i + 1);
        double rest = value(compiled, given, part, rows, 3 * i + 2);
        differences[i] = all - (part * first + (rows - part) * rest) / rows;
        size += Math.abs(all) / REPEATS;
      }
    }
    double mean = Arrays.stream(differences).average().orElseThrow();
    double square = Arrays.stream(differences).map(d -> (d - mean) * (d - mean)).sum();
    double error = Math.sqrt(square / (REPEATS - 1) / REPEATS);
    assertThat(Math.abs(mean))
        .as("value over all rows, less the mean of its values over two parts, of %s", size)
        .isLessThanOrEqualTo(ERRORS * error + 1e-9 * size);
  }

  private static double value(Compiled compiled, Case given, int from, int to, int repeat) {
    QueryRun run = QueryRun.of(given.data(), from, to, KEY.repeat(repeat));
    return compiled.onlyTerm().measure(run).value();
  }

  static void rowsAddUp(Case given) {
    try (Compiled compiled = moved(given, Precision.FLOAT64)) {
      Measurement measured = compiled.measure(given.data(), KEY);
      measured
          .partsPerDatum()
          .forEach(
              (name, rows) -> {
                Double part = measured.parts().get(name);
                if (part != null) {
                  assertThat(rows.toArray()).as("rows of %s", name).hasSize(given.data().rows());
                  Agreement.of(Precision.FLOAT64)
                      .assertValues("mean over rows of " + name, new double[] {mean(rows)}, part);
                }
              });
    }
  }

  private static double mean(Values rows) {
    return Arrays.stream(rows.toArray()).average().orElseThrow();
  }

  static void directionIsRight(Case given) {
    try (Compiled compiled = moved(given, Precision.FLOAT64)) {
      if (given.expected() == null) {
        directionIsTheGradient(given, compiled);
      } else {
        directionIsExpected(given, given.expected(), compiled);
      }
    }
  }

  private static void directionIsTheGradient(Case given, Compiled compiled) {
    Map<String, double[]> direction = numbers(compiled.gradients(given.data(), KEY));
    direction.forEach(
        (name, numbers) -> {
          double[] state = compiled.state(name);
          new Random(name.hashCode())
              .ints(0, numbers.length)
              .distinct()
              .limit(Math.min(ENTRIES, numbers.length))
              .forEach(
                  entry ->
                      Agreement.within(1e-5)
                          .assertValues(
                              "direction of '" + name + "', number " + entry + " of it",
                              new double[] {numbers[entry]},
                              slope(given, compiled, name, state, entry)));
        });
  }

  private static double slope(
      Case given, Compiled compiled, String name, double[] state, int entry) {
    double[] values = new double[2];
    for (int side = 0; side < 2; side++) {
      double[] other = state.clone();
      other[entry] += side == 0 ? STEP : -STEP;
      compiled.setState(name, other);
      values[side] = compiled.measure(given.data(), KEY).value();
    }
    compiled.setState(name, state);
    return (values[0] - values[1]) / (2 * STEP);
  }

  private static void directionIsExpected(Case given, Case.Expected expected, Compiled compiled) {
    Map<String, double[]> parameters = new LinkedHashMap<>();
    compiled
        .parameters()
        .forEach(param -> parameters.put(param.name(), compiled.values(param.name())));
    Map<String, double[]> means = expected.at(parameters);
    assertThat(means).as("expected directions").isNotEmpty();
    int draws = MonteCarlo.FEWEST_SAMPLES;
    Map<String, double[][]> samples = new LinkedHashMap<>();
    means.forEach((name, mean) -> samples.put(name, new double[mean.length][draws]));
    for (int i = 0; i < draws; i++) {
      Map<String, double[]> direction = numbers(compiled.gradients(given.data(), KEY.repeat(i)));
      for (Map.Entry<String, double[][]> entry : samples.entrySet()) {
        String name = entry.getKey();
        double[] numbers =
            Objects.requireNonNull(direction.get(name), "direction of '" + name + "'");
        for (int j = 0; j < entry.getValue().length; j++) {
          entry.getValue()[j][i] = numbers[j];
        }
      }
    }
    means.forEach(
        (name, mean) -> {
          double[][] found = samples.getOrDefault(name, new double[0][]);
          for (int j = 0; j < mean.length; j++) {
            MonteCarlo.assertMeanAgrees(
                "direction of '" + name + "', entry " + j, found[j], mean[j], KEY.seed());
          }
        });
  }

  static void singlePrecisionIsFinite(Case given) {
    try (Compiled compiled = moved(given, Precision.FLOAT32)) {
      assertThat(compiled.measure(given.data(), KEY).value()).as("value in float32").isFinite();
      numbers(compiled.gradients(given.data(), KEY))
          .forEach(
              (name, numbers) ->
                  assertThat(Arrays.stream(numbers))
                      .as("direction of '%s' in float32", name)
                      .allMatch(Double::isFinite));
    }
  }

  static void trainingRepeats(Case given) {
    try (Compiled whole = training(given);
        Compiled again = training(given);
        Compiled resumed = training(given)) {
      for (int i = 0; i < STEPS; i++) {
        whole.step();
        again.step();
      }
      assertThat(states(again)).as("state after equal steps").isEqualTo(states(whole));
      resumed.step();
      Map<String, double[]> kept = new LinkedHashMap<>();
      resumed.stateNames().forEach(name -> kept.put(name, resumed.state(name)));
      for (int i = 1; i < STEPS; i++) {
        resumed.step();
      }
      resumed.restore(kept, 1);
      for (int i = 1; i < STEPS; i++) {
        resumed.step();
      }
      assertThat(states(resumed)).as("state of a resumed training").isEqualTo(states(whole));
    }
  }

  static void isExplained(Case given) {
    Explanation explanation = given.objective().explain();
    assertThat(explanation.toString()).contains(given.objective().title());
    assertThat(explanation.parameters()).isEqualTo(given.objective().parameters());
  }

  private static Compilation compilation(Case given, Precision precision) {
    return Compilation.of(given.objective()).precision(precision).seed(3);
  }

  private static Compiled training(Case given) {
    return compilation(given, Precision.FLOAT32)
        .feed(given.data().batch(Math.max(1, given.data().rows() / 2)))
        .optimizer(Adam.of(0.01))
        .compile();
  }

  /** With what is stored of its parameters moved by known numbers. */
  private static Compiled moved(Case given, Precision precision) {
    Compiled compiled = compilation(given, precision).compile();
    for (Param param : compiled.parameters()) {
      Random random = new Random(param.name().hashCode());
      double[] state = compiled.state(param.name());
      Arrays.setAll(state, i -> (float) (state[i] + SPREAD * random.nextGaussian()));
      compiled.setState(param.name(), state);
    }
    return compiled;
  }

  private static Map<String, double[]> numbers(Map<String, Values> values) {
    Map<String, double[]> numbers = new LinkedHashMap<>();
    values.forEach((name, value) -> numbers.put(name, value.toArray()));
    return numbers;
  }

  private static Map<String, List<Double>> states(Compiled compiled) {
    Map<String, List<Double>> states = new LinkedHashMap<>();
    compiled
        .stateNames()
        .forEach(name -> states.put(name, Arrays.stream(compiled.state(name)).boxed().toList()));
    return states;
  }
}
