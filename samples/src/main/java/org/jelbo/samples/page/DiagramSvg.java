package org.jelbo.samples.page;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jelbo.dsl.diagram.Diagram;

/**
 * A diagram as SVG within a page, whose style colours it: latents are round, given sites grey,
 * inputs grey boxes, factors black boxes, parameters bare words, and the guide's edges dashed.
 */
final class DiagramSvg {
  /** Of the second line around a value that others determine. */
  private static final double INSET = 3;

  private final PlacedDiagram placed;
  private final String words;
  private final String id;

  /**
   * A diagram in SVG.
   *
   * @param id unique in the page
   */
  DiagramSvg(Diagram diagram, String id) {
    this.placed = DiagramLayout.of(diagram);
    this.words = words(diagram);
    this.id = id;
  }

  /** What stands at the foot of a plate. */
  static String label(Diagram.Plate plate) {
    return plate.axis().name() + ": " + plate.size();
  }

  void write(Markup page) {
    PlacedDiagram.Box size = placed.size();
    page.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "class",
        "diagram",
        "role",
        "img",
        "aria-label",
        words,
        "width",
        number(size.width()),
        "height",
        number(size.height()),
        "viewBox",
        "0 0 " + number(size.width()) + " " + number(size.height()));
    page.element("title", words);
    page.open("defs").open("marker", arrow()).empty("path", "d", "M0 0L8 4L0 8z").close().close();
    placed.plates().forEach(plate -> write(plate, page));
    placed.edges().forEach(edge -> write(edge, page));
    placed.nodes().forEach(node -> write(node, page));
    page.close();
  }

  private String[] arrow() {
    return new String[] {
      "id",
      arrowId(),
      "viewBox",
      "0 0 8 8",
      "refX",
      "8",
      "refY",
      "4",
      "markerWidth",
      "8",
      "markerHeight",
      "8",
      "orient",
      "auto"
    };
  }

  private String arrowId() {
    return id + "-arrow";
  }

  private static void write(PlacedDiagram.Plate plate, Markup page) {
    rect(page, plate.box(), 6, "plate");
    text(
        page,
        label(plate.plate()),
        plate.box().right() - 10,
        plate.box().bottom() - 12,
        "of-plate");
  }

  private void write(PlacedDiagram.Edge edge, Markup page) {
    StringBuilder path = new StringBuilder();
    List<PlacedDiagram.Point> points = edge.points();
    path.append('M').append(number(points.get(0)));
    for (int i = 1; i < points.size(); i++) {
      path.append(!edge.isCurve() ? "L" : i % 3 == 1 ? "C" : " ").append(number(points.get(i)));
    }
    page.empty(
        "path",
        "class",
        edge.edge().isGuide() ? "edge of-guide" : "edge",
        "d",
        path.toString(),
        "marker-end",
        "url(#" + arrowId() + ")");
  }

  private static void write(PlacedDiagram.Node node, Markup page) {
    PlacedDiagram.Box box = node.box();
    String kind = kind(node.node());
    switch (node.node().kind()) {
      case LATENT, OBSERVED -> rect(page, box, box.height() / 2, kind);
      case DETERMINISTIC -> {
        rect(page, box, box.height() / 2, kind);
        PlacedDiagram.Box inner =
            new PlacedDiagram.Box(
                box.x() + INSET,
                box.y() + INSET,
                box.width() - 2 * INSET,
                box.height() - 2 * INSET);
        rect(page, inner, inner.height() / 2, kind);
      }
      case INPUT, FACTOR -> rect(page, box, 2, kind);
      case PARAMETERS -> {}
    }
    text(page, node.node().name(), box.middleX(), box.middleY(), "name of-" + kind);
  }

  private static void rect(Markup page, PlacedDiagram.Box box, double round, String kind) {
    page.empty(
        "rect",
        "class",
        kind,
        "x",
        number(box.x()),
        "y",
        number(box.y()),
        "width",
        number(box.width()),
        "height",
        number(box.height()),
        "rx",
        number(round));
  }

  private static void text(Markup page, String words, double x, double y, String kind) {
    page.element("text", words, "class", kind, "x", number(x), "y", number(y));
  }

  private static String number(PlacedDiagram.Point point) {
    return number(point.x()) + " " + number(point.y());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  /** The diagram for those who do not see it: the nodes of each plate, and every edge. */
  private static String words(Diagram diagram) {
    StringBuilder words = new StringBuilder("Plate diagram.");
    Map<String, String> names = new HashMap<>();
    describe(diagram.nodes(), "Outside every plate", words, names);
    diagram.plates().forEach(plate -> describe(plate, words, names));
    for (Diagram.Edge edge : diagram.edges()) {
      words.append(' ').append(names.get(edge.to())).append(" depends on ");
      words.append(names.get(edge.from())).append(edge.isGuide() ? " in the guide." : ".");
    }
    return words.toString();
  }

  private static void describe(
      Diagram.Plate plate, StringBuilder words, Map<String, String> names) {
    describe(plate.nodes(), "In plate " + label(plate), words, names);
    plate.plates().forEach(inner -> describe(inner, words, names));
  }

  private static void describe(
      List<Diagram.Node> nodes, String place, StringBuilder words, Map<String, String> names) {
    nodes.forEach(node -> names.put(node.id(), node.name()));
    if (!nodes.isEmpty()) {
      words.append(' ').append(place).append(": ");
      words.append(
          nodes.stream()
              .map(node -> kind(node) + " " + node.name())
              .collect(Collectors.joining(", ")));
      words.append('.');
    }
  }

  private static String kind(Diagram.Node node) {
    return node.kind().name().toLowerCase(Locale.ROOT);
  }
}
