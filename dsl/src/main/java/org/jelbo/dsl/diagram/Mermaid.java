package org.jelbo.dsl.diagram;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** A diagram as a Mermaid flowchart. */
final class Mermaid {
  private static final Map<Diagram.Kind, String> STYLES =
      new EnumMap<>(
          Map.of(
              Diagram.Kind.OBSERVED, "fill:lightgray,stroke:black,color:black",
              Diagram.Kind.INPUT, "fill:lightgray,stroke:black,color:black",
              Diagram.Kind.FACTOR, "fill:black,stroke:black,color:white",
              Diagram.Kind.PARAMETERS, "fill:none,stroke:none,font-size:12px"));

  private final StringBuilder text = new StringBuilder("flowchart TD\n");
  private final Map<Diagram.Kind, String> used = new EnumMap<>(Diagram.Kind.class);
  private int plates;

  String text(Diagram diagram) {
    // Parameters last: where a guide closes a cycle, the layout starts from the first node.
    diagram.plates().forEach(plate -> plate(plate, "  "));
    diagram.nodes().forEach(node -> node(node, "  "));
    diagram
        .edges()
        .forEach(
            edge ->
                text.append("  ")
                    .append(edge.from())
                    .append(edge.isGuide() ? " -.-> " : " --> ")
                    .append(edge.to())
                    .append('\n'));
    used.forEach(
        (kind, style) ->
            text.append("  classDef ").append(word(kind)).append(' ').append(style).append('\n'));
    return text.toString();
  }

  private void plate(Diagram.Plate plate, String indent) {
    text.append(indent).append("subgraph p").append(plates);
    plates++;
    text.append("[\"").append(escaped(plate.axis().name()));
    text.append(": ").append(plate.size()).append("\"]\n");
    plate.nodes().forEach(node -> node(node, indent + "  "));
    plate.plates().forEach(inner -> plate(inner, indent + "  "));
    text.append(indent).append("end\n");
  }

  private void node(Diagram.Node node, String indent) {
    String label = '"' + escaped(node.name()) + '"';
    text.append(indent).append(node.id());
    text.append(
        switch (node.kind()) {
          case LATENT, OBSERVED -> "((" + label + "))";
          case DETERMINISTIC -> "(((" + label + ")))";
          case INPUT, FACTOR, PARAMETERS -> "[" + label + "]";
        });
    String style = STYLES.get(node.kind());
    if (style != null) {
      used.put(node.kind(), style);
      text.append(":::").append(word(node.kind()));
    }
    text.append('\n');
  }

  private static String word(Diagram.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /**
   * A name within quotes. Letters and digits stand for themselves, and so do single spaces and the
   * marks of paths between them; the rest is written by number, because Mermaid reads Markdown,
   * HTML and style statements in labels too.
   */
  private static String escaped(String name) {
    int[] points = name.codePoints().toArray();
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < points.length; i++) {
      boolean isBetween =
          i > 0
              && i + 1 < points.length
              && Character.isLetterOrDigit(points[i - 1])
              && Character.isLetterOrDigit(points[i + 1]);
      if (Character.isLetterOrDigit(points[i]) || (isBetween && " _-./".indexOf(points[i]) >= 0)) {
        escaped.appendCodePoint(points[i]);
      } else {
        escaped.append('#').append(points[i]).append(';');
      }
    }
    return escaped.toString();
  }
}
