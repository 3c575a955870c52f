package org.jelbo.dsl.expr;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tensorflow.GraphOperation;
import org.tensorflow.Output;
import org.tensorflow.Tensor;
import org.tensorflow.proto.DataType;

/**
 * Between which numbers all entries of a value lie, whatever the graph is fed: arithmetic of
 * intervals over its ops.
 *
 * @param low minus infinity where nothing is known
 * @param high infinity where nothing is known
 */
public record Bounds(double low, double high) {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final Bounds ALL = new Bounds(-INFINITY, INFINITY);
  private static final Bounds FROM_ZERO = new Bounds(0, INFINITY);

  /** Deeper expressions are not looked through. */
  private static final int DEPTH = 100;

  /** What is known of an expression's entries; those that are not numbers are nowhere. */
  public static Bounds of(Expr value) {
    if (value.isConstant()) {
      return hull(value.constant());
    }
    return of(value.operand().asOutput(), DEPTH, new HashMap<>());
  }

  /**
   * Whether {@code a < b} holds at no entry of the two that an op compares, whatever the graph is
   * fed.
   *
   * @param known what is known of values besides
   */
  public static boolean isNeverLess(GraphOperation comparison, Map<Expr, Bounds> known) {
    Map<Output<?>, Bounds> all = new HashMap<>();
    known.forEach((value, bounds) -> all.put(value.operand().asOutput(), bounds));
    Bounds first = of(comparison.input(0), DEPTH, all);
    Bounds second = of(comparison.input(1), DEPTH, all);
    return first.low >= second.high;
  }

  /** Whether they lie between two others. */
  public boolean areWithin(double least, double greatest) {
    return low >= least && high <= greatest;
  }

  private static Bounds of(Output<?> value, int depth, Map<Output<?>, Bounds> known) {
    @Nullable Bounds before = known.get(value);
    if (before != null) {
      return before;
    }
    Bounds found = depth == 0 ? ALL : ofOp((GraphOperation) value.op(), depth - 1, known);
    known.put(value, found);
    return found;
  }

  private static Bounds ofOp(GraphOperation op, int depth, Map<Output<?>, Bounds> known) {
    return switch (op.type()) {
      case "Const" -> ofConst(op);
      case "Exp", "Softplus", "Relu", "Square", "Abs", "Sqrt" -> FROM_ZERO;
      case "Sigmoid", "Softmax" -> new Bounds(0, 1);
      case "Tanh" -> new Bounds(-1, 1);
      case "Elu" -> new Bounds(-1, INFINITY);
      case "Identity",
          "StopGradient",
          "Reshape",
          "Tile",
          "BroadcastTo",
          "Transpose",
          "Slice",
          "StridedSlice",
          "Squeeze",
          "ExpandDims",
          "GatherV2",
          "Cast",
          "Mean",
          "Max",
          "Min" ->
          of(op.input(0), depth, known);
      case "Split" -> of(op.input(1), depth, known);
      case "Neg" -> of(op.input(0), depth, known).negated();
      case "Log1p" -> of(op.input(0), depth, known).low >= 0 ? FROM_ZERO : ALL;
      case "Sum" -> of(op.input(0), depth, known).summed();
      case "AddV2", "Add", "Sub", "Mul", "RealDiv", "Div", "Maximum", "Minimum" ->
          of(op.input(0), depth, known)
              .with(op.type(), op.input(0).equals(op.input(1)), of(op.input(1), depth, known));
      default -> ALL;
    };
  }

  private Bounds with(String type, boolean isSame, Bounds other) {
    return switch (type) {
      case "AddV2", "Add" -> new Bounds(low + other.low, high + other.high);
      case "Sub" -> new Bounds(low - other.high, high - other.low);
      case "Mul" -> isSame ? FROM_ZERO : times(other);
      case "RealDiv", "Div" -> low >= 0 && other.low >= 0 ? FROM_ZERO : ALL;
      case "Maximum" -> new Bounds(Math.max(low, other.low), Math.max(high, other.high));
      default -> new Bounds(Math.min(low, other.low), Math.min(high, other.high));
    };
  }

  private Bounds times(Bounds other) {
    if (low < 0 || other.low < 0) {
      return ALL;
    }
    double most = high == 0 || other.high == 0 ? 0 : high * other.high;
    return new Bounds(0, most);
  }

  private Bounds negated() {
    return new Bounds(-high, -low);
  }

  private Bounds summed() {
    return new Bounds(low >= 0 ? 0 : -INFINITY, high <= 0 ? 0 : INFINITY);
  }

  private static Bounds ofConst(GraphOperation op) {
    DataType type = op.output(0).dataType();
    if (type != DataType.DT_FLOAT && type != DataType.DT_DOUBLE) {
      return ALL;
    }
    try (Tensor value = op.attributes().getAttrTensor("value")) {
      return hull(Precision.values(value));
    }
  }

  private static Bounds hull(double[] values) {
    double low = INFINITY;
    double high = -INFINITY;
    for (double value : values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return low <= high ? new Bounds(low, high) : ALL;
  }
}
