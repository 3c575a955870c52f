package org.jelbo.samples.protocol;

import java.util.List;
import java.util.function.Function;
import org.jelbo.inference.data.Data;
import org.jelbo.models.fsvae.DenseNetworks;
import org.jelbo.models.fsvae.Fsvae;
import org.jelbo.models.fsvae.FsvaeSettings;
import org.jelbo.samples.data.ImageSet;
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

  private static final long STEPS = 12_000;

  private Cs236Fsvae() {}

  static BundledModel model() {
    FsvaeSettings sizes = FsvaeSettings.of(DenseNetworks.ofColour());
    return model(
        "fsvae", "The autoencoder of labelled images, in colour.", sizes, DigitData::labelled);
  }

  static BundledModel model(
      String name, String description, FsvaeSettings sizes, Function<ImageSet, Data> columns) {
    Fsvae fsvae = Fsvae.of(sizes);
    return BundledModel.of(name, description, sizes)
        .objective("elbo", k -> fsvae.elbo().particles(k))
        .sources(DigitData.Source.STREET_DIGITS, DigitData.Source.SVHN)
        .steps(STEPS)
        .columns(columns)
        .shards(1) // Its products are large enough to keep all processors busy.
        .picture("samples", (fit, test, seed) -> StyleGrid.of(fit, seed).picture())
        .picture(
            "reconstructions",
            (fit, test, seed) -> Pictures.reconstructions(fit, test.get(), columns));
  }

  static Experiment experiment() {
    return Experiment.of(
            "cs236-fsvae",
            "The autoencoder of labelled house numbers, of the same assignment: ten digits in"
                + " twenty styles.")
        .time("6 min, beside other work,")
        .files(DataFiles.SVHN)
        .quantities(quantities())
        .trials(settings -> trials("cs236-fsvae", model(), settings));
  }

  static List<Quantity> quantities() {
    return List.of(
        GridReading.ofGrid(),
        GridReading.ofImages(),
        Quantity.nats("testNelbo", "-ELBO", BOUND),
        Quantity.nats("testKl", "kl", BOUND),
        Quantity.nats("testRec", "rec", BOUND));
  }

  static List<Trial> trials(String name, BundledModel model, Settings settings) {
    DigitData data = settings.images(DigitData.Source.SVHN, DigitData.Source.STREET_DIGITS);
    int judgeSteps = settings.count(5_000, 20);
    return List.of(
        Trial.training(name, model, data, settings.steps(STEPS, 20))
            .noting("judgeSteps", "" + judgeSteps)
            .measuring(run -> GridReading.of(run, StyleGrid::of, judgeSteps))
            .measuring("testNelbo", run -> run.number("nelbo"))
            .measuring("testKl", run -> run.number("kl"))
            .measuring("testRec", run -> run.number("rec")));
  }
}
