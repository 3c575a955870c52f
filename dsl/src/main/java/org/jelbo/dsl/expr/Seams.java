package org.jelbo.dsl.expr;

import java.util.List;
import java.util.Set;
import org.tensorflow.GraphOperation;
import org.tensorflow.Tensor;

/**
 * What a function of a wrapped angle does when the angle makes a turn: how often {@code 2 pi} it
 * gains, whether its sign changes, or that nothing is known of it.
 */
final class Seams {
  private static final double ROUNDING = 1e-5;

  /**
   * A value at a turn of the angles that it is computed from.
   *
   * @param turns it gains {@code 2 pi} times a multiple of this; 0 for nothing
   * @param isHalf whether its sign may change
   */
  record AtTurn(double turns, boolean isHalf) {
    boolean isNothing() {
      return turns == 0 && !isHalf;
    }

    boolean isJump() {
      return Double.isNaN(turns);
    }
  }

  static final AtTurn NOTHING = new AtTurn(0, false);
  static final AtTurn ONE = new AtTurn(1, false);

  /** What is read as a number. */
  static final AtTurn JUMP = new AtTurn(Double.NaN, false);

  private static final Set<String> ENTRIES =
      Set.of(
          "Identity",
          "Reshape",
          "ExpandDims",
          "Squeeze",
          "Slice",
          "StridedSlice",
          "Split",
          "SplitV",
          "Unpack",
          "Transpose",
          "BroadcastTo",
          "Tile",
          "Pad",
          "PadV2",
          "Cast",
          "Gather",
          "GatherV2",
          "ConcatV2",
          "Pack",
          "Neg",
          "Select",
          "SelectV2");

  private static final Set<String> SUMS = Set.of("Add", "AddV2", "AddN", "Sub", "Sum");
  private static final Set<String> QUOTIENTS = Set.of("Div", "RealDiv");

  private Seams() {}

  /** What an op makes of its inputs, some of which change. */
  static AtTurn after(Ancestry.Node node, List<AtTurn> inputs) {
    return inputs.stream().anyMatch(AtTurn::isHalf) ? ofHalf(node, inputs) : ofTurns(node, inputs);
  }

  private static AtTurn ofTurns(Ancestry.Node node, List<AtTurn> inputs) {
    String type = node.type();
    double turns = inputs.stream().mapToDouble(AtTurn::turns).reduce(0, Seams::commonDivisor);
    if (type.equals("Cos") || type.equals("Sin")) {
      return isWhole(turns) ? NOTHING : isWhole(2 * turns) ? new AtTurn(0, true) : JUMP;
    }
    if (type.equals("Tan")) {
      return isWhole(2 * turns) ? NOTHING : JUMP;
    }
    if (ENTRIES.contains(type) || SUMS.contains(type)) {
      return new AtTurn(turns, false);
    }
    boolean isProduct = type.equals("Mul");
    if (isProduct || (QUOTIENTS.contains(type) && inputs.get(1).isNothing())) {
      int other = inputs.get(0).isNothing() ? 0 : 1;
      double factor = inputs.get(other).isNothing() ? divisor(node.input(other)) : Double.NaN;
      return new AtTurn(isProduct ? turns * factor : turns / factor, false);
    }
    return JUMP;
  }

  private static AtTurn ofHalf(Ancestry.Node node, List<AtTurn> inputs) {
    String type = node.type();
    if (type.equals("Square")
        || type.equals("Abs")
        || (type.equals("Mul") && node.isOfOneTwice())) {
      return NOTHING;
    }
    boolean isFactor = type.equals("Mul") || QUOTIENTS.contains(type);
    boolean isAlone = inputs.stream().filter(input -> !input.isNothing()).count() == 1;
    return ENTRIES.contains(type) || (isFactor && isAlone) ? new AtTurn(0, true) : JUMP;
  }

  private static boolean isWhole(double number) {
    return Math.abs(number - Math.rint(number)) < ROUNDING;
  }

  /** The one of the two that divides the other; not a number where none does. */
  private static double commonDivisor(double a, double b) {
    if (a == 0 || b == 0) {
      return a + b;
    }
    return isWhole(a / b) ? b : isWhole(b / a) ? a : Double.NaN;
  }

  /** What all entries of a constant are multiples of; not a number for what is no constant. */
  private static double divisor(GraphOperation op) {
    if (!op.type().equals("Const")) {
      return Double.NaN;
    }
    double divisor = 0;
    try (Tensor tensor = op.attributes().getAttrTensor("value")) {
      for (double value : Precision.values(tensor)) {
        divisor = commonDivisor(divisor, Math.abs(value));
      }
    }
    return divisor;
  }
}
