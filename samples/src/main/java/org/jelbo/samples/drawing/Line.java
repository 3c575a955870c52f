package org.jelbo.samples.drawing;

/** A stroke as short straight pieces: the coordinates of its points, which may be moved. */
final class Line {
  private static final int PIECES = 6;

  private final double[] x;
  private final double[] y;

  private Line(double[] x, double[] y) {
    this.x = x;
    this.y = y;
  }

  /**
   * A smooth curve through points: between neighbours p1 and p2 the cubic with slopes (p2 - p0) / 2
   * and (p3 - p1) / 2 at them. At the ends, where p0 or p3 does not exist, it is extrapolated.
   *
   * <p>Source: E. Catmull, R. Rom, "A class of local interpolating splines", 1974.
   */
  static Line through(double[][] points) {
    int spans = points.length - 1;
    double[] x = new double[spans * PIECES + 1];
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      int span = Math.min(i / PIECES, spans - 1);
      double t = (double) (i - span * PIECES) / PIECES;
      x[i] = coordinate(points, span, 0, t);
      y[i] = coordinate(points, span, 1, t);
    }
    return new Line(x, y);
  }

  private static double coordinate(double[][] points, int span, int axis, double t) {
    double p1 = points[span][axis];
    double p2 = points[span + 1][axis];
    double p0 = span > 0 ? points[span - 1][axis] : 2 * p1 - p2;
    double p3 = span + 2 < points.length ? points[span + 2][axis] : 2 * p2 - p1;
    double linear = p2 - p0;
    double square = 2 * p0 - 5 * p1 + 4 * p2 - p3;
    double cube = 3 * (p1 - p2) + p3 - p0;
    return p1 + 0.5 * t * (linear + t * (square + t * cube));
  }

  /** The x of every point, to be read and moved. */
  double[] x() {
    return x;
  }

  /** The y of every point, to be read and moved. */
  double[] y() {
    return y;
  }

  /** Moves the stroke to the right. */
  void shift(double distance) {
    for (int i = 0; i < x.length; i++) {
      x[i] += distance;
    }
  }

  /** The length of a piece, from its point to the next. */
  double length(int piece) {
    double dx = x[piece + 1] - x[piece];
    double dy = y[piece + 1] - y[piece];
    return Math.sqrt(dx * dx + dy * dy);
  }

  int size() {
    return x.length;
  }
}
