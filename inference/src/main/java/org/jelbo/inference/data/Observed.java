package org.jelbo.inference.data;

import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/** The smallest support that holds the numbers of a column. */
final class Observed {
  private Observed() {}

  /** Of the numbers divided. */
  static Support support(String name, Storage storage, Shape rowShape, double divisor) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    boolean whole = true;
    for (int i = 0; i < storage.length(); i++) {
      double value = storage.at(i) / divisor;
      if (!Double.isFinite(value)) {
        throw Messages.notFinite(name, i / rowShape.size(), i % rowShape.size(), value);
      }
      low = Math.min(low, value);
      high = Math.max(high, value);
      whole &= value == Math.rint(value);
    }
    return whole ? new Support.Integers((long) low, (long) high) : new Support.Interval(low, high);
  }
}
