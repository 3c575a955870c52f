package org.jelbo.samples.drawing;

import java.util.List;

/**
 * A picture that strokes are drawn on. A pixel's share of ink falls linearly from 1 to 0 over the
 * edge of the stroke, by the distance of its centre; where strokes cross, the larger share counts.
 */
final class Paper {
  /** How wide the grey edge of a stroke is, in pixels. */
  private static final double EDGE = 1.35;

  private final int side;
  private final double[] ink;

  Paper(int side) {
    this.side = side;
    this.ink = new double[side * side];
  }

  /** Draws a straight piece of a stroke, {@code radius} on both sides; all in pixels. */
  private void draw(Line line, int piece, double radius) {
    double x0 = line.x()[piece];
    double y0 = line.y()[piece];
    double dx = line.x()[piece + 1] - x0;
    double dy = line.y()[piece + 1] - y0;
    double reach = radius + EDGE / 2;
    int left = first(Math.min(x0, x0 + dx) - reach);
    int right = last(Math.max(x0, x0 + dx) + reach);
    int top = first(Math.min(y0, y0 + dy) - reach);
    int bottom = last(Math.max(y0, y0 + dy) + reach);
    double perLength = 1 / Math.max(dx * dx + dy * dy, 1e-12);
    for (int row = top; row <= bottom; row++) {
      double py = row + 0.5 - y0;
      for (int column = left; column <= right; column++) {
        double px = column + 0.5 - x0;
        double along = Math.max(0, Math.min(1, (px * dx + py * dy) * perLength));
        double awayX = px - along * dx;
        double awayY = py - along * dy;
        double square = awayX * awayX + awayY * awayY;
        if (square < reach * reach) {
          double share = Math.min(1, (reach - Math.sqrt(square)) / EDGE);
          int pixel = row * side + column;
          ink[pixel] = Math.max(ink[pixel], share);
        }
      }
    }
  }

  /** Draws all strokes as a hand does. */
  void draw(List<Line> lines, Hand hand) {
    for (Line line : lines) {
      int pieces = line.size() - 1;
      for (int piece = 0; piece < pieces; piece++) {
        draw(line, piece, hand.radius((piece + 0.5) / pieces));
      }
    }
  }

  /** The share of ink of a pixel, from 0 to 1; none outside of the picture. */
  double ink(int x, int y) {
    return x < 0 || y < 0 || x >= side || y >= side ? 0 : ink[y * side + x];
  }

  /** Writes the picture as bytes: 0 without ink, 255 where it covers the whole pixel. */
  void copyTo(byte[] target, int offset) {
    for (int i = 0; i < ink.length; i++) {
      target[offset + i] = (byte) (int) (ink[i] * 255 + 0.5);
    }
  }

  private int first(double edge) {
    return Math.max(0, (int) Math.floor(edge));
  }

  private int last(double edge) {
    return Math.min(side - 1, (int) Math.floor(edge));
  }
}
