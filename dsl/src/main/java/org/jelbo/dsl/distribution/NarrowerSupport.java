package org.jelbo.dsl.distribution;

import java.util.Arrays;
import org.jelbo.dsl.error.Required;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/** Whether given values lie in the support that was said. */
final class NarrowerSupport {
  private NarrowerSupport() {}

  /**
   * The support; refused where it is not there, of another size than the event, or known not to
   * hold a value: host constants are checked.
   *
   * @param values whose last dims are those of the event
   */
  static Support of(String family, Support support, Expr values, Shape event) {
    Required.of(support, family + ".within", "a support", "Support.positive()");
    int rank = support.rank();
    if (event.numDimensions() < rank || !event.takeLast(rank).equals(support.shape())) {
      throw Messages.eventOutside(family, support, event);
    }
    if (values.isConstant()) {
      double[] numbers = values.constant();
      int step = Math.toIntExact(support.shape().size());
      for (int at = 0; at < numbers.length; at += step) {
        double[] element = Arrays.copyOfRange(numbers, at, at + step);
        if (!support.contains(element)) {
          throw Messages.valueOutside(family, support, element);
        }
      }
    }
    return support;
  }
}
