package org.jelbo.samples.protocol;

import java.util.List;
import org.jelbo.models.fsvae.Fsvae;
import org.jelbo.models.fsvae.FsvaeSettings;
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
 * The autoencoder of labelled images in colour, and its row of Stanford CS236's second assignment
 * (2018), shown as a grid of ten digits in twenty styles. A judge trained on the same real images
 * says how many cells of the grid show the digit of their row; where it comes to little on real
 * images, as on a few hundred of SVHN, it says little about the grid.
 */
final class Cs236Fsvae {
  private static final String BOUND = "held-out images, nats per image";

  private Cs236Fsvae() {}

  static BundledModel model() {
    FsvaeSettings sizes = FsvaeSettings.standard();
    Fsvae fsvae = Fsvae.of(sizes);
    long hidden = sizes.hidden();
    return BundledModel.of("fsvae", "The autoencoder of labelled images, in colour.", sizes)
        .objective("elbo", k -> fsvae.elbo().particles(k))
        .sources(DigitData.Source.STREET_DIGITS, DigitData.Source.SVHN)
        .steps(12_000)
        .columns(DigitData::labelled)
        .shards(1) // Its products are large enough to keep all processors busy.
        .network(sizes.pixels(), hidden, hidden, 2L * sizes.latents())
        .network(sizes.latents(), hidden, hidden, sizes.pixels())
        .picture("samples", (fit, test, seed) -> StyleGrid.of(fit, seed).picture())
        .picture(
            "reconstructions",
            (fit, test, seed) -> Pictures.reconstructions(fit, test.get(), DigitData::labelled));
  }

  static Experiment experiment() {
    return Experiment.of(
            "cs236-fsvae",
            "The autoencoder of labelled house numbers, of the same assignment: ten digits in"
                + " twenty styles.")
        .time("3 min")
        .files(DataFiles.SVHN)
        .quantities(
            List.of(
                GridReading.ofGrid(),
                GridReading.ofImages(),
                Quantity.nats("testNelbo", "-ELBO", BOUND),
                Quantity.nats("testKl", "kl", BOUND),
                Quantity.nats("testRec", "rec", BOUND)))
        .trials(Cs236Fsvae::trials);
  }

  private static List<Trial> trials(Settings settings) {
    DigitData data = settings.images(DigitData.Source.SVHN, DigitData.Source.STREET_DIGITS);
    int judgeSteps = settings.count(5_000, 20);
    return List.of(
        Trial.training("cs236-fsvae", model(), data, settings.steps(12_000, 20))
            .noting("judgeSteps", "" + judgeSteps)
            .measuring(run -> GridReading.of(run, StyleGrid::of, judgeSteps))
            .measuring("testNelbo", run -> run.number("nelbo"))
            .measuring("testKl", run -> run.number("kl"))
            .measuring("testRec", run -> run.number("rec")));
  }
}
