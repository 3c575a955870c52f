package org.jelbo.dsl.expr;

import org.jelbo.dsl.axis.Axis;
import org.tensorflow.GraphOperation;
import org.tensorflow.Tensor;

/** What is known of a value because it is all numbers of a site, one after the other. */
public final class Enumerations {
  private Enumerations() {}

  /**
   * Whether an index is each place of a vector in turn, along an axis that the vector lacks.
   *
   * @param vector {@code [axes..., event...]}
   * @param index {@code [axes..., event...]}
   */
  public static boolean arePlaces(Expr vector, Expr index) {
    return vector.eventShape().numDimensions() == 1
        && areNumbers(index)
        && axis(index).size() == vector.eventShape().get(0)
        && !vector.axes().contains(axis(index));
  }

  /** Whether a value is 0, 1, 2 ... as they were enumerated. */
  static boolean areNumbers(Expr value) {
    boolean isOfOne = value.axes().size() == 1 && value.eventShape().numDimensions() == 0;
    if (!isOfOne || !(value.axes().at(0) instanceof Axis.Enumeration axis)) {
      return false;
    }
    GraphOperation op = Sources.producer(value);
    while (op.type().equals("Identity")) {
      op = (GraphOperation) op.input(0).op();
    }
    return op.type().equals("Const") && isCounted(op, axis.size());
  }

  private static Axis.Enumeration axis(Expr numbers) {
    return (Axis.Enumeration) numbers.axes().at(0);
  }

  /**
   * The entries of a vector at each of its places in turn: what was its event is an axis.
   *
   * @param vector {@code [axes..., n]}
   * @param numbers which {@link #arePlaces} of it
   */
  public static Expr entries(Expr vector, Expr numbers) {
    return Events.firstAlong(numbers.graph(), vector, axis(numbers));
  }

  private static boolean isCounted(GraphOperation constant, long size) {
    try (Tensor tensor = constant.attributes().getAttrTensor("value")) {
      double[] values = Precision.values(tensor);
      boolean isCounted = values.length == size;
      for (int i = 0; i < values.length; i++) {
        isCounted &= values[i] == i;
      }
      return isCounted;
    }
  }
}
