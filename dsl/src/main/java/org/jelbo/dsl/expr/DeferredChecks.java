package org.jelbo.dsl.expr;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.error.JelboException;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TNumber;

/**
 * Conditions that only a run can see, on a device that a run does not wait for: each is a number of
 * the graph, 0 where the condition holds and not a number where it does not, to be looked at with
 * what else must be finite.
 */
public final class DeferredChecks {
  private static final String NAME = "jelbo_checked";
  private static final Pattern CHECKED = Pattern.compile("(?:.*/)?" + NAME + "(?:_\\d+)?");
  private static final String FLAG = "_flag";
  private static final String TEXT = "_text";

  private final List<Operand<TNumber>> flags = new ArrayList<>();
  private final List<Operand<TString>> texts = new ArrayList<>();

  private DeferredChecks() {}

  /** The value, marked by a name from which those of its check follow. */
  static Expr noted(Expr value, Operand<TBool> isViolated, String text) {
    Ops tf = value.tf();
    Operand<TNumber> checked = tf.withName(NAME).identity(value.operand());
    String name = checked.op().name();
    Class<TNumber> type = value.graph().precision().type();
    Operand<TNumber> nan = tf.constant(type, Double.NaN);
    named(tf.withName(name + FLAG).select(isViolated, nan, tf.constant(type, 0)), name + FLAG);
    named(tf.withName(name + TEXT).constant(text), name + TEXT);
    return value.with(checked, value.axes(), value.eventShape());
  }

  private static void named(Operand<?> operand, String name) {
    if (!operand.op().name().equals(name)) {
      throw new IllegalStateException("expected '" + name + "', but got " + operand.op());
    }
  }

  /** The checks of all that values are computed from. */
  public static DeferredChecks of(Collection<Expr> values) {
    DeferredChecks checks = new DeferredChecks();
    Sources.operations(values).forEach(checks::add);
    return checks;
  }

  private void add(GraphOperation op) {
    if (CHECKED.matcher(op.name()).matches()) {
      Graph graph = op.env();
      flags.add(graph.operationOrThrow(op.name() + FLAG).output(0));
      texts.add(graph.operationOrThrow(op.name() + TEXT).output(0));
    }
  }

  /**
   * Scalars that are 0, or not a number where a condition does not hold, in the graph's precision.
   */
  public List<Expr> flags(ExprGraph graph) {
    return flags.stream()
        .map(flag -> Expr.of(graph.precision().cast(graph.tf(), flag), Axes.NONE, Shape.scalar()))
        .toList();
  }

  /**
   * The refusal of the first condition that does not hold; empty where all do.
   *
   * @param fed a run of the same values
   * @param where such as {@code step 3}
   */
  public Optional<JelboException> refusal(Supplier<Session.Runner> fed, String where) {
    if (flags.isEmpty()) {
      return Optional.empty();
    }
    Session.Runner runner = fed.get();
    flags.forEach(runner::fetch);
    texts.forEach(runner::fetch);
    try (Result result = runner.run()) {
      for (int i = 0; i < flags.size(); i++) {
        double[] flag = Precision.values(result.get(i));
        if (Double.isNaN(flag[0])) {
          String text = ((TString) result.get(flags.size() + i)).getObject();
          return Optional.of(RunChecks.refusal(text, where));
        }
      }
    }
    return Optional.empty();
  }
}
