package org.jelbo.inference.data;

import java.util.OptionalDouble;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.LastDim;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.support.Range;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/** What is done to a column's rows when they are read. */
public sealed interface Transform {
  /** The event shape after the transform. */
  Shape shapeAfter(Shape before);

  /** Where the values lie after the transform. */
  Support supportAfter(Support before);

  /**
   * The values after the transform.
   *
   * @param value before it, {@code [plate, event...]}
   * @param noise for a draw
   */
  Expr apply(Expr value, NoiseStream noise);

  /** What every number is divided by where that is all that is done. */
  default OptionalDouble scale() {
    return OptionalDouble.empty();
  }

  /**
   * Every number divided.
   *
   * @param divisor positive
   */
  record Scaled(double divisor) implements Transform {
    @Override
    public Shape shapeAfter(Shape before) {
      return before;
    }

    @Override
    public Support supportAfter(Support before) {
      Range range = before.range();
      return new Support.Interval(range.low() / divisor, range.high() / divisor);
    }

    @Override
    public Expr apply(Expr value, NoiseStream noise) {
      return value.dividedBy(divisor);
    }

    @Override
    public OptionalDouble scale() {
      return OptionalDouble.of(divisor);
    }
  }

  /** Every number p in [0, 1] replaced by a draw that is 1 with probability p, else 0. */
  record Binarized() implements Transform {
    @Override
    public Shape shapeAfter(Shape before) {
      return before;
    }

    @Override
    public Support supportAfter(Support before) {
      return Support.booleans();
    }

    @Override
    public Expr apply(Expr value, NoiseStream noise) {
      return noise.uniform(value.eventShape()).lessThan(value);
    }
  }

  /**
   * Every whole number below {@code size} replaced by a one-hot vector along a new last dim.
   *
   * @param size the length of a vector
   */
  record OneHot(int size) implements Transform {
    @Override
    public Shape shapeAfter(Shape before) {
      return before.append(size);
    }

    @Override
    public Support supportAfter(Support before) {
      return new Support.OneHot(size);
    }

    @Override
    public Expr apply(Expr value, NoiseStream noise) {
      return LastDim.oneHot(value, size);
    }
  }
}
