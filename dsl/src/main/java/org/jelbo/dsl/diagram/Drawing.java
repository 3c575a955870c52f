package org.jelbo.dsl.diagram;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Sources;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Site;
import org.jelbo.dsl.program.Trace;

/** A diagram in the making. */
final class Drawing {
  /** What two programs mean by the same thing: a column, a latent, parameters, or their own. */
  private record Key(String owner, String name) {}

  private final Map<Key, Diagram.Node> nodes = new LinkedHashMap<>();
  private final Map<Diagram.Node, List<Axis>> places = new LinkedHashMap<>();
  private final Set<Diagram.Edge> edges = new LinkedHashSet<>();

  Drawing with(Trace trace, boolean isGuide) {
    Map<Expr, Diagram.Node> named = new LinkedHashMap<>();
    for (Site site : trace.sites()) {
      Diagram.Node node = node(site, isGuide);
      if (!(site instanceof Site.Factor)) {
        named.put(site.value(), node);
      }
    }
    trace.parameters().forEach((param, value) -> named.put(value, node(param)));
    for (Site site : trace.sites()) {
      Map<Expr, Expr> others =
          named.keySet().stream()
              .filter(value -> !(site instanceof Site.Deterministic) || value != site.value())
              .collect(Collectors.toMap(Function.identity(), Function.identity()));
      Diagram.Node to = node(site, isGuide);
      Set<Expr> found = Sources.direct(computedFrom(site), others);
      // In the order of the program, whatever the order of the walk.
      named.forEach(
          (value, from) -> {
            if (found.contains(value)) {
              edges.add(new Diagram.Edge(from.id(), to.id(), isGuide));
            }
          });
    }
    return this;
  }

  Diagram diagram() {
    return new Diagram(nodesIn(List.of()), platesIn(List.of()), List.copyOf(edges));
  }

  private static Collection<Expr> computedFrom(Site site) {
    if (site instanceof Site.Random random) {
      return random.conditionedOn();
    }
    return site instanceof Site.Input ? List.of() : List.of(site.value());
  }

  private Diagram.Node node(Site site, boolean isGuide) {
    Diagram.Kind kind = kind(site);
    String owner =
        switch (kind) {
          case LATENT -> "latents";
          case OBSERVED, INPUT -> "data";
          default -> isGuide ? "guide" : "model";
        };
    return node(new Key(owner, site.name()), kind, site.plates());
  }

  private Diagram.Node node(Param param) {
    int slash = param.name().indexOf('/');
    String first = slash > 0 ? param.name().substring(0, slash) : param.name();
    return node(new Key("parameters", first), Diagram.Kind.PARAMETERS, Axes.NONE);
  }

  private Diagram.Node node(Key key, Diagram.Kind kind, Axes plates) {
    Diagram.Node node =
        nodes.computeIfAbsent(
            key, absent -> new Diagram.Node("n" + nodes.size(), kind, key.name()));
    places.putIfAbsent(node, plates.asList());
    return node;
  }

  private static Diagram.Kind kind(Site site) {
    if (site instanceof Site.Random random) {
      return random.origin() == Site.Origin.GIVEN ? Diagram.Kind.OBSERVED : Diagram.Kind.LATENT;
    }
    if (site instanceof Site.Factor) {
      return Diagram.Kind.FACTOR;
    }
    return site instanceof Site.Input ? Diagram.Kind.INPUT : Diagram.Kind.DETERMINISTIC;
  }

  private List<Diagram.Node> nodesIn(List<Axis> path) {
    return nodes.values().stream()
        .filter(node -> path.equals(places.get(node)))
        .collect(Collectors.toList());
  }

  /** The same plate inside two others is two boxes. */
  private List<Diagram.Plate> platesIn(List<Axis> path) {
    int depth = path.size();
    Set<Axis> inside = new LinkedHashSet<>();
    for (List<Axis> place : places.values()) {
      if (place.size() > depth && place.subList(0, depth).equals(path)) {
        inside.add(place.get(depth));
      }
    }
    List<Diagram.Plate> plates = new ArrayList<>();
    for (Axis axis : inside) {
      List<Axis> longer = new ArrayList<>(path);
      longer.add(axis);
      plates.add(new Diagram.Plate((Axis.Plate) axis, nodesIn(longer), platesIn(longer)));
    }
    return plates;
  }
}
