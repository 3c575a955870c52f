package org.jelbo.samples.page;

import org.jelbo.dsl.error.JelboException;

/** Named points of a chart. Immutable. */
public final class Series {
  private final String name;
  private final double[] x;
  private final double[] y;

  private Series(String name, double[] x, double[] y) {
    this.name = name;
    this.x = x;
    this.y = y;
  }

  /**
   * Points, by their coordinates.
   *
   * @param name what the legend says
   * @param x finite
   * @param y one for each x; where one is not finite a curve has a gap, and there is no point
   * @throws JelboException if there are not as many, or an x is not finite
   */
  public static Series of(String name, double[] x, double[] y) {
    if (x.length != y.length) {
      throw Messages.unequalSeries(name, x.length, y.length);
    }
    for (double at : x) {
      if (!Double.isFinite(at)) {
        throw Messages.notFinite(name, at);
      }
    }
    return new Series(name, x.clone(), y.clone());
  }

  /** What the legend says. */
  public String name() {
    return name;
  }

  int size() {
    return x.length;
  }

  double x(int i) {
    return x[i];
  }

  double y(int i) {
    return y[i];
  }
}
