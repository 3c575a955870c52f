package org.jelbo.samples.report;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** What stands for a point, a curve or a bar, in the plane and in the legend. */
enum Mark {
  LINE,
  DASHES,
  CIRCLE,
  SQUARE,
  TRIANGLE,
  BAR;

  private static final double LINE_RADIUS = 1.5;
  private static final double DASH = 5;

  /** Of a white edge around a shape. */
  private static final double EDGE = 1.2;

  /** The shape of the points of the i-th class: with its colour, 30 classes differ. */
  static Mark ofKind(int i) {
    return switch (i % 3) {
      case 0 -> CIRCLE;
      case 1 -> SQUARE;
      default -> TRIANGLE;
    };
  }

  /** How many classes differ in shape or colour. */
  static int kinds() {
    return 3 * Palette.kinds();
  }

  /** The width in a legend. */
  int width() {
    return this == LINE || this == DASHES ? 24 : 12;
  }

  /** Draws the mark in a legend, from a left end on, around a row. */
  void draw(Raster raster, int left, int row, int colour) {
    double centre = left + width() / 2.0;
    double middle = row + 0.5;
    if (this == LINE) {
      piece(raster, left, middle, left + width(), colour);
    } else if (this == DASHES) {
      for (double x = left; x < left + width(); x += 2 * DASH) {
        piece(raster, x, middle, Math.min(x + DASH, left + width()), colour);
      }
    } else {
      Filling.fill(raster, shape(centre, middle, 5), colour, 1);
    }
  }

  private static void piece(Raster raster, double left, double middle, double right, int colour) {
    Filling.fill(
        raster,
        new Rectangle2D.Double(left, middle - LINE_RADIUS, right - left, 2 * LINE_RADIUS),
        colour,
        1);
  }

  /** Draws a point with a white edge, so that it stands out from its neighbours. */
  void point(Raster raster, double x, double y, double radius, int colour) {
    Filling.fill(raster, shape(x, y, radius + EDGE), Palette.WHITE, 0.7);
    Filling.fill(raster, shape(x, y, radius), colour, 1);
  }

  /** About as much area for each. */
  private Shape shape(double x, double y, double radius) {
    if (this == TRIANGLE) {
      double reach = 1.3 * radius;
      Path2D path = new Path2D.Double();
      path.moveTo(x, y - reach);
      path.lineTo(x + reach, y + 0.8 * reach);
      path.lineTo(x - reach, y + 0.8 * reach);
      path.closePath();
      return path;
    }
    double half = this == SQUARE ? 0.9 * radius : radius;
    return this == CIRCLE
        ? new Ellipse2D.Double(x - half, y - half, 2 * half, 2 * half)
        : new Rectangle2D.Double(x - half, y - half, 2 * half, 2 * half);
  }
}
