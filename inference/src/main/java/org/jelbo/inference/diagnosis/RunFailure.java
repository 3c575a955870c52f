package org.jelbo.inference.diagnosis;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.ExprGraph;
import org.jelbo.dsl.expr.RunChecks;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.exceptions.TensorFlowException;

/** What a run of a graph is refused with that TensorFlow ended: the site, the op and the remedy. */
public final class RunFailure {
  /** They have no class in common. */
  private static final String EXCEPTIONS = TensorFlowException.class.getPackageName();

  private static final Pattern NODE = Pattern.compile("\\{\\{node ([^}]+)\\}\\}");
  private static final Pattern INDEX = Pattern.compile("= (-?\\d+) is not in \\[0, (\\d+)\\)");
  private static final Pattern MEMORY =
      Pattern.compile("OOM when allocating tensor with shape(\\[[\\d,]*\\])");

  private final ExprGraph graph;
  private final Supplier<Origins> origins;
  private final String less;

  /**
   * Of the runs of a graph.
   *
   * @param origins where ops come from, asked for when a run fails
   * @param less what takes less memory
   */
  public RunFailure(ExprGraph graph, Supplier<Origins> origins, String less) {
    this.graph = graph;
    this.origins = origins;
    this.less = less;
  }

  /**
   * The refusal; what is no exception of TensorFlow's stays as it is.
   *
   * @param run such as {@code step 3}
   */
  public RuntimeException refusal(RuntimeException failure, String run) {
    if (!failure.getClass().getPackageName().equals(EXCEPTIONS)) {
      return failure;
    }
    Optional<JelboException> checked = RunChecks.refusal(failure);
    if (checked.isPresent()) {
      return checked.get().within(run).causedBy(failure);
    }
    String said = String.valueOf(failure.getMessage());
    @Nullable GraphOperation op = operation(said);
    String where = run + place(op).map(place -> ", " + place).orElse("");
    Matcher index = INDEX.matcher(said);
    if (index.find()) {
      long found = Long.parseLong(index.group(1));
      return Messages.indexOutside(where, found, Long.parseLong(index.group(2))).causedBy(failure);
    }
    Matcher memory = MEMORY.matcher(said);
    if (memory.find()) {
      return Messages.outOfMemory(where, memory.group(1), less).causedBy(failure);
    }
    String type = op == null ? "an op" : op.type();
    return Messages.opFailed(where, type, said.lines().findFirst().orElse(said).strip())
        .causedBy(failure);
  }

  /** The op that TensorFlow names, if its optimizer has left it one of the graph's. */
  private @Nullable GraphOperation operation(String said) {
    Matcher node = NODE.matcher(said);
    return node.find() ? ((Graph) graph.tf().scope().env()).operation(node.group(1)) : null;
  }

  /** Where an op stands, or what it is computed from. */
  private Optional<String> place(@Nullable GraphOperation op) {
    if (op == null) {
      return Optional.empty();
    }
    Origins known = origins.get();
    Set<GraphOperation> seen = new HashSet<>();
    Deque<GraphOperation> open = new ArrayDeque<>();
    open.add(op);
    while (!open.isEmpty()) {
      GraphOperation next = open.remove();
      Optional<String> place = known.of(next);
      if (place.isPresent()) {
        return place;
      }
      for (int i = 0; i < next.numInputs(); i++) {
        GraphOperation before = FiniteChecks.producer(next, i);
        if (seen.add(before)) {
          open.add(before);
        }
      }
    }
    return Optional.empty();
  }
}
