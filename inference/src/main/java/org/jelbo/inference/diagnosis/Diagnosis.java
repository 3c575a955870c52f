package org.jelbo.inference.diagnosis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.ExprGraph;
import org.jspecify.annotations.Nullable;
import org.tensorflow.GraphOperation;
import org.tensorflow.Output;
import org.tensorflow.Session;

/** Why a step is not finite: the first op, what it was given, and the site that it belongs to. */
public final class Diagnosis {
  private final ExprGraph graph;
  private final Collection<Expr> values;
  private final Collection<Expr> gradients;
  private final Map<String, Expr> parameters;
  private final Supplier<Origins> origins;
  private @Nullable FiniteChecks checks;

  /**
   * Of a step; nothing is added to the graph before it is needed.
   *
   * @param values loss and parts
   * @param gradients computed from them
   * @param parameters their reads by name
   * @param origins where ops come from
   */
  public Diagnosis(
      ExprGraph graph,
      Collection<Expr> values,
      Collection<Expr> gradients,
      Map<String, Expr> parameters,
      Supplier<Origins> origins) {
    this.graph = graph;
    this.values = List.copyOf(values);
    this.gradients = List.copyOf(gradients);
    this.parameters = parameters;
    this.origins = origins;
  }

  /**
   * The refusal of a step.
   *
   * @param step counted from 1
   * @param names what of loss, parts and gradients is not finite
   * @param fed a new run of the same batch and noise
   */
  public JelboException refusal(long step, List<String> names, Supplier<Session.Runner> fed) {
    return Messages.notFinite(step, names, of(fed));
  }

  /** The fault; empty where every op is finite, as where only a square of a gradient is not. */
  private Optional<Fault> of(Supplier<Session.Runner> fed) {
    if (checks == null) {
      checks = new FiniteChecks(graph, values, gradients, parameters.values());
    }
    FiniteChecks added = checks;
    return added
        .first(fed.get())
        .flatMap(op -> WrongEntry.of(op, fed.get()).map(entry -> described(op, entry, added, fed)));
  }

  private Fault described(
      GraphOperation op, WrongEntry wrong, FiniteChecks checks, Supplier<Session.Runner> fed) {
    for (Map.Entry<String, Expr> parameter : parameters.entrySet()) {
      if (parameter.getValue().operand().op().equals(op)) {
        return Fault.ofParameter(parameter.getKey(), wrong.value());
      }
    }
    Origins known = origins.get();
    if (checks.isForward(op)) {
      String place = known.of(op).orElse(null);
      String remedy = Remedies.of(op, known.density(op));
      return Fault.inLoss(place, call(op, wrong, fed), wrong.value(), remedy);
    }
    Optional<GraphOperation> of = differentiated(op, checks);
    return Fault.inGradient(
        of.flatMap(known::of).orElse(null),
        of.map(forward -> call(forward, wrong, fed)).orElse(op.type()),
        wrong.value());
  }

  /** The op of the loss that an op of a gradient is for: the nearest whose values it is given. */
  private static Optional<GraphOperation> differentiated(GraphOperation op, FiniteChecks checks) {
    Set<GraphOperation> seen = new HashSet<>();
    Deque<GraphOperation> open = new ArrayDeque<>();
    open.add(op);
    while (!open.isEmpty()) {
      GraphOperation next = open.remove();
      List<Output<?>> forward = new ArrayList<>();
      for (int i = 0; i < next.numInputs(); i++) {
        GraphOperation before = FiniteChecks.producer(next, i);
        if (checks.isForward(before)) {
          forward.add(next.input(i));
        } else if (seen.add(before)) {
          open.add(before);
        }
      }
      Optional<GraphOperation> found = differentiated(next.type(), forward, checks);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** SqrtGrad is given what Sqrt gave; a product of reciprocals is given what Log was given. */
  private static Optional<GraphOperation> differentiated(
      String type, List<Output<?>> given, FiniteChecks checks) {
    List<GraphOperation> candidates = new ArrayList<>();
    for (Output<?> value : given) {
      GraphOperation producer = (GraphOperation) value.op();
      if (type.equals(producer.type() + "Grad")) {
        return Optional.of(producer);
      }
      candidates.addAll(
          producer.consumers(value.index()).stream()
              .filter(checks::isForward)
              .filter(consumer -> FiniteChecks.isFloating(consumer, 0))
              .sorted((a, b) -> a.name().compareTo(b.name()))
              .collect(Collectors.toList()));
    }
    return candidates.stream()
        .filter(candidate -> Remedies.isByEntry(candidate.type()))
        .findFirst()
        .or(() -> candidates.stream().findFirst());
  }

  /** Such as {@code Log(-1.0)}: an op with what its entry was computed from. */
  private static String call(GraphOperation op, WrongEntry entry, Supplier<Session.Runner> fed) {
    if (!Remedies.isByEntry(op.type())) {
      return op.type();
    }
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < op.numInputs(); i++) {
      Optional<String> argument = entry.argument(op.input(i), fed.get());
      if (argument.isEmpty()) {
        return op.type();
      }
      arguments.add(argument.get());
    }
    return op.type() + "(" + String.join(", ", arguments) + ")";
  }
}
