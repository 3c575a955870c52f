package org.jelbo.dsl.bijector;

import org.tensorflow.ndarray.Shape;

/** Event shapes of maps that take vectors. */
final class Shapes {
  private Shapes() {}

  static void requireSize(String map, long size, long least) {
    if (size < least) {
      throw Messages.tooSmall(map, least, size);
    }
  }

  /** The shape with another last size; refused unless it has the one that is expected. */
  static Shape last(String map, String argument, Shape found, long expected, long result) {
    int last = found.numDimensions() - 1;
    if (last < 0 || found.get(last) != expected) {
      throw Messages.mapDoesNotFit(
          map, argument + " of event shape [..., " + expected + "]", found);
    }
    return found.take(last).append(result);
  }
}
