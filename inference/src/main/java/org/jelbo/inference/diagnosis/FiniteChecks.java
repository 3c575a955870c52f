package org.jelbo.inference.diagnosis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.ExprGraph;
import org.jelbo.dsl.expr.Sources;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * A step run again with a check at every op: which is the first whose output is not finite although
 * all that it was given is.
 *
 * <p>Only ops from which a way of numbers that are not finite leads to a result are looked at, so
 * that an infinity that a mask leaves out is not blamed. The checks are added to the graph once,
 * when they are needed; each is one truth value, so that no more is kept than in a step.
 */
final class FiniteChecks {
  private final Set<GraphOperation> forward = new LinkedHashSet<>();
  private final Set<GraphOperation> values;
  private final Set<GraphOperation> gradients;
  private final List<GraphOperation> ordered;
  private final Map<Output<?>, Integer> places = new LinkedHashMap<>();
  private final Operand<TBool> checks;

  /**
   * Adds the checks.
   *
   * @param values loss and parts
   * @param gradients computed from them
   * @param parameters where the way ends: what they are read from is not looked at
   */
  FiniteChecks(
      ExprGraph graph,
      Collection<Expr> values,
      Collection<Expr> gradients,
      Collection<Expr> parameters) {
    this.values = Sources.producers(values);
    this.gradients = Sources.producers(gradients);
    Set<GraphOperation> ends = Sources.producers(parameters);
    this.values.forEach(root -> order(root, ends, forward));
    Set<GraphOperation> all = new LinkedHashSet<>(forward);
    this.gradients.forEach(root -> order(root, ends, all));
    ordered = List.copyOf(all);
    Ops tf = graph.tf();
    List<Operand<TBool>> finite = new ArrayList<>();
    Operand<TInt32> flat = tf.constant(new int[] {-1});
    Operand<TInt32> first = tf.constant(0);
    for (GraphOperation op : ordered) {
      for (int i = 0; i < op.numOutputs(); i++) {
        if (isFloating(op, i)) {
          Output<?> output = op.output(i);
          places.put(output, finite.size());
          finite.add(tf.reduceAll(tf.reshape(tf.math.isFinite(number(output)), flat), first));
        }
      }
    }
    checks = tf.stack(finite);
  }

  /** Adds an op after all that it is computed from. */
  private static void order(
      GraphOperation root, Set<GraphOperation> ends, Set<GraphOperation> ordered) {
    Set<GraphOperation> opened = new HashSet<>();
    Deque<GraphOperation> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      GraphOperation next = open.peek();
      if (ordered.contains(next)) {
        open.pop();
      } else if (!ends.contains(next) && opened.add(next)) {
        for (int i = next.numInputs() - 1; i >= 0; i--) {
          open.push(producer(next, i));
        }
      } else {
        ordered.add(open.pop());
      }
    }
  }

  static GraphOperation producer(GraphOperation op, int input) {
    return (GraphOperation) op.input(input).op();
  }

  /** Not so for a variable, which is checked where it is read. */
  static boolean isFloating(GraphOperation op, int output) {
    DataType type = op.output(output).dataType();
    return type == DataType.DT_FLOAT || type == DataType.DT_DOUBLE;
  }

  /** The checks see only that it is a number. */
  @SuppressWarnings("unchecked")
  private static Operand<TNumber> number(Output<?> output) {
    return (Operand<TNumber>) output;
  }

  /**
   * The op that the values, or else the gradients, are not finite for.
   *
   * @param runner fed as the step was
   */
  Optional<GraphOperation> first(Session.Runner runner) {
    boolean[] finite = new boolean[places.size()];
    try (Result result = runner.fetch(checks).run()) {
      TBool flags = (TBool) result.get(0);
      for (int i = 0; i < finite.length; i++) {
        finite[i] = flags.getBoolean(i);
      }
    }
    Optional<GraphOperation> inValues = first(values, finite);
    return inValues.isPresent() ? inValues : first(gradients, finite);
  }

  /** Whether an op computes the loss, and not only gradients of it. */
  boolean isForward(GraphOperation op) {
    return forward.contains(op);
  }

  private Optional<GraphOperation> first(Set<GraphOperation> roots, boolean[] finite) {
    Set<GraphOperation> reached = new HashSet<>();
    Set<GraphOperation> origins = new HashSet<>();
    Deque<GraphOperation> open = new ArrayDeque<>(roots);
    while (!open.isEmpty()) {
      GraphOperation next = open.pop();
      if (hasOutput(next, finite) && reached.add(next)) {
        List<GraphOperation> before = new ArrayList<>();
        for (int i = 0; i < next.numInputs(); i++) {
          if (isWrong(next.input(i), finite)) {
            before.add(producer(next, i));
          }
        }
        before.forEach(open::push);
        if (before.isEmpty()) {
          origins.add(next);
        }
      }
    }
    return ordered.stream().filter(origins::contains).findFirst();
  }

  private boolean hasOutput(GraphOperation op, boolean[] finite) {
    for (int i = 0; i < op.numOutputs(); i++) {
      if (isWrong(op.output(i), finite)) {
        return true;
      }
    }
    return false;
  }

  private boolean isWrong(Output<?> output, boolean[] finite) {
    Integer place = places.get(output);
    return place != null && !finite[place];
  }
}
