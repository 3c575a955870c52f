package org.jelbo.dsl.expr;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.error.Required;
import org.tensorflow.ndarray.Shape;

/** How two event shapes broadcast: equal, one scalar, or sizes of 1 at equal rank. */
record EventShapes(Shape left, Shape right, Shape result) {

  static EventShapes of(String operation, Shape left, Shape right) {
    if (left.equals(right) || right.numDimensions() == 0) {
      return new EventShapes(left, right, left);
    }
    if (left.numDimensions() == 0) {
      return new EventShapes(left, right, right);
    }
    int rank = left.numDimensions();
    if (rank != right.numDimensions()) {
      throw Messages.eventsDoNotFit(operation, left, right);
    }
    long[] sizes = new long[rank];
    for (int i = 0; i < rank; i++) {
      long a = left.get(i);
      long b = right.get(i);
      if (a != b && a != 1 && b != 1) {
        throw Messages.eventsDoNotFit(operation, left, right);
      }
      sizes[i] = a == 1 ? b : a;
    }
    return new EventShapes(left, right, Shape.of(sizes));
  }

  /** The numbers of a host constant. */
  static double[] requireThere(double[] values) {
    return Required.of(
        values, "a constant", "numbers", "Expr.of(1), or Expr.of(new double[] {1, 2})");
  }

  /** How many entries a host constant has. */
  static int requireEntries(Shape shape) {
    Required.of(shape, "a constant", "an event shape", "Shape.scalar() for one number");
    long entries = 1;
    for (long size : shape.asArray()) {
      if (size < 0 || (size > 0 && entries > Integer.MAX_VALUE / size)) {
        throw Messages.noConstantOf(shape);
      }
      entries *= size;
    }
    return (int) entries;
  }

  /** A plate of known size has that size in every operand. */
  static void requireSizes(Axes axes, Shape shape) {
    for (int i = 0; i < axes.size(); i++) {
      if (axes.at(i) instanceof Axis.Plate plate
          && !plate.isOfData()
          && shape.get(i) >= 0
          && shape.get(i) != plate.size()) {
        throw Messages.operandOfOtherSize(plate, shape.get(i));
      }
    }
  }

  double[] fold(DoubleBinaryOperator function, double[] a, double[] b) {
    double[] leftValues = broadcast(a, left, result);
    double[] rightValues = broadcast(b, right, result);
    double[] values = new double[leftValues.length];
    Arrays.setAll(values, i -> function.applyAsDouble(leftValues[i], rightValues[i]));
    return values;
  }

  /** Values of a shape repeated to fill the shape it broadcasts to. */
  static double[] broadcast(double[] values, Shape from, Shape to) {
    if (from.equals(to)) {
      return values;
    }
    double[] result = new double[Math.toIntExact(to.size())];
    int rank = from.numDimensions();
    for (int i = 0; i < result.length; i++) {
      long rest = i;
      long index = 0;
      long stride = 1;
      for (int dim = rank - 1; dim >= 0; dim--) {
        long position = rest % to.get(dim);
        rest /= to.get(dim);
        index += from.get(dim) == 1 ? 0 : position * stride;
        stride *= from.get(dim);
      }
      result[i] = values[Math.toIntExact(index)];
    }
    return result;
  }
}
