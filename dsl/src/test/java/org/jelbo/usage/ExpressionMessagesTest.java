package org.jelbo.usage;

import static org.jelbo.usage.Refusals.assertRefused;

import java.util.List;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.expr.Events;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Extents;
import org.jelbo.dsl.expr.LastDim;
import org.jelbo.dsl.expr.LinearAlgebra;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.expr.Reductions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Every refusal of the expression package, word for word, with the Java line. */
final class ExpressionMessagesTest {
  private static final Axis ROWS = new Axis.Plate("rows", 0, Axis.Plate.OF_DATA);
  private static final Axis PIXELS = new Axis.Plate("pixels", 1, 3);
  private static final Axis PARTICLES = new Axis.Particles("particles");

  private final Evaluation evaluation = Evaluation.in(Precision.FLOAT32);

  @AfterEach
  void close() {
    evaluation.close();
  }

  private static Expr filled(long... sizes) {
    return Expr.filled(0, Shape.of(sizes));
  }

  private Operand<TFloat32> zeros(int... sizes) {
    Ops tf = evaluation.graph().tf();
    return tf.zeros(tf.constant(sizes), TFloat32.class);
  }

  @Test
  void eventsThatDoNotFit() {
    String problem =
        "expected event shapes that are equal, of equal rank with sizes 1, or one of them scalar,"
            + " but got ";
    assertRefused(
        "plus",
        () -> filled(2).plus(filled(3)),
        problem + "[2] and [3]",
        "one event shape for both, or a scalar for one of them");
    assertRefused(
        "times",
        () -> filled(10).times(filled(10, 1)),
        problem + "[10] and [10, 1]",
        "reshape one of them");
  }

  @Test
  void dimsThatTheEventHasNot() {
    assertRefused(
        "sumAlong",
        () -> Reductions.sumAlong(filled(2, 3), 2),
        "expected a dim of the event, but got 2 for event shape [2, 3]",
        "0 for the first of its dims");
    assertRefused(
        "sumAlong",
        () -> Reductions.sumAlong(filled(2), -1),
        "expected a dim of the event, but got -1 for event shape [2]",
        "0 for the first of its dims");
  }

  @Test
  void affineMapsThatDoNotFit() {
    assertRefused(
        "affine map",
        () -> LinearAlgebra.affine(filled(2, 2), filled(2, 3), null),
        "expected an event of rank 1, but got event shape [2, 2]",
        "reshape it to one of rank 1");
    assertRefused(
        "affine map",
        () -> LinearAlgebra.affine(filled(2), filled(2), null),
        "expected an event of rank 2, but got event shape [2]",
        "reshape it to one of rank 2");
    assertRefused(
        "affine map",
        () -> LinearAlgebra.affine(filled(2), filled(3, 4), null),
        "expected a kernel of shape [2, n], but got [3, 4]",
        "a kernel with 2 rows");
    assertRefused(
        "affine map",
        () -> LinearAlgebra.affine(filled(2), filled(2, 4), filled(3)),
        "expected a bias of shape [4], but got [3]",
        "a bias with one entry for each column of the kernel");
  }

  @Test
  void kernelsWithAxes() {
    Expr kernel = Expr.of(zeros(5, 2, 3), ROWS);
    Expr bias = Expr.of(zeros(7, 3), PARTICLES);
    String remedy = "parameters that are the same for all rows and particles";
    assertRefused(
        "affine map",
        () -> LinearAlgebra.affine(filled(2), kernel, bias),
        "expected a kernel and bias without axes, but got axes [particles, rows]",
        remedy);
    assertRefused(
        "affine map",
        () -> LinearAlgebra.affine(filled(2), filled(2, 3), bias),
        "expected a kernel and bias without axes, but got axes [particles]",
        remedy);
  }

  @Test
  void scalarEvents() {
    String problem = "expected an event of rank 1 or more, but got a scalar event";
    String remedy = "reshape it, or leave this operation out";
    assertRefused("logSumExp", () -> Expr.of(1).logSumExp(), problem, remedy);
    assertRefused("logSoftmax", () -> Expr.of(1).logSoftmax(), problem, remedy);
    assertRefused("split", () -> Expr.of(1).split(1), problem, remedy);
    assertRefused("sumLast", () -> Reductions.sumLast(Expr.of(1)), problem, remedy);
  }

  @Test
  void splitsIntoUnevenParts() {
    assertRefused(
        "split",
        () -> filled(2, 5).split(2),
        "expected a last dim that 2 parts divide, but it has size 5",
        "give the layer before it a width that is a multiple of 2");
  }

  @Test
  void reshapesToAnotherSize() {
    assertRefused(
        "reshape",
        () -> filled(2, 3).reshape(7),
        "expected 6 entries as in event shape [2, 3], but [7] has 7",
        "a shape of 6 entries");
  }

  @Test
  void valuesOfTwoGraphs() {
    try (Evaluation other = Evaluation.in(Precision.FLOAT32)) {
      Expr here = evaluation.fed(1);
      Expr there = other.fed(1);
      assertRefused(
          "minus",
          () -> here.minus(there),
          "expected values of one graph, but got values of two",
          "use values only in the run of the program that made them");
    }
  }

  @Test
  void valuesOfTwoPrecisions() {
    Expr doubles = Expr.of(evaluation.graph().tf().constant(new double[] {1}));
    Expr floats = evaluation.fed(1);
    assertRefused(
        "dividedBy",
        () -> floats.dividedBy(doubles),
        "expected values of one precision, but got FLOAT32 and FLOAT64",
        "cast the operand that was made outside of Jelbo");
  }

  @Test
  void operandsThatAreNoValues() {
    Operand<TInt32> ints = evaluation.graph().tf().constant(new int[] {1});
    assertRefused(
        "Expr.of",
        () -> Expr.of(ints),
        "expected an operand of type TFloat32 or TFloat64, but got TInt32",
        "tf.dtypes.cast(operand, TFloat32.class)");
    Operand<TFloat32> vector = zeros(4);
    assertRefused(
        "Expr.of",
        () -> Expr.of(vector, PARTICLES, ROWS),
        "expected a shape of known rank that begins with 2 axes and ends with known event sizes,"
            + " but got [4]",
        "name every leading dim by an axis, in the order particles, enumerations, plates");
    assertRefused(
        "Expr.of",
        () -> Expr.of(vector, Axes.of(ROWS), Shape.of(3)),
        "expected a shape of axes [rows] and event shape [3], but got [4]",
        "name every leading dim by an axis, and give the sizes of all others");
  }

  @Test
  void axesOutOfOrder() {
    String problem =
        "expected axes each once, in the order particles, enumerations, plates outer to inner, but"
            + " got ";
    String remedy = "tf.transpose(operand, ...), and its axes ";
    Operand<TFloat32> square = zeros(4, 4);
    assertRefused(
        "Expr.of",
        () -> Expr.of(square, ROWS, PARTICLES),
        problem + "[rows, particles]",
        remedy + "[particles, rows]");
    assertRefused(
        "Expr.of", () -> Expr.of(square, ROWS, ROWS), problem + "[rows, rows]", remedy + "[rows]");
  }

  @Test
  void operandsOfAnotherSizeThanTheirPlate() {
    Operand<TFloat32> four = zeros(4);
    assertRefused(
        "Expr.of",
        () -> Expr.of(four, PIXELS),
        "expected size 3 along plate 'pixels', but got 4",
        "an operand that has all indices of the plate, or leave the axis out");
  }

  @Test
  void constantsAndValuesMistakenForEachOther() {
    assertRefused(
        "operand()",
        () -> Expr.of(1).operand(),
        "expected a value of a graph, but this is a host constant",
        "operand(graph), which puts the constant into a graph");
    Expr fed = evaluation.fed(1);
    assertRefused(
        "constant()",
        () -> fed.constant(),
        "expected a host constant, but this is a value of a graph",
        "run the graph, or ask isConstant() first");
  }

  @Test
  void constantsOfAnotherLength() {
    assertRefused(
        "Expr.of",
        () -> Expr.of(new double[] {1, 2, 3}, Shape.of(2, 2)),
        "expected 4 values for event shape [2, 2], but got 3",
        "as many values as the shape has entries");
  }

  @Test
  void axesThatValuesLack() {
    Expr rows = Expr.of(zeros(4), ROWS);
    String problem = "expected a value along axis 'particles', but it has axes [rows]";
    String remedy = "leave the reduction out: the value is the same all along the axis";
    assertRefused("sumOver", () -> Reductions.sumOver(rows, PARTICLES), problem, remedy);
    assertRefused(
        "logSumExpOver", () -> Reductions.logSumExpOver(rows, PARTICLES), problem, remedy);
    assertRefused(
        "logMeanExpOver", () -> Reductions.logMeanExpOver(rows, PARTICLES), problem, remedy);
  }

  @Test
  void axesWithoutSize() {
    Ops tf = evaluation.graph().tf();
    assertRefused(
        "axis 'rows'",
        () -> Extents.NONE.shape(tf, Axes.of(ROWS), Shape.scalar()),
        "expected an axis whose size is known to this run, but it has none",
        "draw inside the plate that the data fill");
  }

  @Test
  void otherSizesForPlatesOfKnownSize() {
    Operand<TInt32> fed = evaluation.fedSize(4);
    String problem = "expected the plate's own size 3, but got ";
    String remedy = "leave the plate out: its size is known";
    assertRefused("axis 'pixels'", () -> Extents.NONE.with(PIXELS, 4), problem + "4", remedy);
    assertRefused(
        "axis 'pixels'",
        () -> Extents.NONE.with(PIXELS, fed),
        problem + "a scalar of the graph",
        remedy);
  }

  @Test
  @SuppressWarnings("NullAway")
  void nothingPassed() {
    Expr rows = Expr.of(zeros(4), ROWS);
    double[] none = null;
    assertRefused(
        "row of a table",
        () -> filled(3).at(null),
        "expected an index, but got null",
        "p.input(\"k\"), or a value of the program");
    assertRefused(
        "sumOver",
        () -> Reductions.sumOver(rows, null),
        "expected an axis, but got null",
        "one of the axes [rows]");
    assertRefused(
        "a constant",
        () -> Expr.of(none),
        "expected numbers, but got null",
        "Expr.of(1), or Expr.of(new double[] {1, 2})");
    assertRefused(
        "a constant",
        () -> Expr.filled(1, null),
        "expected an event shape, but got null",
        "Shape.scalar() for one number");
    assertRefused(
        "Expr.of",
        () -> Expr.of((Operand<?>) null, Axes.NONE),
        "expected an operand, but got null",
        "Expr.of(1) for a number");
    assertRefused(
        "joined", () -> Events.joined(null), "expected events, but got null", "List.of(a, b)");
  }

  @Test
  void partsThatAreNotThere() {
    Expr rows = Expr.of(zeros(4), ROWS);
    assertRefused(
        "joined",
        () -> Events.joined(List.of()),
        "expected one event or more, but got none",
        "List.of(a, b)");
    assertRefused(
        "withZeros",
        () -> Events.withZeros(filled(3), -1),
        "expected 0 zeros or more, but got -1",
        "Events.entries for fewer entries");
    assertRefused(
        "chosen",
        () -> LastDim.chosen(filled(3)),
        "expected one place or more from 0 to 2, but got []",
        "places counted from 0 along the last dim");
    assertRefused(
        "axes [rows]",
        () -> rows.axes().at(1),
        "expected a place from 0 to 0, but got 1",
        "at(0) for the last");
    assertRefused(
        "axes []",
        () -> filled(3).axes().at(0),
        "expected a place of an axis, but there is none",
        "a value that stands in a plate");
  }
}
