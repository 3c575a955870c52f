package org.jelbo.dsl.expr;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.error.JelboException;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;

/** What this package refuses. */
final class Messages {
  private Messages() {}

  static JelboException eventsDoNotFit(String operation, Shape left, Shape right) {
    return JelboException.here(
        operation,
        "expected event shapes that are equal, of equal rank with sizes 1, or one of them scalar,"
            + " but got "
            + left
            + " and "
            + right,
        left.size() == right.size() || left.numDimensions() != right.numDimensions()
            ? "reshape one of them"
            : "one event shape for both, or a scalar for one of them");
  }

  static JelboException wrongRank(String operation, int rank, Shape found) {
    return JelboException.here(
        operation,
        "expected an event of rank " + rank + ", but got event shape " + found,
        "reshape it to one of rank " + rank);
  }

  static JelboException scalarEvent(String operation) {
    return JelboException.here(
        operation,
        "expected an event of rank 1 or more, but got a scalar event",
        "reshape it, or leave this operation out");
  }

  static JelboException noConstantOf(Shape found) {
    return JelboException.here(
        "event shape " + found,
        "expected sizes of 0 or more and at most 2,147,483,647 entries",
        "the sizes of one event, none for a scalar");
  }

  static JelboException noPlaces(int[] found, int width) {
    return JelboException.here(
        "chosen",
        "expected one place or more from 0 to "
            + (width - 1)
            + ", but got "
            + Arrays.toString(found),
        "places counted from 0 along the last dim");
  }

  static JelboException nothingJoined() {
    return JelboException.here(
        "joined", "expected one event or more, but got none", "List.of(a, b)");
  }

  static JelboException negativeZeros(int zeros) {
    return JelboException.here(
        "withZeros",
        "expected 0 zeros or more, but got " + zeros,
        "Events.entries for fewer entries");
  }

  static JelboException noDim(int dim, Shape event) {
    return JelboException.here(
        "sumAlong",
        "expected a dim of the event, but got " + dim + " for event shape " + event,
        "0 for the first of its dims");
  }

  static JelboException noParts(int parts) {
    return JelboException.here("split", "expected 1 part or more, but got " + parts, "split(2)");
  }

  static JelboException sizesNotKnown(Shape found) {
    return JelboException.here(
        "reshape",
        "expected sizes of 0 or more, but got " + found,
        "all sizes written out: none is inferred");
  }

  static JelboException unevenSplit(long size, int parts) {
    return JelboException.here(
        "split",
        "expected a last dim that " + parts + " parts divide, but it has size " + size,
        "give the layer before it a width that is a multiple of " + parts);
  }

  static JelboException wrongSize(Shape from, Shape to) {
    return JelboException.here(
        "reshape",
        "expected "
            + from.size()
            + " entries as in event shape "
            + from
            + ", but "
            + to
            + " has "
            + to.size(),
        "a shape of " + from.size() + " entries");
  }

  static JelboException productDoesNotFit(Shape value, Shape kernel) {
    return JelboException.here(
        "affine map",
        "expected a kernel of shape [" + width(value) + ", n], but got " + kernel,
        "a kernel with " + width(value) + " rows");
  }

  private static long width(Shape value) {
    return value.get(value.numDimensions() - 1);
  }

  static JelboException biasDoesNotFit(Shape bias, Shape kernel) {
    return JelboException.here(
        "affine map",
        "expected a bias of shape [" + width(kernel) + "], but got " + bias,
        "a bias with one entry for each column of the kernel");
  }

  static JelboException kernelWithAxes(Axes axes) {
    return JelboException.here(
        "affine map",
        "expected a kernel and bias without axes, but got axes " + axes,
        "parameters that are the same for all rows and particles");
  }

  static JelboException otherGraph(String operation) {
    return JelboException.here(
        operation,
        "expected values of one graph, but got values of two",
        "use values only in the run of the program that made them");
  }

  static JelboException otherPrecision(String operation, Precision left, Precision right) {
    return JelboException.here(
        operation,
        "expected values of one precision, but got " + left + " and " + right,
        "cast the operand that was made outside of Jelbo");
  }

  static JelboException operandOfWrongType(Operand<?> operand) {
    return JelboException.here(
        "Expr.of",
        "expected an operand of type TFloat32 or TFloat64, but got "
            + operand.type().getSimpleName(),
        "tf.dtypes.cast(operand, TFloat32.class)");
  }

  static JelboException operandOfWrongRank(int axes, Shape found) {
    return JelboException.here(
        "Expr.of",
        "expected a shape of known rank that begins with "
            + axes
            + " axes and ends with known event sizes, but got "
            + found,
        "name every leading dim by an axis, in the order particles, enumerations, plates");
  }

  static JelboException axesOutOfOrder(List<Axis> axes) {
    return JelboException.here(
        "Expr.of",
        "expected axes each once, in the order particles, enumerations, plates outer to inner, but"
            + " got "
            + axes.stream().map(Axis::label).collect(Collectors.toList()),
        "tf.transpose(operand, ...), and its axes " + Axes.of(axes));
  }

  static JelboException operandOfOtherSize(Axis.Plate plate, long found) {
    return JelboException.here(
        "Expr.of",
        "expected size " + plate.size() + " along plate '" + plate.name() + "', but got " + found,
        "an operand that has all indices of the plate, or leave the axis out");
  }

  static JelboException operandOfOtherShape(Axes axes, Shape eventShape, Shape found) {
    return JelboException.here(
        "Expr.of",
        "expected a shape of axes "
            + axes
            + " and event shape "
            + eventShape
            + ", but got "
            + found,
        "name every leading dim by an axis, and give the sizes of all others");
  }

  static JelboException constantHasNoOperand() {
    return JelboException.here(
        "operand()",
        "expected a value of a graph, but this is a host constant",
        "operand(graph), which puts the constant into a graph");
  }

  static JelboException notConstant() {
    return JelboException.here(
        "constant()",
        "expected a host constant, but this is a value of a graph",
        "run the graph, or ask isConstant() first");
  }

  static JelboException lengthDiffers(int values, Shape shape) {
    return JelboException.here(
        "Expr.of",
        "expected " + shape.size() + " values for event shape " + shape + ", but got " + values,
        "as many values as the shape has entries");
  }

  static JelboException axisMissing(String operation, Axis axis, Expr found) {
    boolean isEnumerated =
        found.axes().asList().stream().anyMatch(Axis.Enumeration.class::isInstance);
    if (axis instanceof Axis.Plate && isEnumerated) {
      return JelboException.here(
          operation,
          "expected a value along axis '"
              + axis.label()
              + "', but it has axes "
              + found.axes()
              + ": every row has all values of an enumerated site",
          "what each row adds, such as p.factor(...) in the plate, which is summed over its rows");
    }
    return JelboException.here(
        operation,
        "expected a value along axis '" + axis.label() + "', but it has axes " + found.axes(),
        "leave the reduction out: the value is the same all along the axis");
  }

  static JelboException plateHasSize(Axis.Plate plate, Object found) {
    return JelboException.here(
        "axis '" + plate.label() + "'",
        "expected the plate's own size " + plate.size() + ", but got " + found,
        "leave the plate out: its size is known");
  }

  static JelboException extentUnknown(Axis axis) {
    return JelboException.here(
        "axis '" + axis.label() + "'",
        "expected an axis whose size is known to this run, but it has none",
        "draw inside the plate that the data fill");
  }

  static JelboException noEntries(int from, int to, long width) {
    return JelboException.here(
        "entries",
        "expected entries "
            + from
            + " to "
            + to
            + " to lie in 0 to "
            + width
            + " and be at least one",
        "0 <= from < to <= the size of the last dim");
  }

  static JelboException notTable(Expr table) {
    return JelboException.here(
        "row of a table",
        "expected a table of rows without axes, but got " + table,
        "a parameter, or Events.oneHot(index, n) and a product where the rows differ by plate");
  }

  static JelboException indexNotScalar(Expr index) {
    return JelboException.here(
        "row of a table",
        "expected one whole number for an index, but got " + index,
        "a scalar event");
  }

  static JelboException indexOutside(double index, long rows) {
    return JelboException.here(
        "row of a table",
        "expected a whole number from 0 to " + (rows - 1) + " for an index, but got " + index,
        "a row that is there");
  }

  static JelboException noPlace(double found, int size) {
    return JelboException.here(
        "one-hot vector",
        "expected whole numbers from 0 to " + (size - 1) + ", but got " + found,
        "a size above the greatest number, and numbers counted from 0");
  }

  static JelboException matricesDoNotFit(Shape left, Shape right, boolean ofRows) {
    return JelboException.here(
        "matrix product",
        "expected a second matrix of "
            + width(left)
            + (ofRows ? " columns" : " rows")
            + ", but got "
            + left
            + " and "
            + right,
        "Matrices.transposed of one of them");
  }

  static JelboException notSquare(String operation, Shape found) {
    return JelboException.here(
        operation,
        "expected a square matrix, but got event shape " + found,
        "an event of shape [n, n]");
  }

  static JelboException partsDoNotFit(Expr first, Expr part) {
    return JelboException.here(
        "joined",
        "expected values of the same axes and sizes but for the last, but got "
            + first
            + " and "
            + part,
        "reshape one of them, or add zeros that have the axes");
  }
}
