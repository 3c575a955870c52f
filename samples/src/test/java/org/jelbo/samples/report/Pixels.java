package org.jelbo.samples.report;

import java.util.ArrayList;
import java.util.List;

/** What is to be seen in a picture. */
final class Pixels {
  private Pixels() {}

  /** How many pixels of a rectangle have a colour. */
  static int count(Raster raster, Box box, int colour) {
    int count = 0;
    for (int y = box.top(); y < box.bottom(); y++) {
      for (int x = box.left(); x < box.right(); x++) {
        if (raster.colour(x, y) == colour) {
          count++;
        }
      }
    }
    return count;
  }

  static Box all(Raster raster) {
    return new Box(0, 0, raster.width(), raster.height());
  }

  /** The colours of a row of pixels. */
  static List<Integer> row(Raster raster, int y) {
    List<Integer> row = new ArrayList<>();
    for (int x = 0; x < raster.width(); x++) {
      row.add(raster.colour(x, y));
    }
    return row;
  }

  /** Whether nothing touches the edge of a picture, as what is cut off would. */
  static boolean hasWhiteEdge(Raster raster) {
    for (int x = 0; x < raster.width(); x++) {
      for (int y = 0; y < raster.height(); y++) {
        boolean isEdge = x == 0 || y == 0 || x == raster.width() - 1 || y == raster.height() - 1;
        if (isEdge && raster.colour(x, y) != Palette.WHITE) {
          return false;
        }
      }
    }
    return true;
  }
}
