package org.jelbo.samples.protocol;

import static org.jelbo.samples.protocol.Cs236Bounds.SUBSET;
import static org.jelbo.samples.protocol.Cs236Bounds.TEST;

import java.util.List;
import org.jelbo.models.vae.Vae;
import org.jelbo.models.vae.VaeSettings;
import org.jelbo.samples.experiment.BundledModel;
import org.jelbo.samples.experiment.DataFiles;
import org.jelbo.samples.experiment.Experiment;
import org.jelbo.samples.experiment.Quantity;

/** The variational autoencoder, and its row of Stanford CS236's second assignment (2018). */
final class Cs236Vae {
  private Cs236Vae() {}

  static BundledModel model() {
    return model(VaeSettings.standard());
  }

  static BundledModel model(VaeSettings settings) {
    Vae vae = Vae.of(settings);
    return Autoencoders.of("vae", "The variational autoencoder.", settings)
        .objective("elbo", k -> vae.elbo().particles(k))
        .objective("iwae", k -> vae.iwae().particles(k));
  }

  static Experiment experiment() {
    return Experiment.of(
            "cs236-vae", "The variational autoencoder of Stanford CS236's second assignment.")
        .time("1 min")
        .files(DataFiles.MNIST)
        .quantities(
            List.of(
                Quantity.nats("subsetNelbo", "-ELBO", SUBSET).published(101.5).yardstick(101.79),
                Quantity.nats("subsetKl", "kl", SUBSET).published(19.29).yardstick(19.21),
                Quantity.nats("subsetRec", "rec", SUBSET).published(82.57).yardstick(82.58),
                Quantity.nats("subsetIwae1", "-IWAE-1", SUBSET).published(99.83),
                Quantity.nats("subsetIwae10", "-IWAE-10", SUBSET).published(97.13),
                Quantity.nats("subsetIwae100", "-IWAE-100", SUBSET).published(96.10),
                Quantity.nats("subsetIwae1000", "-IWAE-1000", SUBSET)
                    .published(95.62)
                    .yardstick(97.43),
                Quantity.nats("testNelbo", "-ELBO", TEST).yardstick(99.63),
                Quantity.nats("testKl", "kl", TEST).yardstick(19.18),
                Quantity.nats("testRec", "rec", TEST).yardstick(80.45),
                Quantity.nats("testIwae1", "-IWAE-1", TEST),
                Quantity.nats("testIwae10", "-IWAE-10", TEST),
                Quantity.nats("testIwae100", "-IWAE-100", TEST)))
        .trials(settings -> Cs236Bounds.trials("cs236-vae", model(), settings));
  }
}
