package org.jelbo.samples.protocol;

import static org.jelbo.samples.protocol.Cs236Bounds.SUBSET;
import static org.jelbo.samples.protocol.Cs236Bounds.TEST;

import java.util.List;
import org.jelbo.models.gmvae.Gmvae;
import org.jelbo.models.gmvae.GmvaeSettings;
import org.jelbo.samples.experiment.BundledModel;
import org.jelbo.samples.experiment.DataFiles;
import org.jelbo.samples.experiment.Experiment;
import org.jelbo.samples.experiment.Quantity;

/**
 * The autoencoder with a mixture of normals as its prior, and its row of Stanford CS236's second
 * assignment (2018), whose bounds fit the whole test set better than the subset.
 */
final class Cs236Gmvae {
  private Cs236Gmvae() {}

  static BundledModel model() {
    GmvaeSettings settings = GmvaeSettings.standard();
    Gmvae gmvae = Gmvae.of(settings);
    return Autoencoders.of(
            "gmvae", "The autoencoder with a mixture of normals as its prior.", settings)
        .objective("elbo", k -> gmvae.elbo().particles(k))
        .objective("iwae", k -> gmvae.iwae().particles(k))
        .objective("component", k -> gmvae.componentElbo().particles(k));
  }

  static Experiment experiment() {
    return Experiment.of(
            "cs236-gmvae",
            "The autoencoder with a mixture of normals as its prior, of the same assignment.")
        .time("4 min")
        .files(DataFiles.MNIST)
        .quantities(
            List.of(
                Quantity.nats("subsetNelbo", "-ELBO", SUBSET).yardstick(99.02),
                Quantity.nats("subsetKl", "kl", SUBSET).yardstick(17.84),
                Quantity.nats("subsetRec", "rec", SUBSET).yardstick(81.17),
                Quantity.nats("subsetIwae1", "-IWAE-1", SUBSET),
                Quantity.nats("subsetIwae10", "-IWAE-10", SUBSET),
                Quantity.nats("subsetIwae100", "-IWAE-100", SUBSET),
                Quantity.nats("subsetIwae1000", "-IWAE-1000", SUBSET).yardstick(95.10),
                Quantity.nats("testNelbo", "-ELBO", TEST).published(97.22).yardstick(97.00),
                Quantity.nats("testKl", "kl", TEST).published(17.65).yardstick(17.77),
                Quantity.nats("testRec", "rec", TEST).published(79.58).yardstick(79.23),
                Quantity.nats("testIwae1", "-IWAE-1", TEST).published(97.22),
                Quantity.nats("testIwae10", "-IWAE-10", TEST).published(94.74),
                Quantity.nats("testIwae100", "-IWAE-100", TEST).published(93.80)))
        .trials(settings -> Cs236Bounds.trials("cs236-gmvae", model(), settings));
  }
}
