package org.jelbo.samples.experiment;

import java.util.ArrayList;
import java.util.List;
import org.jelbo.inference.compilation.Values;
import org.jelbo.inference.training.Fit;
import org.jelbo.samples.data.Digits;
import org.jelbo.samples.data.ImageSet;
import org.jelbo.samples.report.ImageGrid;

/** Pictures of what an autoencoder imagines and remembers: the means of x. */
final class Pictures {
  private static final int SAMPLES = 200;
  private static final int RECONSTRUCTED = 100;

  private Pictures() {}

  static ImageGrid samples(Fit fit, long seed, int columns) {
    Values means = fit.sample(SAMPLES, seed).meanOf("x");
    return ImageGrid.of(Digits.SIDE, Digits.SIDE, images(means), columns);
  }

  static ImageGrid reconstructions(Fit fit, ImageSet test, int columns) {
    ImageSet shown = shown(test);
    Values means = fit.reconstruct(DigitData.binarized(shown)).meanOf("x");
    return ImageGrid.reconstructions(
        shown.height(), shown.width(), originals(shown), images(means), columns);
  }

  static ImageGrid reconstructionsOfColour(Fit fit, ImageSet test, int columns) {
    ImageSet shown = shown(test);
    Values means = fit.reconstruct(DigitData.labelled(shown)).meanOf("x");
    return ImageGrid.reconstructionsOfColour(
        shown.height(), shown.width(), originals(shown), images(means), columns);
  }

  private static ImageSet shown(ImageSet test) {
    return test.first(Math.min(RECONSTRUCTED, test.count()));
  }

  private static List<float[]> originals(ImageSet shown) {
    List<float[]> originals = new ArrayList<>();
    for (int row = 0; row < shown.count(); row++) {
      originals.add(shown.intensities(row));
    }
    return originals;
  }

  /** Each row as an image. */
  static List<float[]> images(Values values) {
    List<float[]> images = new ArrayList<>();
    for (int row = 0; row < values.shape().get(0); row++) {
      double[] pixels = values.row(row);
      float[] image = new float[pixels.length];
      for (int i = 0; i < pixels.length; i++) {
        image[i] = (float) pixels[i];
      }
      images.add(image);
    }
    return images;
  }
}
