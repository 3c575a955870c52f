package org.jelbo.inference.compilation;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jelbo.dsl.contract.Agreement;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.noise.NoiseArray;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.optimizer.Sgd;
import org.jelbo.testing.Oracles;
import org.jelbo.usage.Entry;
import org.jelbo.usage.SmallVae;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElboOracleTest {
  private static final double LEARNING_RATE = 0.1;

  @ParameterizedTest
  @CsvSource({
    "vae_elbo, FLOAT64",
    "vae_elbo, FLOAT32",
    "beta_vae, FLOAT64",
    "beta_vae, FLOAT32",
  })
  void valuePartsAndEveryGradientAgreeWithTheReference(String name, Precision precision) {
    JsonObject reference = reference(name);
    Agreement agreement = Agreement.of(precision);
    try (Compiled compiled = compilation(reference, 0, 1, 2).precision(precision).compile()) {
      setWeights(compiled, reference);
      Measurement measured = compiled.measure(data(), DrawKey.of(0));
      agreement.assertValues(
          "value",
          new double[] {measured.value()},
          Oracles.entry(reference, "objective").getAsDouble());
      values(reference)
          .forEach(
              (part, perDatum) -> {
                double[] expected = Oracles.numbers(perDatum);
                Values found = Entry.of(measured.partsPerDatum(), part);
                agreement.assertValues(part + " per datum", found.toArray(), expected);
                agreement.assertValues(part, new double[] {measured.part(part)}, mean(expected));
              });
      Map<String, Values> gradients = compiled.gradients(data(), DrawKey.of(0));
      Map<String, JsonElement> expected = named(reference, "gradients");
      assertThat(gradients.keySet()).isEqualTo(expected.keySet()).hasSize(8);
      expected.forEach(
          (parameter, gradient) ->
              agreement.assertGradient(
                  parameter, Entry.of(gradients, parameter).toArray(), Oracles.numbers(gradient)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "vae_elbo, FLOAT64, 1",
    "vae_elbo, FLOAT64, 2",
    "vae_elbo, FLOAT64, 3",
    "vae_elbo, FLOAT32, 1",
    "beta_vae, FLOAT64, 1",
    "beta_vae, FLOAT64, 2",
    "beta_vae, FLOAT32, 3",
  })
  void firstStepDescendsTheReferenceGradient(String name, Precision precision, int shards) {
    JsonObject reference = reference(name);
    Agreement agreement = Agreement.of(precision);
    int[] rows = data().batch(3).order(0).rows(0);
    Compilation training =
        compilation(reference, rows)
            .feed(data().batch(3).shards(shards))
            .optimizer(Sgd.of(LEARNING_RATE));
    try (Compiled compiled = training.precision(precision).compile()) {
      setWeights(compiled, reference);
      StepReport report = compiled.step();
      assertThat(report.step()).isEqualTo(1);
      agreement.assertValues(
          "loss",
          new double[] {report.value()},
          Oracles.entry(reference, "objective").getAsDouble());
      Map<String, JsonElement> gradients = named(reference, "gradients");
      named(reference, "weights")
          .forEach(
              (parameter, weights) -> {
                double[] expected = Oracles.numbers(weights);
                double[] gradient = Oracles.numbers(Entry.of(gradients, parameter));
                for (int i = 0; i < expected.length; i++) {
                  expected[i] -= LEARNING_RATE * gradient[i];
                }
                agreement.assertValues(parameter, compiled.values(parameter), expected);
              });
    }
  }

  private static JsonObject reference(String name) {
    for (JsonElement found : Oracles.object("objectives.json").getAsJsonArray("cases")) {
      if (Oracles.text(found.getAsJsonObject(), "name").equals(name)) {
        return found.getAsJsonObject();
      }
    }
    throw new AssertionError("no case " + name);
  }

  /** With the reference's noise, for batches that have the rows in the order given. */
  private static Compilation compilation(JsonObject reference, int... rows) {
    double[] all = Oracles.numbers(reference.getAsJsonObject("noise").get("z"));
    double[] noise = new double[2 * rows.length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(all, 2 * rows[i], noise, 2 * i, 2);
    }
    boolean isWeighted = Oracles.text(reference, "name").equals("beta_vae");
    Elbo elbo = SmallVae.tiny().elbo();
    return Compilation.of(isWeighted ? elbo.klWeight(4) : elbo)
        .noise("z", NoiseArray.of(noise, 1, 3, 2));
  }

  private static Data data() {
    double[] x = Oracles.numbers(Oracles.object("objectives.json").get("x_binary"));
    return Data.of(Column.ofDoubles("x", x, 6));
  }

  private static Map<String, JsonElement> values(JsonObject reference) {
    return reference.getAsJsonObject("values").asMap();
  }

  private static void setWeights(Compiled compiled, JsonObject reference) {
    named(reference, "weights").forEach((name, w) -> compiled.set(name, Oracles.numbers(w)));
  }

  /** Entries of {@code enc.w1 ...} by the names of the parameters. */
  private static Map<String, JsonElement> named(JsonObject reference, String group) {
    Map<String, JsonElement> named = new LinkedHashMap<>();
    reference
        .getAsJsonObject(group)
        .asMap()
        .forEach(
            (name, value) -> {
              String[] path = name.split("\\.", -1);
              String kind = path[1].charAt(0) == 'w' ? "kernel" : "bias";
              named.put(path[0] + "/" + (path[1].charAt(1) - '1') + "/" + kind, value);
            });
    return named;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
