package org.jelbo.samples.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.commons.numbers.gamma.InverseErfc;
import org.jelbo.dsl.error.JelboException;

/**
 * The plane of a latent with two standard normal dimensions, at quantiles of its prior: the
 * manifold of images that a decoder makes of it. Coordinate i of {@code side} is
 *
 * <pre>
 *   Phi^-1((i + 1/2) / side)
 * </pre>
 *
 * so that each cell stands for the same probability. D. P. Kingma, M. Welling, "Auto-Encoding
 * Variational Bayes", arXiv:1312.6114 (2013), Appendix A, which does not say where in its cell a
 * quantile is; here it is in the middle.
 */
public final class LatentPlane {
  private final double[] quantiles;

  private LatentPlane(double[] quantiles) {
    this.quantiles = quantiles;
  }

  /**
   * A plane of {@code side * side} points.
   *
   * @param side points along each dimension, at least 1
   * @return the plane
   * @throws JelboException if {@code side} is not positive
   */
  public static LatentPlane of(int side) {
    if (side < 1) {
      throw Messages.notPositive("side", side);
    }
    double[] quantiles = new double[side];
    for (int i = 0; i < side; i++) {
      // Symmetric to the last bit; the complement keeps its digits in the tail.
      int lower = Math.min(i, side - 1 - i);
      double below = -Math.sqrt(2) * InverseErfc.value((2.0 * lower + 1) / side);
      quantiles[i] = i == lower ? below : -below;
    }
    return new LatentPlane(quantiles);
  }

  /**
   * The latent points to decode.
   *
   * @return of shape {@code [side * side, 2]} in the order of the picture: from the top row, where
   *     the second dimension is largest, to the bottom; in a row the first dimension ascends
   */
  public double[][] points() {
    int side = quantiles.length;
    double[][] points = new double[side * side][];
    for (int i = 0; i < points.length; i++) {
      points[i] = new double[] {quantiles[i % side], quantiles[side - 1 - i / side]};
    }
    return points;
  }

  /**
   * The manifold, with the coordinates beside rows and columns.
   *
   * @param decoded the images of {@link #points}, {@code side} in a row
   * @return the picture
   * @throws JelboException if it has other rows or columns
   */
  public ImageGrid picture(ImageGrid decoded) {
    List<String> names = new ArrayList<>();
    for (double quantile : quantiles) {
      names.add(NumberText.decimal(quantile));
    }
    List<String> rows = new ArrayList<>(names);
    Collections.reverse(rows);
    return decoded
        .withColumns(names)
        .withRows(rows)
        .withTitle("z0 to the right, z1 up: quantiles of the prior");
  }
}
