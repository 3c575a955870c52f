package org.jelbo.samples.protocol;

import java.util.List;
import java.util.Map;
import org.jelbo.models.vae2d.PlaneVae;
import org.jelbo.models.vae2d.PlaneVaeSettings;
import org.jelbo.samples.experiment.BundledModel;
import org.jelbo.samples.experiment.DataFiles;
import org.jelbo.samples.experiment.DigitData;
import org.jelbo.samples.experiment.Experiment;
import org.jelbo.samples.experiment.Pictures;
import org.jelbo.samples.experiment.Quantity;
import org.jelbo.samples.experiment.Settings;
import org.jelbo.samples.experiment.TrainedRun;
import org.jelbo.samples.experiment.Trial;
import org.jelbo.samples.report.LatentPlane;

/**
 * The autoencoder with latents in a plane of Stanford's STATS305C (2023), fifth assignment: MNIST
 * binarized dynamically, the test set too, batches of 64, 20 epochs of 60,000 images.
 */
final class Stats305cVae {
  private static final int EPOCHS = 20;
  private static final int BATCH = 64;
  private static final int MANIFOLD = 20;
  private static final int SAMPLES = 8;
  private static final int WAYS = 8;

  private Stats305cVae() {}

  static BundledModel model() {
    PlaneVaeSettings sizes = PlaneVaeSettings.standard();
    PlaneVae vae = PlaneVae.of(sizes);
    return Autoencoders.of("vae2d", "The autoencoder with latents in a plane.", sizes)
        .objective("elbo", k -> vae.elbo().particles(k))
        .objective("iwae", k -> vae.iwae().particles(k))
        .batch(BATCH)
        .picture("samples", (fit, test, seed) -> Pictures.square(fit, SAMPLES, seed))
        .picture(
            "latents",
            (fit, test, seed) ->
                Pictures.latentPlane(fit, DigitData.binarized(test.get()), test.get()))
        .picture(
            "manifold",
            (fit, test, seed) -> {
              LatentPlane plane = LatentPlane.of(MANIFOLD);
              return plane.picture(Pictures.decoded(fit, plane.points(), MANIFOLD));
            })
        .picture(
            "interpolations",
            (fit, test, seed) ->
                Pictures.interpolations(fit, test.get(), DigitData::binarized, WAYS));
  }

  static Experiment experiment() {
    return Experiment.of(
            "stats305c-vae", "The autoencoder with latents in a plane, of Stanford's STATS305C.")
        .time("3 min, beside other work,")
        .files(DataFiles.MNIST)
        .quantities(
            List.of(
                Quantity.nats("trainElbo", "ELBO", "training images, nats per image")
                    .published(-134.5),
                Quantity.nats("testElbo", "ELBO", Cs236Bounds.TEST)
                    .published(-137.67)
                    .yardstick(-139.67),
                Quantity.nats("testKl", "kl", Cs236Bounds.TEST),
                Quantity.nats("testRec", "rec", Cs236Bounds.TEST)))
        .trials(Stats305cVae::trials);
  }

  private static List<Trial> trials(Settings settings) {
    DigitData data = settings.images(DigitData.Source.MNIST, DigitData.Source.DIGITS);
    long steps = (long) EPOCHS * data.train().count() / BATCH;
    return List.of(
        Trial.training("stats305c-vae", model(), data, settings.steps(steps, 20))
            .measuring(Stats305cVae::bounds));
  }

  private static Map<String, Double> bounds(TrainedRun run) {
    double train =
        run.fit().evaluate(DigitData.binarized(run.data().train()), 1, run.seed()).value();
    return Map.of(
        "trainElbo", -train,
        "testElbo", -run.number("nelbo"),
        "testKl", run.number("kl"),
        "testRec", run.number("rec"));
  }
}
