package org.jelbo.samples.protocol;

import java.util.List;
import org.jelbo.samples.experiment.BundledModel;
import org.jelbo.samples.experiment.Experiment;

/** What there is: the bundled models and the experiments. A new one is a line here. */
public final class Protocols {
  private Protocols() {}

  /** The bundled models, in the order to show them. */
  public static List<BundledModel> models() {
    return List.of(
        Cs236Vae.model(),
        Cs236Gmvae.model(),
        HvaeModel.model(),
        Cs236Ssvae.model(),
        Cs236Fsvae.model(),
        ConvolutionalFsvae.model(),
        ConditionalVae.model(),
        ConvolutionalVae.model(),
        Stats305cVae.model());
  }

  /** The experiments, in the order to show them. */
  public static List<Experiment> experiments() {
    return List.of(
        Cs236Vae.experiment(),
        Cs236Gmvae.experiment(),
        Cs236Ssvae.experiment(),
        Cs236Fsvae.experiment(),
        ConvolutionalFsvae.experiment(),
        IwaeTable.experiment(),
        BetaVae.experiment(),
        ConditionalVae.experiment(),
        ConvolutionalVae.experiment(),
        Ift6135Vae.experiment(),
        Stats305cVae.experiment(),
        Stats305cAnnulus.experiment(),
        Stats305cQuadratic.experiment());
  }
}
