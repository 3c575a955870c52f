package org.jelbo.inference.compilation;

import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Precision;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;

/** Numbers that a graph computed, copied out of it. */
public final class Values {
  private final Shape shape;
  private final double[] values;

  private Values(Shape shape, double[] values) {
    this.shape = shape;
    this.values = values;
  }

  /**
   * Numbers of a shape.
   *
   * @param values row-major, as many as the shape has entries; not copied
   */
  public static Values of(Shape shape, double[] values) {
    if (shape.size() != values.length) {
      throw JelboException.here(
          "Values.of",
          "expected " + shape.size() + " numbers for shape " + shape + ", but got " + values.length,
          "as many numbers as the shape has entries");
    }
    return new Values(shape, values);
  }

  static Values of(Tensor tensor) {
    return new Values(tensor.shape(), Precision.values(tensor));
  }

  /** Axes first, then the event. */
  public Shape shape() {
    return shape;
  }

  /** The numbers, row-major, copied. */
  public double[] toArray() {
    return values.clone();
  }

  /** How many numbers there are. */
  public int size() {
    return values.length;
  }

  /** The number at a row-major index. */
  public double at(int index) {
    return values[index];
  }

  /** The only number. */
  public double scalar() {
    if (values.length != 1) {
      throw JelboException.here(
          "scalar()", "expected one number, but got shape " + shape, "toArray()");
    }
    return values[0];
  }

  /** The numbers of one index of the first axis, copied. */
  public double[] row(int index) {
    if (shape.numDimensions() == 0 || index < 0 || index >= shape.get(0)) {
      throw JelboException.here(
          "row " + index, "expected a row of shape " + shape, "rows from 0 on");
    }
    int width = values.length / Math.toIntExact(shape.get(0));
    return java.util.Arrays.copyOfRange(values, index * width, (index + 1) * width);
  }
}
