package org.jelbo.inference.loss;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Masks;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.inference.gradient.Gradients;
import org.jspecify.annotations.Nullable;

/**
 * What is descended: a scalar whose gradient is an estimate of that of the expected loss (Schulman,
 * Heess, Weber and Abbeel 2015). It need not be the loss.
 *
 * <p>Draws may be cut off from what they were drawn with. For parameters {@code t}, draws {@code z}
 * and leaves {@code l} the direction is then {@code d value / d t} with the leaves held fixed, and
 * {@code sum over draws of (v d value / d l) (d z / d t)}. The gradient at a leaf goes by way of
 * what is drawn after it, that of the draw does not go by way of what is drawn before it: a draw's
 * own v scales all that it moves. Sticking the landing (Roeder, Wu and Duvenaud 2017) has v of 1;
 * doubly reparameterized gradients (Tucker et al. 2019) have the normalised weight, which with that
 * within {@code d value / d l} makes its square.
 *
 * @param value without axes, scalar event
 * @param leaves draws that are cut off; none where all depend on parameters as they are
 * @param weights a scalar whose gradient at the probes is the draws' normalised weights; null for
 *     weights of 1
 */
public record Surrogate(Expr value, List<Leaf> leaves, @Nullable Expr weights) {
  /** Copies the list. */
  public Surrogate {
    leaves = List.copyOf(leaves);
  }

  /**
   * A scalar whose gradient is descended as it is.
   *
   * @throws JelboException for null
   */
  public static Surrogate of(Expr value) {
    Required.of(value, "surrogate", "a scalar", "Surrogate.of(value)");
    return new Surrogate(value, List.of(), null);
  }

  /**
   * A draw.
   *
   * @param draw as it follows from the parameters directly
   * @param leaf the same value, cut off from parameters
   * @param probe a zero that stands beside {@code -log q} of the draw
   * @param mask m of {@code log q}: v is {@code m v + 1 - m}, as the draw's density weighs m in it;
   *     null for 1
   */
  public record Leaf(Expr draw, Expr leaf, Expr probe, @Nullable Expr mask) {}

  /**
   * The direction of each parameter, of its shape, by its name and in the order of the map.
   *
   * @param parameters by name
   * @throws JelboException where a parameter is not reached
   */
  public Map<String, Expr> gradients(Map<String, Expr> parameters) {
    if (leaves.isEmpty()) {
      return named(parameters.keySet(), Gradients.of(value, parameters));
    }
    Gradients.requireReached(value, reached(parameters).keySet(), parameters);
    Map<String, Expr> direct = Gradients.reached(value, parameters);
    List<Expr> gradients = direct.isEmpty() ? List.of() : Gradients.of(value, direct);
    Map<String, Expr> sums = named(direct.keySet(), gradients);
    throughDraws(parameters).forEach((name, gradient) -> sums.merge(name, gradient, Expr::plus));
    Map<String, Expr> ordered = new LinkedHashMap<>();
    for (String name : parameters.keySet()) {
      ordered.put(name, Objects.requireNonNull(sums.get(name), name));
    }
    return ordered;
  }

  private static Map<String, Expr> named(Set<String> names, List<Expr> gradients) {
    Map<String, Expr> named = new LinkedHashMap<>();
    names.forEach(name -> named.put(name, gradients.get(named.size())));
    return named;
  }

  /** The parameters that the direction reaches, directly or by way of draws. */
  public Map<String, Expr> reached(Map<String, Expr> parameters) {
    Map<String, Expr> found = new LinkedHashMap<>();
    Set<String> direct = Gradients.reached(value, parameters).keySet();
    List<Set<String>> byDraws = new ArrayList<>();
    for (Leaf leaf : leaves) {
      byDraws.add(Gradients.reached(leaf.draw(), parameters).keySet());
    }
    parameters.forEach(
        (name, parameter) -> {
          if (direct.contains(name) || byDraws.stream().anyMatch(set -> set.contains(name))) {
            found.put(name, parameter);
          }
        });
    return found;
  }

  /**
   * By way of one scalar: TensorFlow's gradient of several outputs at once loses what reaches one
   * of them by way of another.
   */
  private Map<String, Expr> throughDraws(Map<String, Expr> parameters) {
    Expr along = Expr.of(0);
    for (Leaf leaf : leaves) {
      boolean counts = !Gradients.reached(value, Map.of("leaf", leaf.leaf())).isEmpty();
      if (counts && !Gradients.reached(leaf.draw(), parameters).isEmpty()) {
        Expr moved = leaf.draw().times(direction(leaf).stopGradient()).sum();
        for (Axis axis : moved.axes()) {
          moved = Reductions.sumOver(moved, axis);
        }
        along = along.plus(moved);
      }
    }
    Map<String, Expr> wanted = Gradients.reached(along, parameters);
    return wanted.isEmpty() ? Map.of() : named(wanted.keySet(), Gradients.of(along, wanted));
  }

  /** Of the draw's shape. */
  private Expr direction(Leaf leaf) {
    Expr direction = Gradients.by(value, leaf.leaf());
    if (weights != null && !Gradients.reached(weights, Map.of("w", leaf.probe())).isEmpty()) {
      Expr weight = Gradients.by(weights, leaf.probe());
      direction =
          direction.times(
              leaf.mask() == null
                  ? weight
                  : weight.times(leaf.mask()).plus(Masks.not(leaf.mask())));
    }
    for (Axis axis : direction.axes().without(leaf.draw().axes())) {
      direction = Reductions.sumOver(direction, axis);
    }
    return direction;
  }
}
