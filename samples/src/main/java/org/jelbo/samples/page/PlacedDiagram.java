package org.jelbo.samples.page;

import java.util.List;
import org.jelbo.dsl.diagram.Diagram;

/**
 * Where everything of a diagram stands, in pixels from the upper left corner.
 *
 * @param size of the whole, at the corner
 * @param plates outer ones before those inside
 */
record PlacedDiagram(Box size, List<Plate> plates, List<Node> nodes, List<Edge> edges) {
  /** A rectangle by its upper left corner. */
  record Box(double x, double y, double width, double height) {
    double right() {
      return x + width;
    }

    double bottom() {
      return y + height;
    }

    double middleX() {
      return x + width / 2;
    }

    double middleY() {
      return y + height / 2;
    }
  }

  /** A point. */
  record Point(double x, double y) {}

  /** A node of the diagram. */
  record Node(Diagram.Node node, Box box) {}

  /** A plate of the diagram. */
  record Plate(Diagram.Plate plate, Box box) {}

  /**
   * An edge of the diagram.
   *
   * @param points the first and the last, and two control points of a cubic curve before each point
   *     after the first; or the corners of a line where their number does not fit
   */
  record Edge(Diagram.Edge edge, List<Point> points) {
    boolean isCurve() {
      return points.size() % 3 == 1;
    }
  }
}
