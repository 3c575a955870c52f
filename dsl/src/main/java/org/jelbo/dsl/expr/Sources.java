package org.jelbo.dsl.expr;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.tensorflow.GraphOperation;

/** Which marked values an expression is computed from: a walk over the graph's data edges. */
public final class Sources {
  private Sources() {}

  /**
   * The keys of the marked values that the given ones are computed from directly: the walk does not
   * go past a marked value. Host constants come from nothing.
   *
   * @param of where the walk starts
   * @param marked values by key; each must be the output of an op of its own
   */
  public static <K> Set<K> direct(Collection<Expr> of, Map<K, Expr> marked) {
    return direct(producers(of), marked);
  }

  /** {@link #direct(Collection, Map)}, from ops on. */
  static <K> Set<K> direct(Set<GraphOperation> of, Map<K, Expr> marked) {
    Map<GraphOperation, K> marks = new LinkedHashMap<>();
    marked.forEach(
        (key, value) -> {
          if (!value.isConstant()) {
            marks.put(producer(value), key);
          }
        });
    Set<K> found = new LinkedHashSet<>();
    for (GraphOperation next : operations(of, marks.keySet())) {
      K key = marks.get(next);
      if (key != null) {
        found.add(key);
      }
    }
    return found;
  }

  /** All ops that values are computed from. */
  static Set<GraphOperation> operations(Collection<Expr> of) {
    return operations(producers(of), Set.of());
  }

  /**
   * All ops that values are computed from, they included.
   *
   * @param ends what these are computed from is left out
   */
  public static Set<GraphOperation> operations(Collection<Expr> of, Set<GraphOperation> ends) {
    return operations(producers(of), ends);
  }

  /** The ops that give values, in their order; host constants have none. */
  public static Set<GraphOperation> producers(Collection<Expr> values) {
    Set<GraphOperation> producers = new LinkedHashSet<>();
    values.stream()
        .filter(value -> !value.isConstant())
        .forEach(value -> producers.add(producer(value)));
    return producers;
  }

  /** The op that gives a value of a graph. */
  static GraphOperation producer(Expr value) {
    return (GraphOperation) value.operand().op();
  }

  private static Set<GraphOperation> operations(Set<GraphOperation> of, Set<GraphOperation> ends) {
    Set<GraphOperation> seen = new LinkedHashSet<>();
    Deque<GraphOperation> open = new ArrayDeque<>(of);
    while (!open.isEmpty()) {
      GraphOperation next = open.pop();
      if (seen.add(next) && !ends.contains(next)) {
        next.inputs().forEach(input -> open.push((GraphOperation) input.op()));
      }
    }
    return seen;
  }

  /** Whether two values are one: the same output of the graph, or equal host constants. */
  public static boolean same(Expr a, Expr b) {
    if (a.isConstant() || b.isConstant()) {
      return a.isConstant()
          && b.isConstant()
          && a.eventShape().equals(b.eventShape())
          && Arrays.equals(a.constant(), b.constant());
    }
    return a.axes().equals(b.axes()) && a.operand().asOutput().equals(b.operand().asOutput());
  }

  /** Whether a value can stand in a graph: it is of that graph, or a host constant. */
  public static boolean isUsableIn(ExprGraph graph, Expr value) {
    return value.isConstant() || value.graph().environment() == graph.environment();
  }

  /**
   * The value behind an op of its own, so that it can be marked; host constants enter the graph.
   */
  public static Expr markable(ExprGraph graph, Expr value) {
    return Expr.inGraph(
        graph, graph.tf().identity(value.operand(graph)), value.axes(), value.eventShape());
  }
}
