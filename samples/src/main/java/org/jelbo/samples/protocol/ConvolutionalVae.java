package org.jelbo.samples.protocol;

import java.util.List;
import org.jelbo.models.convvae.Convvae;
import org.jelbo.models.convvae.ConvvaeSettings;
import org.jelbo.samples.experiment.BundledModel;
import org.jelbo.samples.experiment.DataFiles;
import org.jelbo.samples.experiment.DigitData;
import org.jelbo.samples.experiment.Experiment;
import org.jelbo.samples.experiment.Pictures;
import org.jelbo.samples.experiment.Quantity;
import org.jelbo.samples.experiment.Settings;
import org.jelbo.samples.experiment.Trial;

/**
 * The autoencoder with convolutions and ten latents on MNIST, binarized dynamically, trained as the
 * plain one of CS236, whose bound is its yardstick.
 */
final class ConvolutionalVae {
  private ConvolutionalVae() {}

  static BundledModel model() {
    return model("convvae", "The autoencoder with convolutions.", ConvvaeSettings.standard());
  }

  static BundledModel model(String name, String description, ConvvaeSettings settings) {
    Convvae vae = Convvae.of(settings);
    return BundledModel.of(name, description, settings)
        .reference("independentPixels", data -> IndependentPixels.nats(data.train(), data.test()))
        .objective("elbo", k -> vae.elbo().particles(k))
        .objective("iwae", k -> vae.iwae().particles(k))
        .columns(DigitData::binarizedImages)
        .picture("samples", (fit, test, seed) -> Pictures.samples(fit, seed))
        .picture(
            "reconstructions",
            (fit, test, seed) ->
                Pictures.reconstructions(fit, test.get(), DigitData::binarizedImages))
        .picture(
            "divergences",
            (fit, test, seed) -> Pictures.divergences(fit, DigitData.binarizedImages(test.get())));
  }

  static Experiment experiment() {
    return Experiment.of("conv-vae", "The autoencoder with convolutions, ten latents.")
        .time("16 min, beside other work,")
        .files(DataFiles.MNIST)
        .quantities(
            List.of(
                Quantity.nats("testNelbo", "-ELBO", Cs236Bounds.TEST).yardstick(99.63),
                Quantity.nats("testKl", "kl", Cs236Bounds.TEST),
                Quantity.nats("testRec", "rec", Cs236Bounds.TEST)))
        .trials(ConvolutionalVae::trials);
  }

  private static List<Trial> trials(Settings settings) {
    DigitData data = settings.images(DigitData.Source.MNIST, DigitData.Source.DIGITS);
    return List.of(
        Trial.training("conv-vae", model(), data, settings.steps(20_000, 10))
            .measuring("testNelbo", run -> run.number("nelbo"))
            .measuring("testKl", run -> run.number("kl"))
            .measuring("testRec", run -> run.number("rec")));
  }
}
