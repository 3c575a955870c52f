package org.jelbo.samples.report;

import org.jelbo.dsl.error.JelboException;

/**
 * Evenly spaced points of a rectangle, its edges included, at which a function of the plane is
 * evaluated. Immutable.
 */
public final class PlaneGrid {
  private final Axis horizontal;
  private final Axis vertical;
  private final int side;

  private PlaneGrid(Axis horizontal, Axis vertical, int side) {
    this.horizontal = horizontal;
    this.vertical = vertical;
    this.side = side;
  }

  /**
   * A grid over a rectangle.
   *
   * @param left of the first coordinate
   * @param right of the first coordinate, more than {@code left}
   * @param bottom of the second coordinate
   * @param top of the second coordinate, more than {@code bottom}
   * @param side points along each coordinate, at least 2
   * @return the grid of {@code side * side} points
   * @throws JelboException if a range is empty or not finite, or {@code side} is below 2
   */
  public static PlaneGrid of(double left, double right, double bottom, double top, int side) {
    if (side < 2) {
      throw Messages.gridSide(side);
    }
    return new PlaneGrid(range(left, right), range(bottom, top), side);
  }

  /**
   * A grid over all given points, with a little space around them.
   *
   * @param points to cover
   * @param side points along each coordinate, at least 2
   * @return the grid of {@code side * side} points
   * @throws JelboException if {@code side} is below 2
   */
  public static PlaneGrid around(Points points, int side) {
    Axis x = points.axis(0);
    Axis y = points.axis(1);
    return of(x.low(), x.high(), y.low(), y.high(), side);
  }

  private static Axis range(double low, double high) {
    if (!(low < high) || !Double.isFinite(high - low)) {
      throw Messages.gridRange(low, high);
    }
    return new Axis(low, high);
  }

  /**
   * Where to evaluate.
   *
   * @return of shape {@code [side * side, 2]}: row by row from the bottom up, each from left to
   *     right
   */
  public double[][] points() {
    double[][] points = new double[side * side][];
    for (int i = 0; i < points.length; i++) {
      points[i] = new double[] {x(i % side), y(i / side)};
    }
    return points;
  }

  Axis horizontal() {
    return horizontal;
  }

  Axis vertical() {
    return vertical;
  }

  int side() {
    return side;
  }

  double x(int column) {
    return at(horizontal, column);
  }

  double y(int row) {
    return at(vertical, row);
  }

  private double at(Axis axis, int i) {
    double share = (double) i / (side - 1);
    return axis.low() * (1 - share) + axis.high() * share;
  }

  boolean contains(double x, double y) {
    double across = horizontal.share(x);
    double up = vertical.share(y);
    return across >= 0 && across <= 1 && up >= 0 && up <= 1;
  }

  /** Refuses values that do not belong to this grid's points. */
  void check(double[] values) {
    if (values.length != side * side) {
      throw Messages.gridValues(side, values.length);
    }
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw Messages.notFinite(Messages.gridPoint(x(i % side), y(i / side)), values[i]);
      }
    }
  }

  /** The value at a point inside, between those of the four grid points around it. */
  double between(double[] values, double x, double y) {
    double across = horizontal.share(x) * (side - 1);
    double up = vertical.share(y) * (side - 1);
    int column = (int) Math.max(0, Math.min(side - 2, across));
    int row = (int) Math.max(0, Math.min(side - 2, up));
    double right = across - column;
    double above = up - row;
    int i = row * side + column;
    double low = values[i] * (1 - right) + values[i + 1] * right;
    double high = values[i + side] * (1 - right) + values[i + side + 1] * right;
    return low * (1 - above) + high * above;
  }
}
