package org.jelbo.inference.gradient;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Sources;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.family.TFloating;
import org.tensorflow.types.family.TType;

/**
 * Reverse-mode gradients, built into the graph by TensorFlow (Griewank and Walther 2008, Evaluating
 * Derivatives, chapter 3).
 */
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
   * @throws JelboException for a loss that is constant or no scalar, one that a parameter does not
   *     reach, and an op that TensorFlow has no gradient of
   */
  public static List<Expr> of(Expr loss, Map<String, Expr> parameters) {
    if (loss.isConstant()) {
      throw Messages.constantLoss();
    }
    if (loss.axes().size() > 0 || loss.eventShape().numDimensions() > 0) {
      throw Messages.notScalar(loss);
    }
    requireReached(loss, parameters);
    requireCountable(loss);
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

  /**
   * The gradient of a scalar with respect to a value that it follows from, of the value's axes and
   * shape.
   *
   * @param of without axes, scalar event
   * @param value of the graph
   */
  public static Expr by(Expr of, Expr value) {
    requireCountable(of);
    Graph graph = (Graph) of.operand().op().env();
    Output<?>[] gradients =
        graph.addGradients(of.operand().asOutput(), new Output<?>[] {value.operand().asOutput()});
    return Expr.of(gradients[0], value.axes(), value.eventShape());
  }

  /**
   * TensorFlow counts the numbers of a mean in 32 bits, and the process ends where they are more.
   */
  private static void requireCountable(Expr loss) {
    for (GraphOperation op : reachedByGradient(loss)) {
      if (op.type().equals("Mean")) {
        Shape shape = op.input(0).shape();
        if (!shape.isUnknown() && shape.size() > Integer.MAX_VALUE) {
          throw Messages.notCountable(shape);
        }
      }
    }
  }

  /**
   * Looks whether the gradient of a loss reaches every parameter.
   *
   * @throws JelboException where a gradient does not reach a parameter
   */
  public static void requireReached(Expr loss, Map<String, Expr> parameters) {
    requireReached(loss, reached(loss, parameters).keySet(), parameters);
  }

  /** Refuses where a parameter is not among those that a gradient of a loss reaches. */
  public static void requireReached(Expr loss, Set<String> reached, Map<String, Expr> parameters) {
    for (JelboException refusal : unreached(loss, reached, parameters)) {
      throw refusal;
    }
  }

  /**
   * A refusal for each parameter that is not among those that a gradient of a loss reaches; one of
   * a constant loss.
   */
  public static List<JelboException> unreached(
      Expr loss, Set<String> reached, Map<String, Expr> parameters) {
    if (loss.isConstant()) {
      return List.of(Messages.constantLoss());
    }
    Set<String> used = Sources.direct(List.of(loss), parameters);
    return parameters.keySet().stream()
        .filter(name -> !reached.contains(name))
        .map(name -> used.contains(name) ? Messages.cutOff(name) : Messages.unused(name))
        .collect(Collectors.toList());
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

  /**
   * The ops between a loss and parameters that TensorFlow has no gradient of, from the loss on. It
   * is asked for the gradient of one op of each type by itself, which leaves unused ops in the
   * graph: meant for a loss whose gradients could not be built.
   */
  public static List<GraphOperation> withoutGradient(Expr loss, Map<String, Expr> parameters) {
    Map<String, Boolean> isMissing = new HashMap<>();
    List<GraphOperation> missing = new ArrayList<>();
    Set<GraphOperation> live = live(loss, parameters);
    for (GraphOperation op : live) {
      if (isMissing.computeIfAbsent(op.type(), type -> isMissing(op))) {
        missing.add(op);
      }
    }
    return missing;
  }

  /** What a gradient goes through on its way to a parameter, without the parameters' reads. */
  private static Set<GraphOperation> live(Expr loss, Map<String, Expr> parameters) {
    Set<GraphOperation> reached = reachedByGradient(loss);
    Set<GraphOperation> ends =
        parameters.values().stream()
            .map(value -> operation(value.operand()))
            .collect(Collectors.toSet());
    Set<GraphOperation> dependent = new HashSet<>();
    Deque<GraphOperation> open = new ArrayDeque<>(ends);
    while (!open.isEmpty()) {
      for (GraphOperation next : open.pop().consumers()) {
        if (reached.contains(next) && isPassed(next) && dependent.add(next)) {
          open.push(next);
        }
      }
    }
    reached.retainAll(dependent);
    return reached;
  }

  private static boolean isMissing(GraphOperation op) {
    List<Output<?>> inputs = new ArrayList<>();
    for (int i = 0; i < op.numInputs(); i++) {
      if (TFloating.class.isAssignableFrom((Class<?>) op.input(i).type())) {
        inputs.add(op.input(i));
      }
    }
    try {
      op.env().addGradients(op.output(0), inputs.toArray(Output<?>[]::new));
      return false;
    } catch (TensorFlowException e) {
      return String.valueOf(e.getMessage()).contains("No gradient defined for op");
    }
  }

  private static Set<GraphOperation> reachedByGradient(Expr loss) {
    Set<GraphOperation> seen = new LinkedHashSet<>();
    Deque<GraphOperation> open = new ArrayDeque<>();
    open.push(operation(loss.operand()));
    while (!open.isEmpty()) {
      GraphOperation next = open.pop();
      if (seen.add(next) && isPassed(next)) {
        next.inputs().forEach(input -> open.push(operation(input)));
      }
    }
    return seen;
  }

  private static boolean isPassed(GraphOperation op) {
    return !CUTS.contains(op.type()) && !isDiscrete(op);
  }

  /** Whether an op gives whole numbers or truth values: comparisons, casts, shapes. */
  private static boolean isDiscrete(GraphOperation op) {
    if (op.numOutputs() == 0) {
      return false;
    }
    Class<?> type = op.output(0).type();
    return TType.class.isAssignableFrom(type) && !TFloating.class.isAssignableFrom(type);
  }

  private static GraphOperation operation(Operand<?> operand) {
    return (GraphOperation) operand.op();
  }
}
