package org.jelbo.inference.validation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jelbo.dsl.distribution.Bounded;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.distribution.Transformed;
import org.jelbo.dsl.expr.Alike;
import org.jelbo.dsl.expr.Bounds;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Sources;
import org.jelbo.dsl.support.Range;
import org.jelbo.dsl.support.Support;
import org.jelbo.inference.loss.Surrogate;
import org.jspecify.annotations.Nullable;
import org.tensorflow.GraphOperation;

/** Between which ends draws lie by the families that they are drawn from. */
final class DrawnWithin {
  /** Ops that give the same numbers. */
  private static final Set<String> PASSING =
      Set.of("BroadcastTo", "ExpandDims", "Identity", "Reshape", "StopGradient");

  private final Map<Expr, Bounds> bounds = new HashMap<>();
  private final Map<GraphOperation, Distribution> families = new HashMap<>();

  /** What the densities of mapped families ask their bases for, at their own draws. */
  private final Map<GraphOperation, Distribution> pulledBack = new HashMap<>();

  private DrawnWithin() {}

  static DrawnWithin of(Map<GradientPaths.Draw, Expr> drawn, List<Surrogate.Leaf> leaves) {
    DrawnWithin within = new DrawnWithin();
    drawn.forEach(
        (draw, value) -> {
          within.add(value, draw.site().distribution());
          for (Surrogate.Leaf leaf : leaves) {
            if (Sources.same(leaf.draw(), value) || Sources.same(leaf.leaf(), value)) {
              within.add(leaf.draw(), draw.site().distribution());
              within.add(leaf.leaf(), draw.site().distribution());
            }
          }
        });
    return within;
  }

  private void add(Expr value, Distribution family) {
    if (value.isConstant()) {
      return;
    }
    if (family instanceof Transformed mapped) {
      Sources.producers(List.of(mapped.pulledBack(value)))
          .forEach(op -> pulledBack.put(op, mapped.base()));
      addSupport(value, family.support());
      return;
    }
    Sources.producers(List.of(value)).forEach(op -> families.put(op, family));
    if (family instanceof Bounded bounded) {
      bounds.put(
          value, new Bounds(Bounds.of(bounded.low()).low(), Bounds.of(bounded.high()).high()));
    } else {
      addSupport(value, family.support());
    }
  }

  private void addSupport(Expr value, Support support) {
    Range range = support.range();
    if (!range.isUnbounded() && !range.isWhole()) {
      bounds.put(value, new Bounds(range.low(), range.high()));
    }
  }

  /**
   * Whether no draw lies beyond an end.
   *
   * @param comparison of a value and an end, true beyond it
   */
  boolean isBetweenEnds(GraphOperation comparison) {
    GraphOperation first = behind((GraphOperation) comparison.input(0).op());
    GraphOperation second = behind((GraphOperation) comparison.input(1).op());
    return Bounds.isNeverLess(comparison, bounds)
        || isEnd(second, familyOf(first), Bounded::low)
        || isEnd(first, familyOf(second), Bounded::high);
  }

  /** What a number is drawn from, or pulled back to. */
  private @Nullable Distribution familyOf(GraphOperation op) {
    Distribution family = families.get(op);
    return family != null
        ? family
        : pulledBack.keySet().stream()
            .filter(known -> Alike.areAlike(known, op))
            .findFirst()
            .map(pulledBack::get)
            .orElse(null);
  }

  private static boolean isEnd(
      GraphOperation end, @Nullable Distribution family, Function<Bounded, Expr> side) {
    if (!(family instanceof Bounded bounded)) {
      return false;
    }
    Expr own = side.apply(bounded);
    return own.isConstant()
        ? end.type().equals("Const") && isOneNumber(own, Expr.of(end.output(0)))
        : Sources.producers(List.of(own)).stream().anyMatch(op -> Alike.areAlike(op, end));
  }

  /** Whether all entries of both are one number, as far as float32 keeps it. */
  private static boolean isOneNumber(Expr own, Expr end) {
    Bounds a = Bounds.of(own);
    Bounds b = Bounds.of(end);
    return a.low() == a.high() && b.low() == b.high() && (float) a.low() == (float) b.low();
  }

  /** Where the numbers of an op come from, unchanged; a draw is not gone past. */
  private GraphOperation behind(GraphOperation op) {
    GraphOperation at = op;
    while (PASSING.contains(at.type()) && !families.containsKey(at)) {
      at = (GraphOperation) at.input(0).op();
    }
    return at;
  }
}
