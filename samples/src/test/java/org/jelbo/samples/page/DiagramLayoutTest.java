package org.jelbo.samples.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.diagram.Diagram;
import org.jelbo.samples.experiment.BundledModel;
import org.jelbo.samples.protocol.Protocols;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DiagramLayoutTest {
  /** How far apart rounded numbers may be. */
  private static final double NEAR = 0.5;

  static Stream<Diagram> diagrams() {
    Stream<Diagram> bundled =
        Protocols.models().stream()
            .map(BundledModel::objective)
            .flatMap(objective -> objective.terms().stream())
            .map(term -> term.describe().diagram());
    return Stream.concat(
        bundled, Stream.of(nested(), new Diagram(List.of(), List.of(), List.of())));
  }

  /** Every kind of node, plates in plates, and two programs that close a circle. */
  static Diagram nested() {
    Diagram.Node mean = new Diagram.Node("n0", Diagram.Kind.LATENT, "mean of all the schools");
    Diagram.Node w = new Diagram.Node("n1", Diagram.Kind.PARAMETERS, "w");
    Diagram.Node effect = new Diagram.Node("n2", Diagram.Kind.LATENT, "theta");
    Diagram.Node sum = new Diagram.Node("n3", Diagram.Kind.DETERMINISTIC, "s");
    Diagram.Node input = new Diagram.Node("n4", Diagram.Kind.INPUT, "x");
    Diagram.Node given = new Diagram.Node("n5", Diagram.Kind.OBSERVED, "y");
    Diagram.Node factor = new Diagram.Node("n6", Diagram.Kind.FACTOR, "f");
    Diagram.Plate pupils =
        new Diagram.Plate(new Axis.Plate("pupils", 1, 3), List.of(sum, input, given), List.of());
    Diagram.Plate schools =
        new Diagram.Plate(new Axis.Plate("schools", 0, 8), List.of(effect), List.of(pupils));
    List<Diagram.Edge> edges =
        List.of(
            new Diagram.Edge("n0", "n2", false),
            new Diagram.Edge("n1", "n3", false),
            new Diagram.Edge("n2", "n3", false),
            new Diagram.Edge("n4", "n3", false),
            new Diagram.Edge("n3", "n5", false),
            new Diagram.Edge("n2", "n6", false),
            new Diagram.Edge("n5", "n2", true),
            new Diagram.Edge("n2", "n0", true));
    return new Diagram(List.of(mean, w, factor), List.of(schools), edges);
  }

  @ParameterizedTest
  @MethodSource("diagrams")
  void everythingIsPlacedOnceAndWithinTheWhole(Diagram diagram) {
    PlacedDiagram placed = DiagramLayout.of(diagram);
    assertThat(placed.edges()).extracting(PlacedDiagram.Edge::edge).isEqualTo(diagram.edges());
    assertThat(boxes(placed)).allSatisfy(box -> assertInside(box, placed.size()));
    assertThat(placed.edges())
        .flatExtracting(PlacedDiagram.Edge::points)
        .allSatisfy(
            point ->
                assertInside(new PlacedDiagram.Box(point.x(), point.y(), 0, 0), placed.size()));
  }

  @ParameterizedTest
  @MethodSource("diagrams")
  void nodesStandInTheirPlatesAndInNoOther(Diagram diagram) {
    PlacedDiagram placed = DiagramLayout.of(diagram);
    for (PlacedDiagram.Plate plate : placed.plates()) {
      List<Diagram.Node> within = new ArrayList<>();
      addAll(plate.plate(), within);
      for (PlacedDiagram.Node node : placed.nodes()) {
        if (within.contains(node.node())) {
          assertInside(node.box(), plate.box());
        } else {
          assertApart(node.box(), plate.box());
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("diagrams")
  void noNodeCoversAnother(Diagram diagram) {
    List<PlacedDiagram.Node> nodes = DiagramLayout.of(diagram).nodes();
    for (int i = 0; i < nodes.size(); i++) {
      for (int j = 0; j < i; j++) {
        assertApart(nodes.get(i).box(), nodes.get(j).box());
      }
    }
  }

  /** From the lower side of what is used to the upper side of what is computed from it. */
  @ParameterizedTest
  @MethodSource("diagrams")
  void theModelReadsFromTopToBottom(Diagram diagram) {
    PlacedDiagram placed = DiagramLayout.of(diagram);
    for (PlacedDiagram.Edge edge : placed.edges()) {
      PlacedDiagram.Point first = edge.points().get(0);
      PlacedDiagram.Point last = edge.points().get(edge.points().size() - 1);
      assertInside(
          new PlacedDiagram.Box(first.x(), first.y(), 0, 0), box(placed, edge.edge().from()));
      assertInside(new PlacedDiagram.Box(last.x(), last.y(), 0, 0), box(placed, edge.edge().to()));
      if (!edge.edge().isGuide()) {
        assertThat(last.y()).isGreaterThan(first.y());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("diagrams")
  void equalDiagramsArePlacedEqually(Diagram diagram) {
    assertThat(DiagramLayout.of(diagram)).isEqualTo(DiagramLayout.of(diagram));
  }

  private static List<PlacedDiagram.Box> boxes(PlacedDiagram placed) {
    List<PlacedDiagram.Box> boxes = new ArrayList<>();
    placed.nodes().forEach(node -> boxes.add(node.box()));
    placed.plates().forEach(plate -> boxes.add(plate.box()));
    return boxes;
  }

  private static PlacedDiagram.Box box(PlacedDiagram placed, String id) {
    return placed.nodes().stream()
        .filter(node -> node.node().id().equals(id))
        .findFirst()
        .orElseThrow()
        .box();
  }

  private static void addAll(Diagram.Plate plate, List<Diagram.Node> nodes) {
    nodes.addAll(plate.nodes());
    plate.plates().forEach(inner -> addAll(inner, nodes));
  }

  private static void assertInside(PlacedDiagram.Box inner, PlacedDiagram.Box outer) {
    boolean isInside =
        inner.x() >= outer.x() - NEAR
            && inner.y() >= outer.y() - NEAR
            && inner.right() <= outer.right() + NEAR
            && inner.bottom() <= outer.bottom() + NEAR;
    assertThat(isInside).as("%s in %s", inner, outer).isTrue();
  }

  private static void assertApart(PlacedDiagram.Box a, PlacedDiagram.Box b) {
    boolean isApart =
        a.right() <= b.x() || b.right() <= a.x() || a.bottom() <= b.y() || b.bottom() <= a.y();
    assertThat(isApart).as("%s and %s", a, b).isTrue();
  }
}
