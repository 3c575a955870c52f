package org.jelbo.samples.protocol;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.data.Datasets;
import org.jelbo.inference.data.Feed;
import org.jelbo.inference.training.Evaluation;
import org.jelbo.inference.training.Fit;
import org.jelbo.models.ssvae.Ssvae;
import org.jelbo.models.ssvae.SsvaeSettings;
import org.jelbo.samples.data.ImageSet;
import org.jelbo.samples.experiment.BundledModel;
import org.jelbo.samples.experiment.DataFiles;
import org.jelbo.samples.experiment.DigitData;
import org.jelbo.samples.experiment.Experiment;
import org.jelbo.samples.experiment.LabelledRows;
import org.jelbo.samples.experiment.ModelTrial;
import org.jelbo.samples.experiment.Pictures;
import org.jelbo.samples.experiment.Quantity;
import org.jelbo.samples.experiment.Settings;
import org.jelbo.samples.experiment.StyleGrid;
import org.jelbo.samples.experiment.Training;
import org.jelbo.samples.experiment.Trial;

/**
 * The autoencoder of images of which some have labels, and its row of Stanford CS236's second
 * assignment (2018): MNIST, binarized dynamically, of which 100 images have labels, all of them in
 * every step; the accuracy of {@code q(y | x)} on the grey test images, with the bound of images
 * without labels and without it.
 */
final class Cs236Ssvae {
  private static final int SHARDS = 2;
  private static final String GREY = "grey test images, in %";
  private static final String BOUND = "test images without labels, nats per image";

  private Cs236Ssvae() {}

  static BundledModel model() {
    return whole(LabelledRows.firstOfEach(10));
  }

  /** The model with the bound, which can be drawn. */
  private static BundledModel whole(LabelledRows labelled) {
    return weighted(1, labelled)
        .picture("samples", (fit, test, seed) -> StyleGrid.of(fit, seed).greyPicture())
        .picture(
            "reconstructions",
            (fit, test, seed) -> Pictures.reconstructions(fit, test.get(), DigitData::binarized));
  }

  /**
   * The model.
   *
   * @param weight of the bound; 0 leaves the classifier alone
   * @param labelled which images have labels
   */
  private static BundledModel weighted(double weight, LabelledRows labelled) {
    SsvaeSettings sizes = SsvaeSettings.standard().boundWeight(weight);
    Ssvae ssvae = Ssvae.of(sizes);
    return BundledModel.of("ssvae", "The autoencoder of images of which a few have labels.", sizes)
        .setting("labelled", labelled.description())
        .objective("sum", ssvae::objective)
        .objective("elbo", k -> ssvae.elbo().particles(k))
        .steps(30_000)
        .shards(SHARDS)
        .feeds(train -> feeds(train, labelled))
        .measuring((fit, test, seed) -> measure(fit, test, seed, weight > 0))
        .metric("accuracy", Cs236Ssvae::accuracy)
        .evidenceOf(Ssvae.UNLABELLED);
  }

  /** Batches of all images, and all the labelled ones in every step. */
  private static Map<String, Feed> feeds(ImageSet train, LabelledRows labelled) {
    ImageSet seen = labelled.of(train);
    return Map.of(
        Ssvae.UNLABELLED,
        DigitData.binarized(train).batch(Training.BATCH).shards(SHARDS),
        Ssvae.LABELLED,
        binarizedWithLabels(seen).batch(seen.count()));
  }

  /** The bound of images whose labels are not seen, and how many labels are right. */
  private static Map<String, Double> measure(Fit fit, ImageSet test, long seed, boolean hasBound) {
    Map<String, Double> measured = new LinkedHashMap<>();
    if (hasBound) {
      Datasets both =
          Datasets.of(Ssvae.UNLABELLED, DigitData.binarized(test))
              .and(Ssvae.LABELLED, binarizedWithLabels(test));
      Evaluation all = fit.evaluate(both, Training.EVALUATION_DRAWS, seed);
      double kl = all.part(Ssvae.UNLABELLED + "/kl");
      double rec = all.part(Ssvae.UNLABELLED + "/rec");
      measured.put("nelbo", kl + rec);
      measured.put("kl", kl);
      measured.put("rec", rec);
    }
    measured.put("accuracy", accuracy(fit, test));
    return measured;
  }

  /** The share of grey images whose most probable label by {@code q(y | x)} is theirs. */
  private static double accuracy(Fit fit, ImageSet test) {
    return fit.predicting(Ssvae.LABELLED).accuracy(DigitData.labelled(test), "y").value();
  }

  private static Data binarizedWithLabels(ImageSet images) {
    return Data.of(
        Column.ofBytes("x", images.pixels(), images.pixelsPerImage()).scaled(255).binarized(),
        Column.ofBytes("y", images.labels()).oneHot(DigitData.CLASSES));
  }

  static Experiment experiment() {
    return Experiment.of(
            "cs236-ssvae",
            "The autoencoder of images of which 100 have labels, of the same assignment.")
        .time("27 min")
        .files(DataFiles.MNIST)
        .quantities(
            List.of(
                Quantity.percent("accuracy", "accuracy with the bound", GREY)
                    .published(0.9340)
                    .yardstick(0.9492),
                Quantity.percent("accuracyWithoutBound", "accuracy without it", GREY)
                    .published(0.735)
                    .yardstick(0.7600),
                Quantity.nats("testNelbo", "-ELBO", BOUND),
                Quantity.nats("testKl", "kl", BOUND),
                Quantity.nats("testRec", "rec", BOUND)))
        .trials(Cs236Ssvae::trials);
  }

  private static List<Trial> trials(Settings settings) {
    DigitData digits = settings.images(DigitData.Source.MNIST, DigitData.Source.DIGITS);
    LabelledRows labelled =
        settings.dataDir() == null ? LabelledRows.firstOfEach(10) : Cs236Data.labelled();
    long steps = settings.steps(30_000, 20);
    ModelTrial with =
        Trial.training("weight1.0", whole(labelled), digits, steps)
            .measuring("accuracy", run -> run.number("accuracy"))
            .measuring("testNelbo", run -> run.number("nelbo"))
            .measuring("testKl", run -> run.number("kl"))
            .measuring("testRec", run -> run.number("rec"));
    ModelTrial without =
        Trial.training("weight0.0", weighted(0, labelled), digits, steps)
            .measuring("accuracyWithoutBound", run -> run.number("accuracy"));
    return List.of(with, without);
  }
}
