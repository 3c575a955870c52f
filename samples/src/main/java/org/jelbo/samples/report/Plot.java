package org.jelbo.samples.report;

import java.util.List;

/**
 * What all charts share: a title with a legend, and a plane with ticks, names of axes and a frame.
 * More than one line of title and legend make a chart higher than it was asked to be, and a title
 * or a name that is longer makes it wider.
 */
final class Plot {
  private static final int X_TICKS = 5;
  private static final int Y_TICKS = 7;
  private static final int EDGE = 12;

  /** Kept free to the right of the plane. */
  static final int RIGHT = 24;

  private static final int SPACE = 10;
  private static final int BELOW = 64;
  private static final Lettering FONT = Lettering.SMALL;

  private final Names names;
  private final Legend legend;
  private final Plane plane;
  private final Raster raster;

  private Plot(Names names, Legend legend, Plane plane, Raster raster) {
    this.names = names;
    this.legend = legend;
    this.plane = plane;
    this.raster = raster;
  }

  /** The title and the names of the axes. */
  record Names(String title, String horizontal, String vertical) {}

  /**
   * The size of the whole chart, and how much of it is kept free to the right of the plane.
   *
   * @param right at least {@link #RIGHT}
   */
  record Size(int width, int height, int right) {}

  /** A chart with its ticks and grid, nothing drawn in it. */
  static Plot of(
      Names names, List<Legend.Entry> entries, Axis horizontal, Axis vertical, Size size) {
    int left = EDGE + widestTick(vertical) + SPACE;
    if (!names.vertical().isEmpty()) {
      left += FONT.height() + SPACE;
    }
    int width = Math.max(size.width(), left + Legend.leastWidth(names.title(), entries) + RIGHT);
    Legend legend = Legend.of(names.title(), entries, left, width - RIGHT);
    int height = size.height() + legend.bottom() - Legend.BOTTOM;
    Box box = new Box(left, legend.bottom() + 8, width - size.right(), height - BELOW);
    Plot plot =
        new Plot(
            names,
            legend,
            new Plane(box, horizontal, vertical),
            Raster.of(width, height, Palette.WHITE));
    plot.drawHorizontalTicks();
    plot.drawVerticalTicks();
    return plot;
  }

  private static int widestTick(Axis axis) {
    int widest = 0;
    for (double tick : axis.ticks(Y_TICKS)) {
      widest = Math.max(widest, FONT.width(axis.label(tick, Y_TICKS)));
    }
    return widest;
  }

  Plane plane() {
    return plane;
  }

  Raster raster() {
    return raster;
  }

  /** The chart, with the frame over what was drawn in the plane. */
  Raster framed() {
    Box box = plane.box();
    raster.fill(new Box(box.left(), box.top(), box.left() + 1, box.bottom()), Palette.FRAME);
    raster.fill(new Box(box.left(), box.bottom(), box.right(), box.bottom() + 1), Palette.FRAME);
    legend.draw(raster);
    return raster;
  }

  private void drawHorizontalTicks() {
    Box box = plane.box();
    Axis axis = plane.horizontal();
    for (double tick : axis.ticks(X_TICKS)) {
      int x = (int) plane.x(tick);
      raster.fill(new Box(x, box.top(), x + 1, box.bottom()), Palette.GRID);
      String label = axis.label(tick, X_TICKS);
      int middle = Math.min(x, raster.width() - 6 - FONT.width(label) / 2);
      FONT.writeCentred(raster, label, middle, box.bottom() + SPACE, Palette.TEXT);
    }
    int middle = (box.left() + box.right()) / 2;
    int top = raster.height() - 26;
    FONT.writeCentred(raster, names.horizontal(), middle, top, Palette.TEXT);
  }

  private void drawVerticalTicks() {
    Box box = plane.box();
    Axis axis = plane.vertical();
    for (double tick : axis.ticks(Y_TICKS)) {
      int y = (int) plane.y(tick);
      raster.fill(new Box(box.left(), y, box.right(), y + 1), Palette.GRID);
      String label = axis.label(tick, Y_TICKS);
      int left = box.left() - SPACE - FONT.width(label);
      FONT.write(raster, label, left, y - FONT.height() / 2, Palette.TEXT);
    }
    int middle = (box.top() + box.bottom()) / 2;
    FONT.writeUpwards(raster, names.vertical(), EDGE, middle, Palette.TEXT);
  }
}
