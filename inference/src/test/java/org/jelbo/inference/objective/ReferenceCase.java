package org.jelbo.inference.objective;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Categorical;
import org.jelbo.dsl.distribution.Mixture;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.distribution.OneHotCategorical;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.nn.Activation;
import org.jelbo.dsl.nn.Mlp;
import org.jelbo.dsl.noise.NoiseArray;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.testing.Oracles;
import org.jelbo.usage.SmallVae;

/**
 * A case of {@code objectives.json}: programs, data, weights and noise as the reference has them.
 */
final class ReferenceCase {
  private static final int LABELS = 4;
  private static final Mlp ENCODER = Mlp.of("enc", 7, 4).activation(Activation.ELU);
  private static final Mlp DECODER = Mlp.of("dec", 7, 6).activation(Activation.ELU);
  private static final Mlp CLASSIFIER = Mlp.of("cls", 7, LABELS).activation(Activation.ELU);
  private static final Param MEANS = Param.of("prior.mean", 3, 2).normal(0.1);
  private static final Param RAWS = Param.of("prior.raw", 3, 2).normal(0.1);

  private final String name;
  private final JsonObject reference;

  private ReferenceCase(String name, JsonObject reference) {
    this.name = name;
    this.reference = reference;
  }

  static ReferenceCase of(String name) {
    for (JsonElement found : Oracles.object("objectives.json").getAsJsonArray("cases")) {
      if (Oracles.text(found.getAsJsonObject(), "name").equals(name)) {
        return new ReferenceCase(name, found.getAsJsonObject());
      }
    }
    throw new AssertionError("no case " + name);
  }

  double objective() {
    return Oracles.entry(reference, "objective").getAsDouble();
  }

  double[] values(String part) {
    return Oracles.numbers(Oracles.entry(reference.getAsJsonObject("values"), part));
  }

  /** Weights and biases by the names of Jelbo's parameters. */
  Map<String, double[]> named(String group) {
    Map<String, double[]> named = new LinkedHashMap<>();
    reference
        .getAsJsonObject(group)
        .asMap()
        .forEach((key, value) -> put(named, key, Oracles.numbers(value)));
    return named;
  }

  private void put(Map<String, double[]> named, String key, double[] numbers) {
    if (key.startsWith("prior")) {
      named.put(key, numbers);
      return;
    }
    String[] path = key.split("\\.", -1);
    String layer = path[0] + "/" + (path[1].charAt(1) - '1') + "/";
    if (path[1].charAt(0) == 'b') {
      named.put(layer + "bias", numbers);
    } else if (hasLabels() && !path[0].equals("cls") && path[1].equals("w1")) {
      // The reference concatenates its inputs, labels last.
      int first = numbers.length - LABELS * 7;
      named.put(layer + "kernel0", Arrays.copyOf(numbers, first));
      named.put(layer + "kernel1", Arrays.copyOfRange(numbers, first, numbers.length));
    } else {
      named.put(layer + "kernel", numbers);
    }
  }

  private boolean hasLabels() {
    return name.startsWith("ssvae") || name.startsWith("fsvae");
  }

  Data data() {
    boolean isReal = name.equals("fsvae_elbo");
    Column x = Column.ofDoubles("x", numbers(isReal ? "x_real" : "x_binary"), 6);
    boolean isLabelled = isReal || name.equals("ssvae_labelled");
    return isLabelled ? Data.of(x, Column.ofBytes("y", labels()).oneHot(LABELS)) : Data.of(x);
  }

  private static byte[] labels() {
    double[] oneHot = numbers("y_onehot");
    byte[] labels = new byte[oneHot.length / LABELS];
    for (int i = 0; i < oneHot.length; i++) {
      labels[i / LABELS] += (byte) (oneHot[i] * (i % LABELS));
    }
    return labels;
  }

  private static double[] numbers(String key) {
    return Oracles.numbers(Oracles.entry(Oracles.object("objectives.json"), key));
  }

  int particles() {
    boolean isWeighted = name.contains("iwae") || name.contains("renyi") || name.contains("dreg");
    return isWeighted ? 5 : 1;
  }

  /** In the graph of {@code objective}, with the reference's noise and weights. */
  Compiled compile(Objective objective, String place, Precision precision) {
    double[] noise = Oracles.numbers(reference.getAsJsonObject("noise").get("z"));
    NoiseArray array =
        name.equals("ssvae_elbo_unlabelled")
            ? NoiseArray.of(noise, 1, LABELS, 3, 2)
            : NoiseArray.of(noise, particles(), 3, 2);
    Compiled compiled =
        Compilation.of(objective).precision(precision).noise(place + "z", array).compile();
    named("weights").forEach(compiled::set);
    return compiled;
  }

  /** Such as {@code vae_iwae} derives from its programs. */
  Objective derived() {
    SmallVae vae = SmallVae.tiny();
    return switch (name) {
      case "vae_elbo" -> vae.elbo();
      case "beta_vae" -> vae.elbo().klWeight(4);
      case "vae_iwae" -> Iwae.of(vae.model(), vae.guide()).particles(5).given("x");
      case "vae_renyi_half" ->
          Renyi.of(vae.model(), vae.guide()).alpha(0.5).particles(5).given("x");
      case "vae_dreg_encoder" ->
          Iwae.of(vae.model(), vae.guide()).particles(5).doublyReparameterized().given("x");
      case "gmvae_elbo" -> Elbo.of(mixture(false), vae.guide()).given("x");
      case "gmvae_iwae" -> Iwae.of(mixture(false), vae.guide()).particles(5).given("x");
      case "ssvae_elbo_unlabelled" -> Elbo.of(labelled(), classifying()).given("x");
      case "ssvae_labelled" ->
          Objective.sum(
              Elbo.of(labelled(), classifying()).given("x", "y").named("bound"),
              GuideLikelihood.of(classifying(), "y").weight(100).named("classifier"));
      case "fsvae_elbo" -> Elbo.of(conditional(), encoding()).given("x");
      default -> throw new AssertionError(name);
    };
  }

  /** The mixture's component is a site of the model, or a family has the sum inside. */
  static Program mixture(boolean asSite) {
    return p -> {
      Expr mean = p.param(MEANS);
      Expr variance = p.param(RAWS).softplus().plus(1e-8);
      p.plate(
          "images",
          () -> {
            Expr c = asSite ? p.sample("c", Categorical.uniform(3)) : null;
            Expr z =
                p.sample(
                    "z",
                    c == null
                        ? Mixture.ofRows(Normal.ofMeanAndVariance(mean, variance))
                        : Normal.ofMeanAndVariance(mean.at(c), variance.at(c)));
            p.sample("x", Bernoulli.ofLogits(DECODER.apply(p, z)));
          });
    };
  }

  private static Program labelled() {
    return p ->
        p.plate(
            "images",
            () -> {
              Expr y = p.sample("y", OneHotCategorical.uniform(LABELS));
              Expr z = p.sample("z", Normal.standard(2));
              p.sample("x", Bernoulli.ofLogits(DECODER.apply(p, z, y)));
            });
  }

  private static Program conditional() {
    return p ->
        p.plate(
            "images",
            () -> {
              Expr z = p.sample("z", Normal.standard(2));
              Expr mean = DECODER.apply(p, z, p.input("y", LABELS));
              p.sample("x", Normal.ofMeanAndVariance(mean, Expr.of(0.1)));
            });
  }

  private static Program classifying() {
    return p ->
        p.plate(
            "images",
            () -> {
              Expr x = p.input("x", 6);
              Expr y = p.sample("y", OneHotCategorical.ofLogits(CLASSIFIER.apply(p, x)));
              p.sample("z", SmallVae.gaussian(ENCODER.apply(p, x, y)));
            });
  }

  private static Program encoding() {
    return p ->
        p.plate(
            "images",
            () ->
                p.sample(
                    "z",
                    SmallVae.gaussian(ENCODER.apply(p, p.input("x", 6), p.input("y", LABELS)))));
  }
}
