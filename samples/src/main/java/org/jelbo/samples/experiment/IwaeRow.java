package org.jelbo.samples.experiment;

import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jelbo.dsl.nn.Activation;
import org.jelbo.inference.compilation.ProductTimer;
import org.jelbo.inference.objective.Iwae;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.training.Fit;
import org.jelbo.models.vae.Vae;
import org.jelbo.models.vae.VaeSettings;
import org.jelbo.samples.data.ImageSet;
import org.jelbo.samples.report.ImageGrid;

/**
 * One training by the importance-weighted bound: the autoencoder with one stochastic layer of
 * Burda, Grosse and Salakhutdinov (2016), table 1.
 *
 * @param particles K in training, at least 1
 * @param gradients how those of the guide are estimated
 */
record IwaeRow(int particles, Gradients gradients) implements BundledModel {
  /** How the gradients of the guide are estimated. */
  enum Gradients {
    /** Those of the bound at the draws. */
    PLAIN(iwae -> iwae),
    /** Doubly reparameterized: of the same expectation, and less variance. */
    DOUBLY(Iwae::doublyReparameterized);

    private final UnaryOperator<Iwae> estimated;

    Gradients(UnaryOperator<Iwae> estimated) {
      this.estimated = estimated;
    }

    /** The one with a name; the nearest is offered for one that is not known. */
    static Gradients of(String name) {
      for (Gradients gradients : values()) {
        if (gradients.label().equals(name)) {
          return gradients;
        }
      }
      throw Messages.unknown(
          "--gradients",
          name,
          Arrays.stream(values()).map(Gradients::label).collect(Collectors.toList()));
    }

    /** The name in options and reports. */
    String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private static final VaeSettings SETTINGS = new VaeSettings(784, 50, 200, Activation.TANH, 1);
  private static final BundledModel VAE = BundledModels.vae(SETTINGS);

  /** The published -log p(x) by 5,000 particles, in nats per image. */
  private static final Map<String, Double> PUBLISHED =
      Map.of(
          "k1-plain", 86.76,
          "k5-plain", 85.54,
          "k50-plain", 84.78,
          "k1-doubly", 86.08,
          "k5-doubly", 84.90,
          "k50-doubly", 84.32);

  /** In nats per image; not a number where none is published. */
  double published() {
    return PUBLISHED.getOrDefault(label(), Double.NaN);
  }

  /** For files and progress. */
  String label() {
    return "k" + particles + "-" + gradients.label();
  }

  @Override
  public String name() {
    return "iwae";
  }

  @Override
  public String description() {
    return "The autoencoder with one stochastic layer.";
  }

  @Override
  public JsonObject settings() {
    JsonObject settings = VAE.settings();
    settings.addProperty("particles", particles);
    settings.addProperty("gradients", gradients.label());
    return settings;
  }

  @Override
  public Objective objective() {
    return objective(name(), particles);
  }

  @Override
  public Map<String, IntFunction<Objective>> objectives() {
    Iwae iwae = Vae.of(SETTINGS).iwae();
    return Map.of(name(), k -> gradients.estimated.apply(iwae.particles(k)));
  }

  @Override
  public Map<String, Double> measure(Fit fit, ImageSet test, long seed) {
    return Map.of("iwae" + particles, fit.evaluate(data(test), 1, seed).value());
  }

  @Override
  public ImageGrid samples(Fit fit, long seed) {
    return VAE.samples(fit, seed);
  }

  @Override
  public ImageGrid reconstructions(Fit fit, ImageSet test) {
    return VAE.reconstructions(fit, test);
  }

  @Override
  public List<ProductTimer.Product> products() {
    return VAE.products();
  }
}
