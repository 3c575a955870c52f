package org.jelbo.samples.protocol;

import org.jelbo.models.fsvae.ConvolutionalNetworks;
import org.jelbo.models.fsvae.FsvaeSettings;
import org.jelbo.samples.experiment.BundledModel;
import org.jelbo.samples.experiment.DataFiles;
import org.jelbo.samples.experiment.DigitData;
import org.jelbo.samples.experiment.Experiment;

/**
 * The autoencoder of labelled images in colour with convolutions, trained and read as the one of
 * dense layers.
 */
final class ConvolutionalFsvae {
  private ConvolutionalFsvae() {}

  static BundledModel model() {
    return Cs236Fsvae.model(
        "convfsvae",
        "The autoencoder of labelled images, with convolutions.",
        FsvaeSettings.of(ConvolutionalNetworks.ofColour()),
        DigitData::labelledImages);
  }

  static Experiment experiment() {
    return Experiment.of(
            "conv-fsvae",
            "The autoencoder of labelled house numbers with convolutions: ten digits in twenty"
                + " styles.")
        .time("20 min, beside other work,")
        .files(DataFiles.SVHN)
        .quantities(Cs236Fsvae.quantities())
        .trials(settings -> Cs236Fsvae.trials("conv-fsvae", model(), settings));
  }
}
