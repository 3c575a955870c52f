package org.jelbo.samples.report;

/** Where the values of two axes are in a picture. */
record Plane(Box box, Axis horizontal, Axis vertical) {
  /** The column of a value: its left end for the low end of the axis. */
  double x(double value) {
    return box.left() + kept(horizontal.share(value)) * (box.width() - 1);
  }

  /** The row of a value, from the top. */
  double y(double value) {
    return box.top() + (1 - kept(vertical.share(value))) * (box.height() - 1);
  }

  /** The value at a column of pixels. */
  double valueAtColumn(int x) {
    return at(horizontal, (double) (x - box.left()) / (box.width() - 1));
  }

  /** The value at a row of pixels. */
  double valueAtRow(int y) {
    return at(vertical, 1 - (double) (y - box.top()) / (box.height() - 1));
  }

  private static double at(Axis axis, double share) {
    return axis.low() * (1 - share) + axis.high() * share;
  }

  /** Far outside of the plane the exact place does not matter, and numbers stay sane. */
  private static double kept(double share) {
    return Math.max(-10, Math.min(11, share));
  }

  /** Draws a line through points, with a gap where one is not finite. */
  void line(Raster raster, double[] x, double[] y, double radius, int colour) {
    Pen pen = Pen.of(box, radius);
    int last = -1;
    for (int i = 0; i < x.length; i++) {
      if (!Double.isFinite(x[i]) || !Double.isFinite(y[i])) {
        last = -1;
        continue;
      }
      int from = last < 0 ? i : last;
      pen.line(x(x[from]), y(y[from]), x(x[i]), y(y[i]));
      last = i;
    }
    pen.ink(raster, colour);
  }
}
