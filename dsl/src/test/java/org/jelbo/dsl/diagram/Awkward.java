package org.jelbo.dsl.diagram;

import java.util.List;
import org.jelbo.dsl.axis.Axis;

/** A diagram whose names mean something in Mermaid, Markdown, HTML or DOT. */
final class Awkward {
  private Awkward() {}

  static Diagram diagram() {
    return new Diagram(
        List.of(
            node(0, Diagram.Kind.LATENT, "end"),
            node(1, Diagram.Kind.LATENT, "say \"x\" [0] (y) {z}"),
            node(2, Diagram.Kind.DETERMINISTIC, "a/b_c-d.e f"),
            node(3, Diagram.Kind.INPUT, "\\N <b>&lt;"),
            node(4, Diagram.Kind.OBSERVED, "größe 漢字 😀"),
            node(7, Diagram.Kind.FACTOR, "f"),
            node(5, Diagram.Kind.PARAMETERS, "#1; a\nb")),
        List.of(
            new Diagram.Plate(
                new Axis.Plate("style:\"#1;\"", 0, Axis.Plate.OF_DATA),
                List.of(),
                List.of(
                    new Diagram.Plate(
                        new Axis.Plate("1. _x_", 1, 3),
                        List.of(node(6, Diagram.Kind.LATENT, "*z* `y`")),
                        List.of())))),
        List.of(new Diagram.Edge("n0", "n4", false), new Diagram.Edge("n4", "n6", true)));
  }

  private static Diagram.Node node(int id, Diagram.Kind kind, String name) {
    return new Diagram.Node("n" + id, kind, name);
  }
}
