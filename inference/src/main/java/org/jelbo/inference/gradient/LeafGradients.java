package org.jelbo.inference.gradient;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Reductions;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Output;

/**
 * Gradients of a loss that is scored at draws cut off from what they were drawn with.
 *
 * <p>For parameters {@code t} and draws {@code z} of value {@code l} at the leaves: {@code d loss /
 * d t} with the leaves held fixed, and {@code sum over draws of (v d loss / d l) (d z / d t)},
 * where v is 1 or the draw's normalised weight. Sticking the landing (Roeder, Wu and Duvenaud 2017)
 * has v of 1; doubly reparameterized gradients (Tucker et al. 2019) have the weight, which with
 * that within {@code d loss / d l} makes its square.
 */
public final class LeafGradients {
  private LeafGradients() {}

  /**
   * A draw.
   *
   * @param draw as it follows from the parameters
   * @param leaf the same value, cut off
   * @param probe a zero that stands beside {@code -log q} of the draw
   */
  public record Leaf(Expr draw, Expr leaf, Expr probe) {}

  /**
   * The direction of each parameter, of its shape, in the order of the map.
   *
   * @param weights a scalar whose gradient at the probes is the draws' normalised weights; null for
   *     weights of 1
   * @param parameters by name; one that is not reached is refused
   */
  public static List<Expr> of(
      Expr loss, List<Leaf> leaves, @Nullable Expr weights, Map<String, Expr> parameters) {
    Gradients.requireReached(reached(loss, leaves, parameters).keySet(), parameters);
    Map<String, Expr> sums = new LinkedHashMap<>();
    Map<String, Expr> direct = Gradients.reached(loss, parameters);
    List<Expr> gradients = direct.isEmpty() ? List.of() : Gradients.of(loss, direct);
    for (String name : direct.keySet()) {
      sums.put(name, gradients.get(sums.size()));
    }
    throughDraws(loss, leaves, weights, parameters)
        .forEach((name, gradient) -> sums.merge(name, gradient, Expr::plus));
    List<Expr> ordered = new ArrayList<>();
    parameters.keySet().forEach(name -> ordered.add(sums.get(name)));
    return ordered;
  }

  /** The parameters that the gradient reaches, directly or by way of draws. */
  public static Map<String, Expr> reached(
      Expr loss, List<Leaf> leaves, Map<String, Expr> parameters) {
    Map<String, Expr> found = new LinkedHashMap<>();
    Set<String> direct = Gradients.reached(loss, parameters).keySet();
    List<Set<String>> byDraws = new ArrayList<>();
    for (Leaf leaf : leaves) {
      byDraws.add(Gradients.reached(leaf.draw(), parameters).keySet());
    }
    parameters.forEach(
        (name, value) -> {
          if (direct.contains(name) || byDraws.stream().anyMatch(set -> set.contains(name))) {
            found.put(name, value);
          }
        });
    return found;
  }

  private static Map<String, Expr> throughDraws(
      Expr loss, List<Leaf> leaves, @Nullable Expr weights, Map<String, Expr> parameters) {
    List<Output<?>> draws = new ArrayList<>();
    List<Output<?>> directions = new ArrayList<>();
    Map<String, Expr> wanted = new LinkedHashMap<>();
    for (Leaf leaf : leaves) {
      Map<String, Expr> own = Gradients.reached(leaf.draw(), parameters);
      boolean counts = !Gradients.reached(loss, Map.of("leaf", leaf.leaf())).isEmpty();
      if (!own.isEmpty() && counts) {
        draws.add(leaf.draw().operand().asOutput());
        directions.add(direction(loss, leaf, weights).operand().asOutput());
        wanted.putAll(own);
      }
    }
    Map<String, Expr> found = new LinkedHashMap<>();
    if (draws.isEmpty()) {
      return found;
    }
    Output<?>[] by =
        wanted.values().stream().map(value -> value.operand().asOutput()).toArray(Output<?>[]::new);
    Graph graph = (Graph) loss.operand().op().env();
    Output<?>[] gradients =
        graph.addGradients(
            null, draws.toArray(Output<?>[]::new), by, directions.toArray(Output<?>[]::new));
    wanted.forEach(
        (name, value) ->
            found.put(name, Expr.of(gradients[found.size()], Axes.NONE, value.eventShape())));
    return found;
  }

  /** Of the draw's shape. */
  private static Expr direction(Expr loss, Leaf leaf, @Nullable Expr weights) {
    Expr direction = by(loss, leaf.leaf());
    if (weights != null && !Gradients.reached(weights, Map.of("w", leaf.probe())).isEmpty()) {
      direction = direction.times(by(weights, leaf.probe()));
    }
    for (Axis axis : direction.axes().without(leaf.draw().axes())) {
      direction = Reductions.sumOver(direction, axis);
    }
    return direction;
  }

  private static Expr by(Expr of, Expr with) {
    Graph graph = (Graph) of.operand().op().env();
    Output<?>[] gradients =
        graph.addGradients(of.operand().asOutput(), new Output<?>[] {with.operand().asOutput()});
    return Expr.of(gradients[0], with.axes(), with.eventShape());
  }
}
