package org.jelbo.inference.diagnosis;

import java.util.Optional;
import org.jelbo.dsl.expr.Precision;
import org.tensorflow.GraphOperation;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * The first entry of an op's output that is not finite.
 *
 * @param shape of the output
 * @param index row-major
 * @param value infinite or not a number
 */
record WrongEntry(Shape shape, long index, double value) {
  /** Of an op's outputs, computed anew; empty where all entries are finite. */
  static Optional<WrongEntry> of(GraphOperation op, Session.Runner runner) {
    for (int i = 0; i < op.numOutputs(); i++) {
      if (FiniteChecks.isFloating(op, i)) {
        runner.fetch(op.output(i));
      }
    }
    try (Result result = runner.run()) {
      for (int i = 0; i < result.size(); i++) {
        double[] values = Precision.values(result.get(i));
        for (int at = 0; at < values.length; at++) {
          if (!Double.isFinite(values[at])) {
            return Optional.of(new WrongEntry(result.get(i).shape(), at, values[at]));
          }
        }
      }
      return Optional.empty();
    }
  }

  /** What stands at this entry in a value that is broadcast to the output; empty if it is not. */
  Optional<String> argument(Output<?> input, Session.Runner runner) {
    if (!FiniteChecks.isFloating((GraphOperation) input.op(), input.index())) {
      return Optional.empty();
    }
    try (Result result = runner.fetch(input).run()) {
      Tensor tensor = result.get(0);
      if (!isBroadcast(tensor.shape())) {
        return Optional.empty();
      }
      double[] values = Precision.values(tensor);
      double found = values[at(tensor.shape())];
      return Optional.of(
          tensor instanceof TFloat32 ? Float.toString((float) found) : Double.toString(found));
    }
  }

  private boolean isBroadcast(Shape from) {
    int missing = shape.numDimensions() - from.numDimensions();
    for (int dim = 0; dim < from.numDimensions(); dim++) {
      long size = from.get(dim);
      if (size != 1 && (missing + dim < 0 || size != shape.get(missing + dim))) {
        return false;
      }
    }
    return true;
  }

  /** The row-major index in a value that is broadcast: 0 along dims of size 1. */
  private int at(Shape from) {
    long rest = index;
    long at = 0;
    long stride = 1;
    int missing = shape.numDimensions() - from.numDimensions();
    for (int dim = shape.numDimensions() - 1; dim >= Math.max(0, missing); dim--) {
      long size = from.get(dim - missing);
      at += (size == 1 ? 0 : rest % shape.get(dim)) * stride;
      rest /= shape.get(dim);
      stride *= size;
    }
    return Math.toIntExact(at);
  }
}
