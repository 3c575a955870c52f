package org.jelbo.inference.compilation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Precision;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;

/** Numbers that a graph computed, copied out of it, with the names of their axes. */
public final class Values {
  private final List<String> axes;
  private final Shape shape;
  private final double[] values;

  private Values(List<String> axes, Shape shape, double[] values) {
    this.axes = List.copyOf(axes);
    this.shape = shape;
    this.values = values;
  }

  /**
   * Numbers of a shape without named axes.
   *
   * @param values row-major, as many as the shape has entries; not copied
   * @throws JelboException for other than as many values as the shape has entries
   */
  public static Values of(Shape shape, double[] values) {
    return of(List.of(), shape, values);
  }

  /**
   * Numbers of a shape whose first dims have names.
   *
   * @param axes at most as many as the shape has dims
   * @param values row-major, as many as the shape has entries; not copied
   * @throws JelboException for other than as many values as the shape has entries, and more names
   *     than it has dims
   */
  public static Values of(List<String> axes, Shape shape, double[] values) {
    if (axes.size() > shape.numDimensions()) {
      throw JelboException.here(
          "Values.of",
          "expected names for at most all dims of shape " + shape + ", but got " + axes,
          "names of leading dims, outermost first");
    }
    if (shape.size() != values.length) {
      throw JelboException.here(
          "Values.of",
          "expected " + shape.size() + " numbers for shape " + shape + ", but got " + values.length,
          "as many numbers as the shape has entries");
    }
    return new Values(axes, shape, values);
  }

  static Values of(Axes axes, Tensor tensor) {
    List<String> names = axes.asList().stream().map(Axis::label).collect(Collectors.toList());
    return new Values(names, tensor.shape(), Precision.values(tensor));
  }

  /** The names of the first dims: draws, plates. */
  public List<String> axes() {
    return axes;
  }

  /**
   * The numbers at one index of a named axis, which goes.
   *
   * @param axis one of {@link #axes}
   * @param index counted from 0
   * @throws JelboException for an axis or an index that is not there
   */
  public Values at(String axis, int index) {
    int dim = axes.indexOf(axis);
    if (dim < 0 || index < 0 || index >= shape.get(dim)) {
      throw JelboException.here(
          "index " + index + " of axis '" + axis + "'",
          "expected an index of one of the axes " + axes + " of shape " + shape,
          axes.isEmpty() ? "toArray()" : "at(\"" + axes.get(0) + "\", 0)");
    }
    int inner = Math.toIntExact(shape.takeLast(shape.numDimensions() - dim - 1).size());
    int outer = Math.toIntExact(shape.take(dim).size());
    int size = Math.toIntExact(shape.get(dim));
    double[] part = new double[outer * inner];
    for (int i = 0; i < outer; i++) {
      System.arraycopy(values, (i * size + index) * inner, part, i * inner, inner);
    }
    List<String> rest = new ArrayList<>(axes);
    rest.remove(dim);
    Shape after = shape.take(dim).append(shape.takeLast(shape.numDimensions() - dim - 1));
    return new Values(rest, after, part);
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

  /**
   * The number at a row-major index.
   *
   * @param index from 0 to {@link #size} without its end
   * @throws JelboException for an index that is not there
   */
  public double at(int index) {
    if (index < 0 || index >= values.length) {
      throw JelboException.here(
          "index " + index,
          "expected an index of " + values.length + " numbers of shape " + shape,
          "0 to " + (values.length - 1));
    }
    return values[index];
  }

  /**
   * The only number.
   *
   * @throws JelboException where there is not just one
   */
  public double scalar() {
    if (values.length != 1) {
      throw JelboException.here(
          "scalar()", "expected one number, but got shape " + shape, "toArray()");
    }
    return values[0];
  }

  /**
   * The numbers of one index of the first axis, copied.
   *
   * @throws JelboException for an index that is not there, and values without a dim
   */
  public double[] row(int index) {
    if (shape.numDimensions() == 0 || index < 0 || index >= shape.get(0)) {
      throw JelboException.here(
          "row " + index, "expected a row of shape " + shape, "rows from 0 on");
    }
    int width = values.length / Math.toIntExact(shape.get(0));
    return java.util.Arrays.copyOfRange(values, index * width, (index + 1) * width);
  }

  /** The names of the axes and the shape. */
  @Override
  public String toString() {
    return axes + " " + shape;
  }
}
