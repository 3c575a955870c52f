package org.jelbo.dsl.distribution;

import java.util.Arrays;
import org.jelbo.dsl.error.Present;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/** Whether given values lie in the support that was said. */
final class Within {
  private Within() {}

  /**
   * The support; refused where it is not there, of another size than the event, or known not to
   * hold a value: host constants are checked.
   *
   * @param values whose last dims are those of the event
   */
  static Support of(String family, Support support, Expr values, Shape event) {
    Present.of(support, family + ".within", "a support", "Support.positive()");
    int rank = event.numDimensions();
    long[] size = sizes(support);
    if (rank < size.length || !event.takeLast(size.length).equals(Shape.of(size))) {
      throw Messages.eventOutside(family, support, event);
    }
    if (values.isConstant()) {
      double[] numbers = values.constant();
      int step = Math.toIntExact(Shape.of(size).size());
      for (int at = 0; at < numbers.length; at += step) {
        double[] element = Arrays.copyOfRange(numbers, at, at + step);
        if (!support.contains(element)) {
          throw Messages.valueOutside(family, support, element);
        }
      }
    }
    return support;
  }

  /** Of one element. */
  private static long[] sizes(Support support) {
    if (support instanceof Support.OneHot oneHot) {
      return new long[] {oneHot.size()};
    }
    if (support instanceof Support.Counts counts) {
      return new long[] {counts.size()};
    }
    if (support instanceof Support.Simplex simplex) {
      return new long[] {simplex.size()};
    }
    return support instanceof Support.LowerTriangular matrices
        ? new long[] {matrices.size(), matrices.size()}
        : new long[0];
  }
}
