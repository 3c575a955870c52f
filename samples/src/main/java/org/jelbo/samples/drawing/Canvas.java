package org.jelbo.samples.drawing;

import org.jelbo.samples.data.ImageSet;

/**
 * A coloured picture in the making: red, green and blue of each pixel, 0 is black and 1 is white;
 * brighter is possible until the end.
 */
final class Canvas {
  private static final int COLOURS = ImageSet.COLOURS;

  private final int side;
  private double[] colours;

  Canvas(int side, double[] colour) {
    this.side = side;
    this.colours = new double[side * side * COLOURS];
    for (int i = 0; i < colours.length; i++) {
      colours[i] = colour[i % COLOURS];
    }
  }

  /**
   * Makes one side of a straight edge lighter or darker.
   *
   * @param dx the direction across the edge, towards the changed side, of length 1 with {@code dy}
   * @param dy as {@code dx}
   * @param start where the edge is in that direction, from the middle
   * @param end where the change ends again
   * @param factor on the colours between
   */
  void band(double dx, double dy, double start, double end, double factor) {
    double middle = side / 2.0;
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        double along = dx * (x + 0.5 - middle) + dy * (y + 0.5 - middle);
        double share = cut(along - start + 0.5) * cut(end - along + 0.5);
        multiply(x, y, 1 + (factor - 1) * share);
      }
    }
  }

  /**
   * Lays ink over the picture.
   *
   * @param dx how far to the right of where it was drawn, in pixels
   * @param dy how far below
   * @param share of what it hides, from 0 to 1
   */
  void lay(Paper paper, int dx, int dy, double[] colour, double share) {
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        double ink = share * paper.ink(x - dx, y - dy);
        int pixel = (y * side + x) * COLOURS;
        for (int i = 0; ink > 0 && i < COLOURS; i++) {
          colours[pixel + i] += ink * (colour[i] - colours[pixel + i]);
        }
      }
    }
  }

  /** Makes the picture brighter to the right and below, by so much from edge to edge. */
  void light(double right, double below) {
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        double across = (x + 0.5) / side - 0.5;
        double down = (y + 0.5) / side - 0.5;
        multiply(x, y, 1 + right * across + below * down);
      }
    }
  }

  /** Mixes each pixel with its four neighbours, which get this share together. */
  void blur(double share) {
    double[] mixed = new double[colours.length];
    for (int i = 0; i < colours.length; i++) {
      int x = i / COLOURS % side;
      int y = i / COLOURS / side;
      double neighbours =
          colours[x > 0 ? i - COLOURS : i]
              + colours[x < side - 1 ? i + COLOURS : i]
              + colours[y > 0 ? i - side * COLOURS : i]
              + colours[y < side - 1 ? i + side * COLOURS : i];
      mixed[i] = (1 - share) * colours[i] + share * neighbours / 4;
    }
    colours = mixed;
  }

  /** Adds noise to every number, with this standard deviation. */
  void noise(KeyedRandom random, double deviation) {
    for (int i = 0; i < colours.length; i++) {
      colours[i] += deviation * random.bell();
    }
  }

  /** Writes the picture as bytes of shape {@code [side, side, 3]}, cut to 0 and 255. */
  void copyTo(byte[] target, int offset) {
    for (int i = 0; i < colours.length; i++) {
      target[offset + i] = (byte) (int) (cut(colours[i]) * 255 + 0.5);
    }
  }

  private void multiply(int x, int y, double factor) {
    int pixel = (y * side + x) * COLOURS;
    for (int i = 0; i < COLOURS; i++) {
      colours[pixel + i] *= factor;
    }
  }

  private static double cut(double value) {
    return Math.max(0, Math.min(1, value));
  }
}
