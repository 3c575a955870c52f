package org.jelbo.samples.page;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.elk.alg.layered.LayeredLayoutProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.math.KVector;
import org.eclipse.elk.core.math.KVectorChain;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.HierarchyHandling;
import org.eclipse.elk.core.options.SizeConstraint;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.core.util.ElkUtil;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;
import org.jelbo.dsl.diagram.Diagram;
import org.jspecify.annotations.Nullable;

/**
 * Places a diagram in layers from top to bottom (Sugiyama, Tagawa and Toda 1981, by the Eclipse
 * Layout Kernel): what is computed stands below what it is computed from, and plates keep their
 * nodes together. The same diagram is placed the same way everywhere: no font is asked for sizes.
 */
final class DiagramLayout {
  /** Of every node; a short name stands in a circle of it. */
  private static final double HEIGHT = 44;

  /** Wider than most letters of a sans-serif font of 15 pixels. */
  private static final double LETTER = 8.5;

  private static final double PAD = 20;

  /** For the name of a plate below its nodes. */
  private static final double FOOT = 38;

  private static final double MARGIN = 6;
  private static final double BETWEEN = 26;
  private static final double BETWEEN_LAYERS = 34;

  private final Map<Diagram.Plate, ElkNode> plates = new LinkedHashMap<>();
  private final Map<Diagram.Node, ElkNode> nodes = new LinkedHashMap<>();
  private final Map<Diagram.Edge, ElkEdge> edges = new LinkedHashMap<>();
  private final Map<String, ElkNode> byId = new HashMap<>();

  private DiagramLayout() {}

  static PlacedDiagram of(Diagram diagram) {
    return new DiagramLayout().placed(diagram);
  }

  private PlacedDiagram placed(Diagram diagram) {
    ElkNode root = container(ElkGraphUtil.createGraph(), MARGIN, MARGIN);
    // Parameters last: where a guide closes a cycle, the layout starts from the first node.
    diagram.plates().forEach(plate -> add(plate, root));
    diagram.nodes().forEach(node -> add(node, root));
    for (Diagram.Edge edge : diagram.edges()) {
      ElkNode from = Objects.requireNonNull(byId.get(edge.from()));
      ElkNode to = Objects.requireNonNull(byId.get(edge.to()));
      ElkEdge added = ElkGraphUtil.createSimpleEdge(from, to);
      // Where the two programs close a circle, the model's edges lead down.
      added.setProperty(LayeredOptions.PRIORITY_DIRECTION, edge.isGuide() ? 0 : 1);
      edges.put(edge, added);
    }
    // It tells the kernel how values of its options are copied.
    LayoutMetaDataService.getInstance();
    new LayeredLayoutProvider().layout(root, new BasicProgressMonitor());
    List<PlacedDiagram.Plate> placedPlates = new ArrayList<>();
    plates.forEach((plate, at) -> placedPlates.add(new PlacedDiagram.Plate(plate, box(at))));
    List<PlacedDiagram.Node> placedNodes = new ArrayList<>();
    nodes.forEach((node, at) -> placedNodes.add(new PlacedDiagram.Node(node, box(at))));
    List<PlacedDiagram.Edge> placedEdges = new ArrayList<>();
    edges.forEach((edge, at) -> placedEdges.add(new PlacedDiagram.Edge(edge, points(at))));
    return new PlacedDiagram(box(root), placedPlates, placedNodes, placedEdges);
  }

  private void add(Diagram.Plate plate, ElkNode into) {
    ElkNode box = container(ElkGraphUtil.createNode(into), PAD, FOOT);
    box.setProperty(LayeredOptions.NODE_SIZE_CONSTRAINTS, EnumSet.of(SizeConstraint.MINIMUM_SIZE));
    double width = LETTER * DiagramSvg.label(plate).length() + PAD;
    box.setProperty(LayeredOptions.NODE_SIZE_MINIMUM, new KVector(width, 0));
    plates.put(plate, box);
    plate.nodes().forEach(node -> add(node, box));
    plate.plates().forEach(inner -> add(inner, box));
  }

  private void add(Diagram.Node node, ElkNode into) {
    ElkNode box = ElkGraphUtil.createNode(into);
    boolean isText = node.kind() == Diagram.Kind.PARAMETERS;
    double text = LETTER * node.name().codePointCount(0, node.name().length());
    box.setDimensions(Math.max(HEIGHT, text + PAD), isText ? HEIGHT / 2 : HEIGHT);
    nodes.put(node, box);
    byId.put(node.id(), box);
  }

  private static ElkNode container(ElkNode node, double pad, double foot) {
    node.setProperty(LayeredOptions.DIRECTION, Direction.DOWN);
    node.setProperty(LayeredOptions.HIERARCHY_HANDLING, HierarchyHandling.INCLUDE_CHILDREN);
    node.setProperty(LayeredOptions.EDGE_ROUTING, EdgeRouting.SPLINES);
    node.setProperty(LayeredOptions.PADDING, new ElkPadding(pad, pad, foot, pad));
    node.setProperty(LayeredOptions.SPACING_NODE_NODE, BETWEEN);
    node.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, BETWEEN_LAYERS);
    node.setProperty(LayeredOptions.RANDOM_SEED, 1);
    return node;
  }

  private static PlacedDiagram.Box box(ElkNode node) {
    PlacedDiagram.Point origin = origin(node.getParent());
    return new PlacedDiagram.Box(
        origin.x() + node.getX(), origin.y() + node.getY(), node.getWidth(), node.getHeight());
  }

  /** Of what stands in a node: its upper left corner. */
  private static PlacedDiagram.Point origin(@Nullable ElkNode node) {
    double x = 0;
    double y = 0;
    for (ElkNode at = node; at != null; at = at.getParent()) {
      x += at.getX();
      y += at.getY();
    }
    return new PlacedDiagram.Point(x, y);
  }

  private static List<PlacedDiagram.Point> points(ElkEdge edge) {
    PlacedDiagram.Point origin = origin(edge.getContainingNode());
    KVectorChain chain =
        ElkUtil.createVectorChain(ElkGraphUtil.firstEdgeSection(edge, false, false));
    return chain.stream()
        .map(point -> new PlacedDiagram.Point(origin.x() + point.x, origin.y() + point.y))
        .toList();
  }
}
