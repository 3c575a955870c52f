package org.jelbo.samples.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jelbo.dsl.nn.Activation;
import org.jelbo.models.vae.VaeSettings;
import org.jelbo.samples.experiment.DataFiles;
import org.jelbo.samples.experiment.DigitData;
import org.jelbo.samples.experiment.Experiment;
import org.jelbo.samples.experiment.Quantity;
import org.jelbo.samples.experiment.Settings;
import org.jelbo.samples.experiment.Trial;

/**
 * The plain autoencoder with a weight on the divergence (Higgins et al. 2017): the heavier it is,
 * the less z tells of an image, and the worse the image is remembered.
 */
final class BetaVae {
  private static final List<Double> WEIGHTS = List.of(0.25, 0.5, 1.0, 2.0, 4.0, 8.0);

  private BetaVae() {}

  static Experiment experiment() {
    List<Quantity> quantities = new ArrayList<>();
    for (double weight : WEIGHTS) {
      String set = "weight " + text(weight) + ": " + Cs236Bounds.TEST;
      quantities.add(Quantity.nats(named(weight, "Kl"), "kl", set));
      quantities.add(Quantity.nats(named(weight, "Rec"), "rec", set));
    }
    return Experiment.of("beta-vae", "The autoencoder with weights on its divergence.")
        .time("15 min, beside other work,")
        .files(DataFiles.MNIST)
        .quantities(quantities)
        .trials(BetaVae::trials);
  }

  private static List<Trial> trials(Settings settings) {
    DigitData data = settings.images(DigitData.Source.MNIST, DigitData.Source.DIGITS);
    List<Trial> trials = new ArrayList<>();
    for (double weight : WEIGHTS) {
      VaeSettings sizes = new VaeSettings(784, 10, 300, Activation.ELU, weight);
      trials.add(
          Trial.training(
                  "beta-" + text(weight), Cs236Vae.model(sizes), data, settings.steps(20_000, 10))
              .measuring(named(weight, "Kl"), run -> run.number("kl"))
              .measuring(named(weight, "Rec"), run -> run.number("rec")));
    }
    return trials;
  }

  /** {@code weight0p25Kl}. */
  private static String named(double weight, String part) {
    return "weight" + text(weight).replace('.', 'p') + part;
  }

  private static String text(double weight) {
    return weight < 1
        ? String.format(Locale.ROOT, "%s", weight)
        : String.format(Locale.ROOT, "%.0f", weight);
  }
}
