package org.jelbo.inference.gradient;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.expr.Expr;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.types.family.TFloating;
import org.tensorflow.types.family.TType;

/** Reverse-mode gradients, built into the graph. */
public final class Gradients {
  /** What a gradient does not pass; TensorFlow gives no error for them, but a dead output. */
  private static final Set<String> CUTS =
      Set.of("StopGradient", "Floor", "Ceil", "Rint", "Round", "Sign", "ZerosLike", "VarHandleOp");

  private Gradients() {}

  /**
   * The gradient of a scalar with respect to each parameter, of the parameter's shape.
   *
   * @param loss without axes, scalar event
   * @param parameters by name
   * @return in the order of the map
   */
  public static List<Expr> of(Expr loss, Map<String, Expr> parameters) {
    if (loss.isConstant()) {
      throw Messages.constantLoss();
    }
    if (loss.axes().size() > 0 || loss.eventShape().numDimensions() > 0) {
      throw Messages.notScalar(loss);
    }
    requireReached(loss, parameters);
    Output<?>[] wanted =
        parameters.values().stream()
            .map(value -> value.operand().asOutput())
            .toArray(Output<?>[]::new);
    Graph graph = (Graph) loss.operand().op().env();
    List<Expr> gradients = new ArrayList<>();
    try {
      int i = 0;
      for (Output<?> gradient : graph.addGradients(loss.operand().asOutput(), wanted)) {
        gradients.add(
            Expr.of(gradient, Axes.NONE, List.copyOf(parameters.values()).get(i++).eventShape()));
      }
    } catch (TensorFlowException e) {
      throw Messages.noGradient(e);
    }
    return gradients;
  }

  /** Refuses a loss whose gradient does not reach every parameter. */
  public static void requireReached(Expr loss, Map<String, Expr> parameters) {
    if (loss.isConstant()) {
      throw Messages.constantLoss();
    }
    requireReached(reached(loss, parameters).keySet(), parameters);
  }

  /** Refuses where a parameter is not among those that a gradient reaches. */
  public static void requireReached(Set<String> reached, Map<String, Expr> parameters) {
    for (String name : parameters.keySet()) {
      if (!reached.contains(name)) {
        throw Messages.cutOff(name);
      }
    }
  }

  /** The parameters that a loss's gradient reaches, in the order of the map. */
  public static Map<String, Expr> reached(Expr loss, Map<String, Expr> parameters) {
    Map<String, Expr> reached = new LinkedHashMap<>();
    if (!loss.isConstant()) {
      Set<GraphOperation> operations = reachedByGradient(loss);
      parameters.forEach(
          (name, value) -> {
            if (operations.contains(operation(value.operand()))) {
              reached.put(name, value);
            }
          });
    }
    return reached;
  }

  private static Set<GraphOperation> reachedByGradient(Expr loss) {
    Set<GraphOperation> seen = new HashSet<>();
    Deque<GraphOperation> open = new ArrayDeque<>();
    open.push(operation(loss.operand()));
    while (!open.isEmpty()) {
      GraphOperation next = open.pop();
      if (seen.add(next) && !CUTS.contains(next.type()) && !isDiscrete(next)) {
        next.inputs().forEach(input -> open.push(operation(input)));
      }
    }
    return seen;
  }

  /** Whether an op gives whole numbers or truth values: comparisons, casts, shapes. */
  private static boolean isDiscrete(GraphOperation op) {
    return op.numOutputs() > 0
        && TType.class.isAssignableFrom(op.output(0).type())
        && !TFloating.class.isAssignableFrom(op.output(0).type());
  }

  private static GraphOperation operation(Operand<?> operand) {
    return (GraphOperation) operand.op();
  }
}
