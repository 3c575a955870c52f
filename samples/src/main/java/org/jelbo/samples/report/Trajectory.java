package org.jelbo.samples.report;

import org.jelbo.dsl.error.JelboException;

/** A named path of a plane, such as the steps of an optimizer over two parameters. Immutable. */
public final class Trajectory {
  private final String name;
  private final Points points;

  private Trajectory(String name, Points points) {
    this.name = name;
    this.points = points;
  }

  /**
   * A path from its first point to its last.
   *
   * @param name what the legend says
   * @param points of shape {@code [steps + 1, 2]}, finite, the start first
   * @return the path
   * @throws JelboException as in {@link Points#of(double[][])}
   */
  public static Trajectory of(String name, double[][] points) {
    return new Trajectory(name, Points.of(points));
  }

  String name() {
    return name;
  }

  Points points() {
    return points;
  }

  double[] x() {
    double[] x = new double[points.count()];
    for (int i = 0; i < x.length; i++) {
      x[i] = points.x(i);
    }
    return x;
  }

  double[] y() {
    double[] y = new double[points.count()];
    for (int i = 0; i < y.length; i++) {
      y[i] = points.y(i);
    }
    return y;
  }
}
