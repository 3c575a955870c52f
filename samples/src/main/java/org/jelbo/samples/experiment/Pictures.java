package org.jelbo.samples.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jelbo.inference.compilation.Values;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.training.Fit;
import org.jelbo.samples.data.Digits;
import org.jelbo.samples.data.ImageSet;
import org.jelbo.samples.report.ImageGrid;

/** Pictures of what an autoencoder imagines and remembers: the means of x. */
public final class Pictures {
  private static final int SAMPLES = 200;
  private static final int RECONSTRUCTED = 100;
  private static final int COLUMNS = 20;

  private Pictures() {}

  /** Two hundred grey digits that it imagines. */
  public static ImageGrid samples(Fit fit, long seed) {
    Values means = fit.sample(SAMPLES, seed).meanOf("x");
    return ImageGrid.of(Digits.SIDE, Digits.SIDE, images(means), COLUMNS);
  }

  /**
   * A hundred held-out images above what it remembers of them.
   *
   * @param columns images as those that it reads
   */
  public static ImageGrid reconstructions(
      Fit fit, ImageSet test, Function<ImageSet, Data> columns) {
    ImageSet shown = test.first(Math.min(RECONSTRUCTED, test.count()));
    List<float[]> means = images(fit.reconstruct(columns.apply(shown)).meanOf("x"));
    List<float[]> originals = originals(shown);
    return shown.channels() == 1
        ? ImageGrid.reconstructions(shown.height(), shown.width(), originals, means, COLUMNS)
        : ImageGrid.reconstructionsOfColour(
            shown.height(), shown.width(), originals, means, COLUMNS);
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
