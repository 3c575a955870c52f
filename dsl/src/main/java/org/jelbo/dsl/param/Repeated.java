package org.jelbo.dsl.param;

import java.util.Arrays;
import java.util.List;
import org.tensorflow.ndarray.Shape;

/**
 * The same vector or matrix along the last dims.
 *
 * @param element row by row, of the size of those dims
 */
record Repeated(List<Double> element) implements Initializer {
  @Override
  public double[] values(long seed, String name, Shape shape) {
    double[] values = new double[Math.toIntExact(shape.size())];
    Arrays.setAll(values, i -> element.get(i % element.size()));
    return values;
  }
}
