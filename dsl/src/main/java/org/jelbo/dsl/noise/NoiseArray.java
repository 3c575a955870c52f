package org.jelbo.dsl.noise;

import org.jelbo.dsl.error.JelboException;
import org.tensorflow.ndarray.Shape;

/**
 * Noise that is given: an array of shape {@code [axes..., event...]}, of the numbers that the site
 * asks its {@link NoiseStream} for.
 */
public final class NoiseArray {
  private final double[] values;
  private final Shape shape;

  private NoiseArray(double[] values, Shape shape) {
    this.values = values;
    this.shape = shape;
  }

  /**
   * The array of a site.
   *
   * @param values row-major; copied
   * @param sizes the sizes of particles, enumerations and plates in that order, then of the event;
   *     leading sizes of 1 may be given for axes that a run does not have
   * @throws JelboException for values that do not fill the sizes
   */
  public static NoiseArray of(double[] values, long... sizes) {
    Shape shape = Shape.of(sizes);
    if (shape.size() != values.length) {
      throw Messages.lengthDiffers(values.length, shape);
    }
    return new NoiseArray(values.clone(), shape);
  }

  double[] values() {
    return values;
  }

  Shape shape() {
    return shape;
  }
}
