package org.jelbo.samples.protocol;

import java.util.List;
import org.jelbo.models.cvae.Cvae;
import org.jelbo.models.cvae.CvaeSettings;
import org.jelbo.samples.experiment.BundledModel;
import org.jelbo.samples.experiment.DataFiles;
import org.jelbo.samples.experiment.DigitData;
import org.jelbo.samples.experiment.Experiment;
import org.jelbo.samples.experiment.Pictures;
import org.jelbo.samples.experiment.Quantity;
import org.jelbo.samples.experiment.Settings;
import org.jelbo.samples.experiment.StyleGrid;
import org.jelbo.samples.experiment.Trial;

/**
 * The autoencoder of images given their class, on MNIST binarized dynamically: ten digits in twenty
 * styles, read by a classifier that was trained on the same real images.
 */
final class ConditionalVae {
  private ConditionalVae() {}

  static BundledModel model() {
    CvaeSettings sizes = CvaeSettings.standard();
    Cvae cvae = Cvae.of(sizes);
    return BundledModel.of("cvae", "The autoencoder of images given their class.", sizes)
        .objective("elbo", k -> cvae.elbo().particles(k))
        .objective("iwae", k -> cvae.iwae().particles(k))
        .columns(DigitData::binarizedAndLabelled)
        .picture("samples", (fit, test, seed) -> StyleGrid.ofInput(fit, seed).greyPicture())
        .picture(
            "reconstructions",
            (fit, test, seed) ->
                Pictures.reconstructions(fit, test.get(), DigitData::binarizedAndLabelled));
  }

  static Experiment experiment() {
    return Experiment.of("cvae", "The conditional autoencoder: ten digits in twenty styles.")
        .time("2 min, beside other work,")
        .files(DataFiles.MNIST)
        .quantities(
            List.of(
                GridReading.ofGrid(),
                GridReading.ofImages(),
                Quantity.nats("testNelbo", "-ELBO", Cs236Bounds.TEST),
                Quantity.nats("testKl", "kl", Cs236Bounds.TEST),
                Quantity.nats("testRec", "rec", Cs236Bounds.TEST)))
        .trials(ConditionalVae::trials);
  }

  private static List<Trial> trials(Settings settings) {
    DigitData data = settings.images(DigitData.Source.MNIST, DigitData.Source.DIGITS);
    int judgeSteps = settings.count(5_000, 20);
    return List.of(
        Trial.training("cvae", model(), data, settings.steps(20_000, 20))
            .noting("judgeSteps", "" + judgeSteps)
            .measuring(run -> GridReading.of(run, StyleGrid::ofInput, judgeSteps))
            .measuring("testNelbo", run -> run.number("nelbo"))
            .measuring("testKl", run -> run.number("kl"))
            .measuring("testRec", run -> run.number("rec")));
  }
}
