package org.jelbo.samples.report;

import java.util.ArrayList;
import java.util.List;
import org.jelbo.dsl.error.JelboException;

/**
 * Ways from one point to another, in latent space and in pixel space, at alpha = 0, 0.1, ..., 1:
 *
 * <pre>
 *   (1 - alpha) from + alpha to
 * </pre>
 */
public final class Interpolation {
  /** How many points a way has, its two ends included. */
  public static final int POINTS = 11;

  private Interpolation() {}

  /**
   * The points of ways in latent space, to decode.
   *
   * @param from of shape {@code [ways, dimensions]}
   * @param to of the same shape
   * @return of shape {@code [ways * 11, dimensions]}: way by way
   * @throws JelboException if the shapes differ or there is no way
   */
  public static double[][] points(double[][] from, double[][] to) {
    check(from.length, to.length);
    double[][] points = new double[from.length * POINTS][];
    for (int i = 0; i < points.length; i++) {
      points[i] = between(from[i / POINTS], to[i / POINTS], alpha(i % POINTS));
    }
    return points;
  }

  /**
   * The images of ways in pixel space.
   *
   * @param from images, one for each way
   * @param to as many of the same size
   * @return 11 images for each way: way by way
   * @throws JelboException if the lists or sizes differ or there is no way
   */
  public static List<float[]> blends(List<float[]> from, List<float[]> to) {
    check(from.size(), to.size());
    List<float[]> blends = new ArrayList<>();
    for (int way = 0; way < from.size(); way++) {
      for (int i = 0; i < POINTS; i++) {
        blends.add(narrow(between(wide(from.get(way)), wide(to.get(way)), alpha(i))));
      }
    }
    return blends;
  }

  /**
   * Both kinds of ways side by side, a row for each, alpha above the columns.
   *
   * @param latent the images of {@link #points}, 11 in a row
   * @param pixels the images of {@link #blends}, 11 in a row
   * @return the picture
   * @throws JelboException if the grids have other than 11 columns, or differ in their rows
   */
  public static Picture picture(ImageGrid latent, ImageGrid pixels) {
    if (latent.rowCount() != pixels.rowCount()) {
      throw Messages.ways(latent.rowCount(), pixels.rowCount());
    }
    List<String> alphas = new ArrayList<>();
    for (int i = 0; i < POINTS; i++) {
      alphas.add(NumberText.number(alpha(i)));
    }
    return SideBySide.of(
        latent.withColumns(alphas).withTitle("latent space"),
        pixels.withColumns(alphas).withTitle("pixel space"));
  }

  private static double alpha(int i) {
    return i / (POINTS - 1.0);
  }

  private static void check(int from, int to) {
    if (from != to || from == 0) {
      throw Messages.ways(from, to);
    }
  }

  private static double[] between(double[] from, double[] to, double alpha) {
    if (from.length != to.length) {
      throw Messages.wayEnds(from.length, to.length);
    }
    double[] point = new double[from.length];
    for (int i = 0; i < point.length; i++) {
      point[i] = (1 - alpha) * from[i] + alpha * to[i];
    }
    return point;
  }

  private static double[] wide(float[] image) {
    double[] wide = new double[image.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = image[i];
    }
    return wide;
  }

  private static float[] narrow(double[] image) {
    float[] narrow = new float[image.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (float) image[i];
    }
    return narrow;
  }
}
