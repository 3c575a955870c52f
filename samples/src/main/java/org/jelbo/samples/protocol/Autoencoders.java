package org.jelbo.samples.protocol;

import org.jelbo.samples.experiment.BundledModel;
import org.jelbo.samples.experiment.DigitData;
import org.jelbo.samples.experiment.Pictures;

/** What autoencoders of binarized grey digits {@code x} without labels have in common. */
final class Autoencoders {
  private Autoencoders() {}

  static BundledModel of(String name, String description, Record sizes) {
    return BundledModel.of(name, description, sizes)
        .reference("independentPixels", data -> IndependentPixels.nats(data.train(), data.test()))
        .picture("samples", (fit, test, seed) -> Pictures.samples(fit, seed))
        .picture(
            "reconstructions",
            (fit, test, seed) -> Pictures.reconstructions(fit, test.get(), DigitData::binarized));
  }
}
