package org.jelbo.inference.compilation;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jelbo.dsl.contract.Agreement;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Mixture;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.nn.Activation;
import org.jelbo.dsl.nn.Mlp;
import org.jelbo.dsl.noise.NoiseArray;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.testing.Oracles;
import org.jelbo.usage.Entry;
import org.jelbo.usage.SmallVae;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The autoencoder whose prior is a mixture of rows, against the reference's numbers. */
class MixturePriorOracleTest {
  private static final Param MEANS = Param.of("prior.mean", 3, 2).normal(0.1);
  private static final Param RAWS = Param.of("prior.raw", 3, 2).normal(0.1);

  private static Program model() {
    Mlp decoder = Mlp.of("dec", 7, 6).activation(Activation.ELU);
    return p -> {
      Expr mean = p.param(MEANS);
      Expr variance = p.param(RAWS).softplus().plus(1e-8);
      p.plate(
          "images",
          () -> {
            Expr z = p.sample("z", Mixture.ofRows(Normal.ofMeanAndVariance(mean, variance)));
            p.sample("x", Bernoulli.ofLogits(decoder.apply(p, z)));
          });
    };
  }

  private static JsonObject reference() {
    for (JsonElement found : Oracles.object("objectives.json").getAsJsonArray("cases")) {
      if (Oracles.text(found.getAsJsonObject(), "name").equals("gmvae_elbo")) {
        return found.getAsJsonObject();
      }
    }
    throw new AssertionError("no case gmvae_elbo");
  }

  /** Entries of {@code enc.w1 ...} by the names of the parameters. */
  private static Map<String, double[]> named(JsonObject entries) {
    Map<String, double[]> named = new LinkedHashMap<>();
    entries
        .asMap()
        .forEach(
            (name, value) -> {
              String[] path = name.split("\\.", -1);
              String kind = path[1].charAt(0) == 'w' ? "kernel" : "bias";
              boolean isPrior = path[0].equals("prior");
              named.put(
                  isPrior ? name : path[0] + "/" + (path[1].charAt(1) - '1') + "/" + kind,
                  Oracles.numbers(value));
            });
    return named;
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void valueAndEveryGradientAgreeWithTheReference(Precision precision) {
    JsonObject reference = reference();
    Agreement agreement = Agreement.of(precision);
    Data data =
        Data.of(
            Column.ofDoubles(
                "x", Oracles.numbers(Oracles.object("objectives.json").get("x_binary")), 6));
    double[] noise = Oracles.numbers(reference.getAsJsonObject("noise").get("z"));
    Compilation compilation =
        Compilation.of(Elbo.of(model(), SmallVae.tiny().guide()).given("x"))
            .noise("z", NoiseArray.of(noise, 1, 3, 2));
    try (Compiled compiled = compilation.precision(precision).compile()) {
      named(reference.getAsJsonObject("weights")).forEach(compiled::set);
      Measurement measured = compiled.measure(data, DrawKey.of(0));
      agreement.assertValues(
          "value",
          new double[] {measured.value()},
          Oracles.entry(reference, "objective").getAsDouble());
      Map<String, Values> gradients = compiled.gradients(data, DrawKey.of(0));
      Map<String, double[]> expected = named(reference.getAsJsonObject("gradients"));
      assertThat(gradients.keySet()).isEqualTo(expected.keySet()).hasSize(10);
      expected.forEach(
          (parameter, gradient) ->
              agreement.assertGradient(
                  parameter, Entry.of(gradients, parameter).toArray(), gradient));
    }
  }
}
