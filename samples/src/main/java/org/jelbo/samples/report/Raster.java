package org.jelbo.samples.report;

import java.util.Arrays;

/** A picture in memory: one 0xRRGGBB for each pixel, row by row from the top left. */
final class Raster {
  private final int width;
  private final int height;
  private final int[] colours;

  private Raster(int width, int height, int[] colours) {
    this.width = width;
    this.height = height;
    this.colours = colours;
  }

  static Raster of(int width, int height, int background) {
    int[] colours = new int[Math.multiplyExact(width, height)];
    Arrays.fill(colours, background);
    return new Raster(width, height, colours);
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  int colour(int x, int y) {
    return colours[y * width + x];
  }

  /** Sets a pixel; outside of the picture nothing happens. */
  void set(int x, int y, int colour) {
    if (x >= 0 && y >= 0 && x < width && y < height) {
      colours[y * width + x] = colour;
    }
  }

  /** Fills a rectangle. */
  void fill(Box box, int colour) {
    for (int y = box.top(); y < box.bottom(); y++) {
      for (int x = box.left(); x < box.right(); x++) {
        set(x, y, colour);
      }
    }
  }

  /** Copies a picture into this one. */
  void lay(Raster other, int left, int top) {
    for (int y = 0; y < other.height; y++) {
      for (int x = 0; x < other.width; x++) {
        set(left + x, top + y, other.colour(x, y));
      }
    }
  }

  /** Lays a colour over a pixel; a share of 1 hides what was there. */
  void blend(int x, int y, int colour, double share) {
    if (x < 0 || y < 0 || x >= width || y >= height) {
      return;
    }
    int below = colours[y * width + x];
    int mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int from = (below >> shift) & 0xff;
      int to = (colour >> shift) & 0xff;
      mixed |= (int) (from + (to - from) * share + 0.5) << shift;
    }
    colours[y * width + x] = mixed;
  }
}
