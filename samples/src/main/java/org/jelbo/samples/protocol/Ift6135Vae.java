package org.jelbo.samples.protocol;

import java.nio.file.Path;
import java.util.List;
import org.jelbo.inference.evaluation.EvidenceEstimator;
import org.jelbo.models.convvae.ConvvaeSettings;
import org.jelbo.samples.data.BinarizedMnistFolder;
import org.jelbo.samples.data.ImageSet;
import org.jelbo.samples.experiment.BundledModel;
import org.jelbo.samples.experiment.DataFiles;
import org.jelbo.samples.experiment.DigitData;
import org.jelbo.samples.experiment.Experiment;
import org.jelbo.samples.experiment.Quantity;
import org.jelbo.samples.experiment.Settings;
import org.jelbo.samples.experiment.Trial;

/**
 * The autoencoder of the course IFT6135, representation learning, at the University of Montreal
 * (2019), third assignment: statically binarized MNIST, 100 latents, batches of 64, Adam at 3e-4,
 * 20 epochs; the evidence of the test set by 200 samples.
 */
final class Ift6135Vae {
  private static final int EPOCHS = 20;
  private static final int BATCH = 64;
  private static final double PUBLISHED_ELBO = -101.37;
  private static final String VALIDATION = "validation images, nats per image";

  private Ift6135Vae() {}

  private static BundledModel model() {
    return ConvolutionalVae.model(
            "ift6135", "The autoencoder of IFT6135.", ConvvaeSettings.ift6135())
        .batch(BATCH)
        .learningRate(3e-4)
        .columns(DigitData::images)
        .metric(
            "validationElbo", (fit, images) -> -fit.evaluate(DigitData.images(images), 1).value())
        .published("validationElbo", PUBLISHED_ELBO);
  }

  static Experiment experiment() {
    return Experiment.of("ift6135-vae", "The convolutional autoencoder of the course IFT6135.")
        .time("17 min, and as long for the evidence,")
        .files(DataFiles.BINARIZED_MNIST)
        .quantities(
            List.of(
                Quantity.nats("validationElbo", "ELBO", VALIDATION).published(PUBLISHED_ELBO),
                Quantity.nats("validationKl", "kl", VALIDATION),
                Quantity.nats(
                        "testLogLikelihood", "log p by 200 samples", "test images, nats per image")
                    .published(-95.58)))
        .trials(Ift6135Vae::trials);
  }

  private static List<Trial> trials(Settings settings) {
    Path folder = settings.dataDir();
    DigitData data = folder == null ? drawn(settings) : validated(folder);
    ImageSet test = folder == null ? data.test() : BinarizedMnistFolder.of(folder).test();
    EvidenceEstimator estimator = EvidenceEstimator.of(settings.count(200, 5));
    long steps = (long) EPOCHS * data.train().count() / BATCH;
    return List.of(
        Trial.training("ift6135-vae", model(), data, settings.steps(steps, 10))
            .noting("testDigest", test.digest())
            .measuring("validationElbo", run -> -run.number("nelbo"))
            .measuring("validationKl", run -> run.number("kl"))
            .estimating(
                "testLogLikelihood",
                run ->
                    run.fit().logLikelihood(DigitData.images(test), estimator.seed(run.seed()))));
  }

  /** Held out are the images for validation. */
  private static DigitData validated(Path folder) {
    BinarizedMnistFolder images = BinarizedMnistFolder.of(folder);
    return new DigitData(DigitData.Source.BINARIZED_MNIST, images.train(), images.validation());
  }

  /** Drawn digits, binarized once as the files are. */
  private static DigitData drawn(Settings settings) {
    DigitData grey = settings.images(DigitData.Source.MNIST, DigitData.Source.DIGITS);
    return new DigitData(
        grey.source(), Cs236Data.binarized(grey.train()), Cs236Data.binarized(grey.test()));
  }
}
