package org.jelbo.dsl.param;

import org.tensorflow.ndarray.Shape;

/**
 * The start of a parameter that was told none: its support says where.
 *
 * @param start what it is
 */
record Usual(Initializer start) implements Initializer {
  @Override
  public double[] values(long seed, String name, Shape shape) {
    return start.values(seed, name, shape);
  }

  /** As if it were told: it is compared so, too. */
  @Override
  public String toString() {
    return start.toString();
  }
}
