package org.jelbo.samples.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.inference.compilation.Values;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.training.Draws;
import org.jelbo.inference.training.Fit;
import org.jelbo.inference.training.Predictive;
import org.jelbo.samples.data.ImageSet;
import org.jelbo.samples.drawing.Digits;
import org.jelbo.samples.report.ImageGrid;
import org.jelbo.samples.report.Interpolation;
import org.jelbo.samples.report.KlBars;
import org.jelbo.samples.report.Picture;
import org.jelbo.samples.report.Points;
import org.jelbo.samples.report.ScatterPicture;

/** Pictures of what an autoencoder imagines and remembers: the means of x. */
public final class Pictures {
  private static final int SAMPLES = 200;
  private static final int RECONSTRUCTED = 100;
  private static final int COLUMNS = 20;

  private Pictures() {}

  /** Two hundred grey digits that it imagines. */
  public static ImageGrid samples(Fit fit, long seed) {
    Values means = fit.predict(Predictive.prior(SAMPLES).seed(seed)).meanOf("x");
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

  /** Grey digits that it imagines, in a square. */
  public static ImageGrid square(Fit fit, int side, long seed) {
    return grey(images(fit.predict(Predictive.prior(side * side).seed(seed)).meanOf("x")), side);
  }

  /** The means of {@code x} at points of {@code z}, as grey digits. */
  public static ImageGrid decoded(Fit fit, double[][] points, int columns) {
    return grey(at(fit, points), columns);
  }

  /** Images as grey digits. */
  public static ImageGrid grey(List<float[]> images, int columns) {
    return ImageGrid.of(Digits.SIDE, Digits.SIDE, images, columns);
  }

  /** The mean of {@code x} at each point of {@code z}. */
  public static List<float[]> at(Fit fit, double[][] points) {
    List<float[]> images = new ArrayList<>();
    for (double[] point : points) {
      Predictive there = Predictive.prior(1).doing("z", Expr.of(point));
      images.addAll(images(fit.predict(there).meanOf("x")));
    }
    return images;
  }

  /** Held-out images in the plane of their latents, coloured by their digit. */
  public static Picture latentPlane(Fit fit, Data data, ImageSet images) {
    Points points = Points.of(fit.encode(data).meanOf("z"));
    String title = "means of q(z | x) of held-out images";
    return ScatterPicture.of(title, images.isLabelled() ? points.labelled(images.labels()) : points)
        .withAxes("z0", "z1");
  }

  /**
   * Ways between pairs of held-out images, in latent and in pixel space.
   *
   * @param columns images as those that it reads
   * @param ways how many, of the first images
   */
  public static Picture interpolations(
      Fit fit, ImageSet test, Function<ImageSet, Data> columns, int ways) {
    ImageSet ends = test.first(2 * ways);
    Values means = fit.encode(columns.apply(ends)).meanOf("z");
    double[][] from = new double[ways][];
    double[][] to = new double[ways][];
    List<float[]> first = new ArrayList<>();
    List<float[]> last = new ArrayList<>();
    for (int i = 0; i < ways; i++) {
      from[i] = means.row(i);
      to[i] = means.row(ways + i);
      first.add(ends.intensities(i));
      last.add(ends.intensities(ways + i));
    }
    return Interpolation.picture(
        decoded(fit, Interpolation.points(from, to), Interpolation.POINTS),
        grey(Interpolation.blends(first, last), Interpolation.POINTS));
  }

  /** The divergence of each entry of {@code z} from a standard normal one, over all rows. */
  public static Picture divergences(Fit fit, Data data) {
    Draws encoded = fit.encode(data);
    Values means = encoded.meanOf("z");
    Values variances = encoded.varianceOf("z");
    long rows = means.shape().get(0);
    double[] nats = new double[means.row(0).length];
    for (int row = 0; row < rows; row++) {
      double[] m = means.row(row);
      double[] v = variances.row(row);
      for (int i = 0; i < nats.length; i++) {
        nats[i] += (m[i] * m[i] + v[i] - 1 - Math.log(v[i])) / 2 / rows;
      }
    }
    return KlBars.of("KL of each entry of z", nats);
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
