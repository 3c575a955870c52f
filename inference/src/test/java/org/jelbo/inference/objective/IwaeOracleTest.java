package org.jelbo.inference.objective;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Map;
import org.jelbo.dsl.contract.Agreement;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.noise.NoiseArray;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.compilation.Measurement;
import org.jelbo.inference.compilation.Values;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.testing.Oracles;
import org.jelbo.usage.Entry;
import org.jelbo.usage.SmallVae;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.ndarray.Shape;

class IwaeOracleTest {
  private static final int PARTICLES = 5;
  private static final DrawKey DRAWS = DrawKey.of(0).particles(PARTICLES);

  private final JsonObject reference = reference("vae_iwae");

  @ParameterizedTest
  @EnumSource(Precision.class)
  void valueWeightsAndEveryGradientAgreeWithTheReference(Precision precision) {
    Agreement agreement = Agreement.of(precision);
    try (Compiled compiled = compilation().precision(precision).compile()) {
      weights("weights").forEach((name, w) -> compiled.set(name, Oracles.numbers(w)));
      Measurement measured = compiled.measure(data(), DRAWS);
      agreement.assertValues(
          "value",
          new double[] {measured.value()},
          Oracles.entry(reference, "objective").getAsDouble());
      JsonObject values = reference.getAsJsonObject("values");
      Values bound = Entry.of(measured.partsPerDatum(), "bound");
      assertThat(bound.shape()).isEqualTo(Shape.of(3));
      agreement.assertValues(
          "bound", bound.toArray(), Oracles.numbers(Oracles.entry(values, "bound")));
      Values logWeights = Entry.of(measured.partsPerDatum(), "logWeights");
      assertThat(logWeights.shape()).isEqualTo(Shape.of(PARTICLES, 3));
      agreement.assertValues(
          "log weights",
          logWeights.toArray(),
          Oracles.numbers(Oracles.entry(values, "log_weights")));
      Map<String, Values> gradients = compiled.gradients(data(), DRAWS);
      Map<String, JsonElement> expected = weights("gradients");
      assertThat(gradients.keySet()).isEqualTo(expected.keySet()).hasSize(8);
      expected.forEach(
          (parameter, gradient) ->
              agreement.assertGradient(
                  parameter, Entry.of(gradients, parameter).toArray(), Oracles.numbers(gradient)));
    }
  }

  private Compilation compilation() {
    double[] noise = Oracles.numbers(reference.getAsJsonObject("noise").get("z"));
    SmallVae vae = SmallVae.tiny();
    return Compilation.of(Iwae.of(vae.model(), vae.guide()).given("x").particles(PARTICLES))
        .noise("z", NoiseArray.of(noise, PARTICLES, 3, 2));
  }

  private static Data data() {
    double[] x = Oracles.numbers(Oracles.object("objectives.json").get("x_binary"));
    return Data.of(Column.ofDoubles("x", x, 6));
  }

  private static JsonObject reference(String name) {
    for (JsonElement found : Oracles.object("objectives.json").getAsJsonArray("cases")) {
      if (Oracles.text(found.getAsJsonObject(), "name").equals(name)) {
        return found.getAsJsonObject();
      }
    }
    throw new AssertionError("no case " + name);
  }

  /** Entries of {@code enc.w1 ...} by the names of the parameters. */
  private Map<String, JsonElement> weights(String group) {
    Map<String, JsonElement> named = new java.util.LinkedHashMap<>();
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
}
