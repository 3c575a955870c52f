package org.jelbo.dsl.expr;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.error.JelboException;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/** Conditions that only a run can see. */
public final class RunChecks {
  /**
   * How a failed check is known among TensorFlow's errors; a refusal's parts follow, a line each.
   */
  private static final String MARK = "jelbo: refused";

  /** TensorFlow prints texts as literals of C, whose escapes are among those of Java. */
  private static final String LINE = "((?:[^\\\\]|\\\\.)*?)\\\\n";

  private static final Pattern REFUSED = Pattern.compile(MARK + "\\\\n" + LINE + LINE + LINE);

  private RunChecks() {}

  /**
   * The value; a run fails where a measure has an entry above a limit, and {@link #refusal} makes a
   * refusal of that failure. What is not a number is not above the limit. On a device other than
   * the processor runs go on, and {@link DeferredChecks} are to be looked at.
   *
   * @param value of a graph
   * @param measure of the same graph; a host constant is not looked at
   * @param refusal subject, problem and remedy; which program and Java line is not kept
   */
  public static Expr atMost(Expr value, Expr measure, double limit, JelboException refusal) {
    if (measure.isConstant()) {
      return value;
    }
    Ops tf = value.tf();
    Operand<TNumber> bound =
        measure.graph().precision().constant(tf, Shape.scalar(), new double[] {limit});
    Operand<TBool> isAbove = tf.math.greater(measure.operand(), bound);
    Operand<TBool> isViolated = tf.reduceAny(isAbove, dims(tf, measure));
    String text =
        String.join(
            "\n", MARK, refusal.subject().toString(), refusal.problem(), refusal.remedy(), "");
    if (Devices.areElsewhere(tf)) {
      return DeferredChecks.noted(value, isViolated, text);
    }
    Operand<TBool> isRight = tf.math.logicalNot(isViolated);
    Ops guarded =
        tf.withControlDependencies(List.of(tf.assertThat(isRight, List.of(tf.constant(text)))));
    return value.with(guarded.identity(value.operand()), value.axes(), value.eventShape());
  }

  /** The least and the greatest of all entries, {@code [2]} without axes; of a value of a graph. */
  public static Expr extremes(Expr value) {
    Ops tf = value.tf();
    Operand<TInt32> dims = dims(tf, value);
    Operand<TNumber> both =
        tf.stack(List.of(tf.reduceMin(value.operand(), dims), tf.reduceMax(value.operand(), dims)));
    return value.with(both, Axes.NONE, Shape.of(2));
  }

  /** The refusal of the check that failed a run; empty for any other failure. */
  public static Optional<JelboException> refusal(RuntimeException failure) {
    Matcher parts = REFUSED.matcher(String.valueOf(failure.getMessage()));
    return parts.find()
        ? Optional.of(
            JelboException.of(
                parts.group(1).translateEscapes(),
                parts.group(2).translateEscapes(),
                parts.group(3).translateEscapes()))
        : Optional.empty();
  }

  /** The refusal of a text that was made for it. */
  static JelboException refusal(String text, String where) {
    String[] lines = text.split("\n", -1);
    return JelboException.of(lines[1], lines[2], lines[3]).within(where);
  }

  private static Operand<TInt32> dims(Ops tf, Expr measure) {
    int rank = measure.axes().size() + measure.eventShape().numDimensions();
    return tf.constant(IntStream.range(0, rank).toArray());
  }
}
