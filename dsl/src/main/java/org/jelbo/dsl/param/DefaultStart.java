package org.jelbo.dsl.param;

import java.util.Arrays;
import org.jelbo.dsl.support.Range;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/** Where a parameter starts that was not told where. */
final class DefaultStart {
  private DefaultStart() {}

  /** Refused for supports of whole numbers, and for vectors or matrices of another size. */
  static Initializer in(Param param, Support support) {
    if (support.isWhole()) {
      throw Messages.notTrainable(param.name(), support);
    }
    Range range = support.range();
    if (!(range.low() < range.high())) {
      throw Messages.emptyInterval(param.name(), range.low(), range.high());
    }
    requireEnd(param, support);
    double[] element = support.middle();
    return Arrays.stream(element).allMatch(entry -> entry == element[0])
        ? new Initializer.Constant(element[0])
        : new Repeated(Arrays.stream(element).boxed().toList());
  }

  private static void requireEnd(Param param, Support support) {
    Shape end = support.shape();
    int rank = support.rank();
    if (param.shape().numDimensions() < rank || !param.shape().takeLast(rank).equals(end)) {
      throw Messages.otherSize(param, support, end);
    }
  }
}
