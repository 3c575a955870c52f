package org.jelbo.samples.report;

import java.awt.Shape;
import java.awt.geom.PathIterator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Fills shapes with smooth edges: each pixel is coloured by the share of it that is inside,
 * measured along eight lines through it. Inside is where the outline winds around. The filling of
 * the JDK rounds differently from one version to the next, so that files would differ.
 */
final class Filling {
  private static final int LINES = 8;

  /** Pixels by which a straight piece may miss a curved outline. */
  private static final double FLATNESS = 0.02;

  private final List<Edge> edges;

  private Filling(List<Edge> edges) {
    this.edges = edges;
  }

  /**
   * A piece of an outline, from top to bottom.
   *
   * @param turn 1 if the outline runs down along it, -1 if up
   */
  private record Edge(double x0, double y0, double x1, double y1, int turn) {
    static Edge of(double x0, double y0, double x1, double y1) {
      return y0 < y1 ? new Edge(x0, y0, x1, y1, 1) : new Edge(x1, y1, x0, y0, -1);
    }

    double at(double y) {
      return x0 + (x1 - x0) * ((y - y0) / (y1 - y0));
    }
  }

  /** Where a line through the picture meets an outline. */
  private record Crossing(double x, int turn) {}

  /** Lays a colour over the inside of a shape; an opacity of 1 hides what was there. */
  static void fill(Raster raster, Shape shape, int colour, double opacity) {
    new Filling(edges(shape)).fill(raster, colour, opacity);
  }

  private static List<Edge> edges(Shape shape) {
    List<Edge> edges = new ArrayList<>();
    double[] point = new double[6];
    double startX = 0;
    double startY = 0;
    double x = 0;
    double y = 0;
    PathIterator path = shape.getPathIterator(null, FLATNESS);
    for (; !path.isDone(); path.next()) {
      int kind = path.currentSegment(point);
      boolean closes = kind == PathIterator.SEG_CLOSE || kind == PathIterator.SEG_MOVETO;
      // What is not closed is filled as if it were.
      edges.add(Edge.of(x, y, closes ? startX : point[0], closes ? startY : point[1]));
      if (kind == PathIterator.SEG_MOVETO) {
        startX = point[0];
        startY = point[1];
      }
      x = kind == PathIterator.SEG_CLOSE ? startX : point[0];
      y = kind == PathIterator.SEG_CLOSE ? startY : point[1];
    }
    edges.add(Edge.of(x, y, startX, startY));
    edges.removeIf(edge -> edge.y0() == edge.y1());
    return edges;
  }

  private void fill(Raster raster, int colour, double opacity) {
    double top = edges.stream().mapToDouble(Edge::y0).min().orElse(0);
    double bottom = edges.stream().mapToDouble(Edge::y1).max().orElse(0);
    int first = (int) Math.max(0, Math.floor(top));
    int last = (int) Math.min(raster.height(), Math.ceil(bottom));
    double left =
        edges.stream().mapToDouble(edge -> Math.min(edge.x0(), edge.x1())).min().orElse(0);
    int start = (int) Math.max(0, Math.min(raster.width(), Math.floor(left)));
    for (int y = first; y < last; y++) {
      double[] shares = shares(y, start, raster.width());
      for (int i = 0; i < shares.length; i++) {
        if (shares[i] > 0) {
          raster.blend(start + i, y, colour, Math.min(1, shares[i] / LINES) * opacity);
        }
      }
    }
  }

  /** How much of each pixel of a row is inside, from a first one on: 0 to {@link #LINES}. */
  private double[] shares(int row, int start, int width) {
    List<Edge> touched = new ArrayList<>();
    double right = start;
    for (Edge edge : edges) {
      if (edge.y0() < row + 1 && edge.y1() > row) {
        touched.add(edge);
        right = Math.max(right, Math.max(edge.x0(), edge.x1()));
      }
    }
    double[] shares = new double[(int) Math.min(width, Math.ceil(right)) - start];
    for (int i = 0; i < LINES; i++) {
      int turns = 0;
      double from = 0;
      for (Crossing crossing : crossings(touched, row + (i + 0.5) / LINES)) {
        if (turns == 0) {
          from = crossing.x();
        }
        turns += crossing.turn();
        if (turns == 0) {
          cover(shares, from - start, crossing.x() - start);
        }
      }
    }
    return shares;
  }

  private static List<Crossing> crossings(List<Edge> edges, double y) {
    List<Crossing> crossings = new ArrayList<>();
    for (Edge edge : edges) {
      if (edge.y0() <= y && y < edge.y1()) {
        crossings.add(new Crossing(edge.at(y), edge.turn()));
      }
    }
    crossings.sort(Comparator.comparingDouble(Crossing::x));
    return crossings;
  }

  private static void cover(double[] shares, double from, double to) {
    double low = Math.max(0, from);
    double high = Math.min(shares.length, to);
    for (int x = (int) low; x < high; x++) {
      shares[x] += Math.max(0, Math.min(x + 1, high) - Math.max(x, low));
    }
  }
}
