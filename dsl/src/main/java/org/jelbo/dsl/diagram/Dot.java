package org.jelbo.dsl.diagram;

/** A diagram in DOT, the language of Graphviz. */
final class Dot {
  private final StringBuilder text = new StringBuilder("digraph {\n");
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
                    .append(" -> ")
                    .append(edge.to())
                    .append(edge.isGuide() ? " [style=dashed]\n" : "\n"));
    return text.append("}\n").toString();
  }

  private void plate(Diagram.Plate plate, String indent) {
    String inner = indent + "  ";
    text.append(indent).append("subgraph cluster_").append(plates).append(" {\n");
    plates++;
    text.append(inner)
        .append("label=")
        .append(quoted(plate.axis().name() + ": " + plate.size()))
        .append('\n');
    text.append(inner).append("labelloc=b\n");
    text.append(inner).append("labeljust=r\n");
    plate.nodes().forEach(node -> node(node, inner));
    plate.plates().forEach(nested -> plate(nested, inner));
    text.append(indent).append("}\n");
  }

  private void node(Diagram.Node node, String indent) {
    String style =
        switch (node.kind()) {
          case LATENT -> "shape=circle";
          case OBSERVED -> "shape=circle style=filled fillcolor=lightgray";
          case INPUT -> "shape=box style=filled fillcolor=lightgray";
          case DETERMINISTIC -> "shape=doublecircle";
          case FACTOR -> "shape=box style=filled fillcolor=black fontcolor=white";
          case PARAMETERS -> "shape=plain fontsize=10";
        };
    text.append(indent).append(node.id()).append(" [label=").append(quoted(node.name()));
    text.append(' ').append(style).append("]\n");
  }

  /** A label in quotes; Graphviz reads backslashes and HTML entities in it. */
  private static String quoted(String label) {
    String escaped =
        label
            .replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("&", "&amp;")
            .replaceAll("\\R", "\\\\n");
    return '"' + escaped + '"';
  }
}
