package org.jelbo.dsl.support;

import org.tensorflow.ndarray.Shape;

/** Sets of single numbers. None is outside this package, which alone sees this. */
non-sealed interface Entries extends Support {
  @Override
  default Shape shape() {
    return Shape.scalar();
  }

  @Override
  default boolean contains(double... numbers) {
    return numbers.length == 1 && range().contains(numbers[0]);
  }

  @Override
  default boolean contains(Support other) {
    return range().contains(other.range());
  }

  @Override
  default double[] middle() {
    return new double[] {range().middle()};
  }
}
