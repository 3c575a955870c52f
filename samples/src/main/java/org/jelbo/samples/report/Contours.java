package org.jelbo.samples.report;

import java.util.stream.DoubleStream;

/**
 * Lines along which a function of the plane has one value, by marching squares: in each cell of a
 * grid, straight pieces between the places on its edges where the value is met. Where four edges
 * meet it, the mean of the corners decides which belong together.
 */
final class Contours {
  private final PlaneGrid grid;
  private final double[] values;

  private Contours(PlaneGrid grid, double[] values) {
    this.grid = grid;
    this.values = values;
  }

  static Contours of(PlaneGrid grid, double[] values) {
    return new Contours(grid, values);
  }

  PlaneGrid grid() {
    return grid;
  }

  /** The value at a share of the way from the least to the greatest. */
  double level(double share) {
    double low = DoubleStream.of(values).min().orElseThrow();
    double high = DoubleStream.of(values).max().orElseThrow();
    return low + share * (high - low);
  }

  /** Draws the lines of one value. */
  void draw(Plot plot, double level, double radius, int colour) {
    Pen pen = Pen.of(plot.plane().box(), radius);
    for (int row = 0; row < grid.side() - 1; row++) {
      for (int column = 0; column < grid.side() - 1; column++) {
        cell(column, row, level, (from, to) -> line(pen, plot.plane(), from, to));
      }
    }
    pen.ink(plot.raster(), colour);
  }

  private static void line(Pen pen, Plane plane, double[] from, double[] to) {
    pen.line(plane.x(from[0]), plane.y(from[1]), plane.x(to[0]), plane.y(to[1]));
  }

  /** Takes a piece of a line. */
  private interface Piece {
    void add(double[] from, double[] to);
  }

  private void cell(int column, int row, double level, Piece piece) {
    int[][] corners = {{column, row}, {column + 1, row}, {column + 1, row + 1}, {column, row + 1}};
    double[][] met = new double[4][];
    int count = 0;
    double sum = 0;
    for (int i = 0; i < 4; i++) {
      int[] from = corners[i];
      int[] to = corners[(i + 1) % 4];
      sum += value(from);
      if (value(from) < level != value(to) < level) {
        double share = (level - value(from)) / (value(to) - value(from));
        met[i] = between(from, to, share);
        count++;
      }
    }
    if (count == 4) {
      // The first corner is cut off, or its two neighbours are.
      int first = value(corners[0]) < level != sum / 4 < level ? 3 : 0;
      piece.add(met[first], met[(first + 1) % 4]);
      piece.add(met[(first + 2) % 4], met[(first + 3) % 4]);
    } else if (count == 2) {
      int first = met[0] != null ? 0 : met[1] != null ? 1 : 2;
      int second = met[3] != null ? 3 : met[2] != null ? 2 : 1;
      piece.add(met[first], met[second]);
    }
  }

  private double[] between(int[] from, int[] to, double share) {
    return new double[] {
      grid.x(from[0]) * (1 - share) + grid.x(to[0]) * share,
      grid.y(from[1]) * (1 - share) + grid.y(to[1]) * share
    };
  }

  private double value(int[] corner) {
    return values[corner[1] * grid.side() + corner[0]];
  }
}
