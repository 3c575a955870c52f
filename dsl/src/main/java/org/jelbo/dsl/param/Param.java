package org.jelbo.dsl.param;

import org.jelbo.dsl.error.JelboException;
import org.tensorflow.ndarray.Shape;

/**
 * A trainable value: its name is a path, such as {@code decoder/0/kernel}, and identifies it among
 * all programs of an objective.
 *
 * @param name not empty; unique among the objective's parameters
 * @param shape all sizes known and positive
 * @param initializer how it starts
 */
public record Param(String name, Shape shape, Initializer initializer) {
  /** Refuses an empty name and sizes that are not positive. */
  public Param {
    if (name.isBlank()) {
      throw JelboException.here(
          "Param.of", "expected a name, but got a blank one", "a path such as decoder/0/kernel");
    }
    for (long size : shape.asArray()) {
      if (size < 1) {
        throw JelboException.here(
            "parameter '" + name + "'",
            "expected positive sizes, but got shape " + shape,
            "sizes of 1 or more");
      }
    }
  }

  /** A parameter that starts at zero. */
  public static Param of(String name, long... sizes) {
    return new Param(name, Shape.of(sizes), new Initializer.Constant(0));
  }

  /** The same parameter, started at independent normal draws around 0. */
  public Param normal(double stddev) {
    return startedBy(new Initializer.Normal(stddev));
  }

  /** The same parameter, started at independent draws uniform on [-bound, bound]. */
  public Param uniform(double bound) {
    return startedBy(new Initializer.Uniform(bound));
  }

  /** The same parameter, every entry started at a value. */
  public Param constant(double value) {
    return startedBy(new Initializer.Constant(value));
  }

  /** The same parameter, started otherwise. */
  public Param startedBy(Initializer other) {
    return new Param(name, shape, other);
  }
}
