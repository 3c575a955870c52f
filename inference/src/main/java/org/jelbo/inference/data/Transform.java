package org.jelbo.inference.data;

import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.LastDim;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/** What is done to a column's rows when they are read. */
public sealed interface Transform {
  /**
   * Every number divided.
   *
   * @param divisor not 0
   */
  record Scaled(double divisor) implements Transform {}

  /** Every number p in [0, 1] replaced by a draw that is 1 with probability p, else 0. */
  record Binarized() implements Transform {}

  /**
   * Every whole number below {@code size} replaced by a one-hot vector along a new last dim.
   *
   * @param size the length of a vector
   */
  record OneHot(int size) implements Transform {}

  /** The event shape after the transform. */
  default Shape shapeAfter(Shape before) {
    return this instanceof OneHot oneHot ? before.append(oneHot.size()) : before;
  }

  /** Where the values lie after the transform. */
  default Support supportAfter(Support before) {
    if (this instanceof Scaled scaled && before instanceof Support.Interval interval) {
      return divided(interval.low(), interval.high(), scaled.divisor());
    }
    if (this instanceof Scaled scaled && before instanceof Support.Integers integers) {
      return divided((double) integers.low(), (double) integers.high(), scaled.divisor());
    }
    if (this instanceof Scaled scaled && before instanceof Support.OneHot) {
      return divided(0, 1, scaled.divisor());
    }
    if (this instanceof OneHot oneHot) {
      return new Support.OneHot(oneHot.size());
    }
    return this instanceof Binarized ? Support.booleans() : before;
  }

  private static Support divided(double low, double high, double divisor) {
    return new Support.Interval(
        Math.min(low / divisor, high / divisor), Math.max(low / divisor, high / divisor));
  }

  /**
   * The values after the transform.
   *
   * @param value before it, {@code [plate, event...]}
   * @param noise for a draw
   */
  default Expr apply(Expr value, NoiseStream noise) {
    if (this instanceof Scaled scaled) {
      return value.dividedBy(scaled.divisor());
    }
    return this instanceof OneHot oneHot
        ? LastDim.oneHot(value, oneHot.size())
        : noise.uniform(value.eventShape()).lessThan(value);
  }
}
