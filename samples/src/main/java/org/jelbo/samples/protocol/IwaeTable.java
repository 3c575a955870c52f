package org.jelbo.samples.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jelbo.dsl.nn.Activation;
import org.jelbo.inference.evaluation.EvidenceEstimator;
import org.jelbo.inference.objective.Iwae;
import org.jelbo.models.vae.Vae;
import org.jelbo.models.vae.VaeSettings;
import org.jelbo.samples.experiment.BundledModel;
import org.jelbo.samples.experiment.DataFiles;
import org.jelbo.samples.experiment.DigitData;
import org.jelbo.samples.experiment.Experiment;
import org.jelbo.samples.experiment.Quantity;
import org.jelbo.samples.experiment.Settings;
import org.jelbo.samples.experiment.Trial;

/**
 * Training by the importance-weighted bound with one stochastic layer (Burda, Grosse and
 * Salakhutdinov 2016, table 1): 784-200-200-50 and back, tanh, MNIST binarized dynamically; the
 * evidence of the test set by 1,000 particles. Batches of 100 and Adam at 1e-3 throughout, where
 * the paper has batches of 20, a schedule over 3,280 epochs, and measures by 5,000 particles.
 */
final class IwaeTable {
  private static final VaeSettings SETTINGS = new VaeSettings(784, 50, 200, Activation.TANH, 1);
  private static final List<Integer> PARTICLES = List.of(1, 5, 50);
  private static final String SET = "log p of the test set by 1,000 particles, nats per image";

  private IwaeTable() {}

  /** How the gradients of the guide are estimated, and what is published of it. */
  private enum Gradients {
    /** Those of the bound at the draws. */
    PLAIN(iwae -> iwae, Map.of(1, -86.76, 5, -85.54, 50, -84.78)),
    /** Doubly reparameterized: of the same expectation, and less variance. */
    DOUBLY(Iwae::doublyReparameterized, Map.of(1, -86.08, 5, -84.90, 50, -84.32));

    private final UnaryOperator<Iwae> estimated;
    private final Map<Integer, Double> published;

    Gradients(UnaryOperator<Iwae> estimated, Map<Integer, Double> published) {
      this.estimated = estimated;
      this.published = published;
    }

    private String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The name of a quantity: {@code plain5LogLikelihood}. */
    private String quantity(int particles) {
      return label() + particles + "LogLikelihood";
    }

    private Quantity described(int particles) {
      return Quantity.nats(quantity(particles), label() + ", k = " + particles, SET)
          .published(Objects.requireNonNull(published.get(particles)));
    }
  }

  /** The model as it is trained for one row of the table. */
  private static BundledModel model(int particles, Gradients gradients) {
    Iwae iwae = Vae.of(SETTINGS).iwae();
    return Autoencoders.of("iwae", "The autoencoder with one stochastic layer.", SETTINGS)
        .setting("particles", particles)
        .setting("gradients", gradients.label())
        .objective("iwae", k -> gradients.estimated.apply(iwae.particles(k)))
        .particles(particles)
        .measuring(
            (fit, test, seed) ->
                Map.of(
                    "iwae" + particles, fit.evaluate(DigitData.binarized(test), 1, seed).value()));
  }

  static Experiment experiment() {
    List<Quantity> quantities = new ArrayList<>();
    for (Gradients gradients : Gradients.values()) {
      for (int k : PARTICLES) {
        quantities.add(gradients.described(k));
      }
    }
    return Experiment.of(
            "iwae",
            "Training by importance-weighted bounds, with and without double"
                + " reparameterization.")
        .time("56 min")
        .files(DataFiles.MNIST)
        .quantities(quantities)
        .trials(IwaeTable::trials);
  }

  private static List<Trial> trials(Settings settings) {
    DigitData digits = settings.images(DigitData.Source.MNIST, DigitData.Source.DIGITS);
    EvidenceEstimator estimator = EvidenceEstimator.of(settings.count(1_000, 10));
    List<Trial> trials = new ArrayList<>();
    for (Gradients gradients : Gradients.values()) {
      for (int k : PARTICLES) {
        trials.add(
            Trial.training(
                    "k" + k + "-" + gradients.label(),
                    model(k, gradients),
                    digits,
                    settings.steps(20_000, 10))
                .estimating(
                    gradients.quantity(k),
                    run ->
                        run.fit()
                            .logLikelihood(
                                DigitData.binarized(run.data().test()),
                                estimator.seed(run.seed()))));
      }
    }
    return trials;
  }
}
