package org.jelbo.samples.report;

/**
 * Draws lines with smooth edges inside a box. The share of each pixel is collected over all pieces
 * before it is coloured, so that where pieces overlap, edges do not become darker.
 */
final class Pen {
  private final Box box;
  private final double radius;
  private final double[] shares;

  private Pen(Box box, double radius) {
    this.box = box;
    this.radius = radius;
    this.shares = new double[box.width() * box.height()];
  }

  /** A pen whose lines are {@code 2 * radius} pixels wide. */
  static Pen of(Box box, double radius) {
    return new Pen(box, radius);
  }

  /** Draws a straight piece between two points; what is outside of the box is cut off. */
  void line(double x0, double y0, double x1, double y1) {
    double reach = radius + 0.5;
    int left = (int) Math.floor(Math.max(box.left(), Math.min(x0, x1) - reach));
    int right = (int) Math.ceil(Math.min(box.right(), Math.max(x0, x1) + reach));
    int top = (int) Math.floor(Math.max(box.top(), Math.min(y0, y1) - reach));
    int bottom = (int) Math.ceil(Math.min(box.bottom(), Math.max(y0, y1) + reach));
    double dx = x1 - x0;
    double dy = y1 - y0;
    double square = Math.max(dx * dx + dy * dy, 1e-12);
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        double px = x + 0.5 - x0;
        double py = y + 0.5 - y0;
        double along = Math.max(0, Math.min(1, (px * dx + py * dy) / square));
        double awayX = px - along * dx;
        double awayY = py - along * dy;
        double away = Math.sqrt(awayX * awayX + awayY * awayY);
        int pixel = (y - box.top()) * box.width() + x - box.left();
        shares[pixel] = Math.max(shares[pixel], Math.min(1, reach - away));
      }
    }
  }

  /** Colours what was drawn. */
  void ink(Raster raster, int colour) {
    for (int y = box.top(); y < box.bottom(); y++) {
      for (int x = box.left(); x < box.right(); x++) {
        double share = shares[(y - box.top()) * box.width() + x - box.left()];
        if (share > 0) {
          raster.blend(x, y, colour, share);
        }
      }
    }
  }
}
