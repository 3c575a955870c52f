package org.jelbo.samples.drawing;

import java.util.List;

/**
 * One way to write: everything about an image but the digit, drawn once for each image. Points are
 * moved in this order: bent by smooth waves, made narrow or wide, slanted, turned, scaled to the
 * size of the picture and moved to its middle.
 */
final class Hand {
  private static final double MIDDLE = 50;
  private static final int WAVES = 4;

  /** How many pixels stay free at each edge, but for the grey part of strokes. */
  private static final double MARGIN = 1.5;

  private final double[] waves = new double[WAVES * 4];
  private final double xx;
  private final double xy;
  private final double yx;
  private final double yy;
  private final double size;
  private final double offsetX;
  private final double offsetY;
  private final double radius;
  private final double pressure;
  private final double pressurePhase;
  private final int side;

  Hand(Writing writing, KeyedRandom random) {
    for (int i = 0; i < WAVES; i++) {
      double angle = random.uniform(0, 2 * Math.PI);
      double turnsPerUnit = random.uniform(0.5, 1.3) * 2 * Math.PI / 100;
      waves[4 * i] = StrictMath.cos(angle) * turnsPerUnit;
      waves[4 * i + 1] = StrictMath.sin(angle) * turnsPerUnit;
      waves[4 * i + 2] = random.uniform(0, 2 * Math.PI);
      waves[4 * i + 3] = writing.bend() * random.bell();
    }
    double wide = writing.width().draw(random);
    double slant = writing.slant().mean() + writing.slant().deviation() * random.bell();
    double turn = writing.turn() * random.bell();
    double cos = StrictMath.cos(turn);
    double sin = StrictMath.sin(turn);
    xx = cos * wide;
    xy = -cos * slant - sin;
    yx = sin * wide;
    yy = -sin * slant + cos;
    side = writing.side();
    size = writing.size().draw(random);
    offsetX = writing.offset() * random.bell();
    offsetY = writing.offset() * random.bell();
    double thick = random.uniform();
    Range radii = writing.radius();
    radius = radii.low() + (radii.high() - radii.low()) * thick * (0.4 + 0.6 * random.uniform());
    pressure = 0.18 * random.uniform();
    pressurePhase = random.uniform(0, 2 * Math.PI);
  }

  /** Moves the points of a digit from the square of the glyphs to pixels. */
  void write(List<Line> lines) {
    for (Line line : lines) {
      for (int i = 0; i < line.size(); i++) {
        bend(line, i);
      }
    }
    place(lines);
  }

  /** Half the width of the stroke in pixels, a share from 0 to 1 along it. */
  double radius(double share) {
    return radius * (1 + pressure * StrictMath.sin(pressurePhase + 4 * share));
  }

  private void bend(Line line, int i) {
    double x = line.x()[i] - MIDDLE;
    double y = line.y()[i] - MIDDLE;
    double bentX = x + wave(0, x, y) + wave(1, x, y);
    double bentY = y + wave(2, x, y) + wave(3, x, y);
    line.x()[i] = xx * bentX + xy * bentY;
    line.y()[i] = yx * bentX + yy * bentY;
  }

  private double wave(int k, double x, double y) {
    double phase = waves[4 * k] * x + waves[4 * k + 1] * y + waves[4 * k + 2];
    return waves[4 * k + 3] * StrictMath.sin(phase);
  }

  /**
   * The larger side of the digit has the size of this hand and its centre of mass is about the
   * centre of the picture, except where the digit would come too close to an edge.
   */
  private void place(List<Line> lines) {
    Extent x = new Extent();
    Extent y = new Extent();
    for (Line line : lines) {
      x.add(line.x(), line);
      y.add(line.y(), line);
    }
    double scale = (size - 2 * radius) / Math.max(x.length(), y.length());
    double shiftX = shift(x, scale, offsetX);
    double shiftY = shift(y, scale, offsetY);
    for (Line line : lines) {
      for (int i = 0; i < line.size(); i++) {
        line.x()[i] = line.x()[i] * scale + shiftX;
        line.y()[i] = line.y()[i] * scale + shiftY;
      }
    }
  }

  private double shift(Extent extent, double scale, double offset) {
    double lowest = MARGIN + radius - extent.min() * scale;
    double highest = side - MARGIN - radius - extent.max() * scale;
    double wanted = side / 2.0 + offset - extent.centre() * scale;
    return Math.max(lowest, Math.min(highest, wanted));
  }
}
