package org.jelbo.samples.protocol;

import org.jelbo.models.hvae.Hvae;
import org.jelbo.models.hvae.HvaeSettings;
import org.jelbo.samples.experiment.BundledModel;

/** The autoencoder with two layers of latents. */
final class HvaeModel {
  private HvaeModel() {}

  static BundledModel model() {
    HvaeSettings settings = HvaeSettings.standard();
    Hvae hvae = Hvae.of(settings);
    return Autoencoders.of("hvae", "The autoencoder with two layers of latents.", settings)
        .objective("elbo", k -> hvae.elbo().particles(k))
        .objective("iwae", k -> hvae.iwae().particles(k));
  }
}
