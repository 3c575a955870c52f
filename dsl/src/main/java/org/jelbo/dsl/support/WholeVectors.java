package org.jelbo.dsl.support;

import org.tensorflow.ndarray.Shape;

/**
 * Vectors of whole numbers that are not negative and have a sum. None is outside this package,
 * which alone sees this.
 */
non-sealed interface WholeVectors extends Support {
  long size();

  long total();

  @Override
  default <R> R accept(Visitor<R> visitor) {
    return visitor.whole(this);
  }

  @Override
  default Shape shape() {
    return Shape.of(size());
  }

  @Override
  default Range range() {
    return Range.whole(0, (double) total());
  }

  @Override
  default double[] middle() {
    return Vectors.first(size(), (double) total());
  }

  @Override
  default boolean contains(Support other) {
    return other instanceof WholeVectors vectors
        && vectors.size() == size()
        && vectors.total() == total();
  }

  @Override
  default boolean contains(double... numbers) {
    return Vectors.areCounts(numbers, size(), total());
  }
}
