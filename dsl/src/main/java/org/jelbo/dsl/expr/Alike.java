package org.jelbo.dsl.expr;

import org.tensorflow.GraphOperation;
import org.tensorflow.RawTensor;
import org.tensorflow.ndarray.buffer.ByteDataBuffer;

/** Whether ops give the same numbers because they compute the same of the same. */
public final class Alike {
  /** Deeper expressions are taken for different ones. */
  private static final int DEPTH = 20;

  private Alike() {}

  /** Whether they do, as far as their inputs show; stops of gradients aside. */
  public static boolean areAlike(GraphOperation a, GraphOperation b) {
    return areAlike(a, b, DEPTH);
  }

  private static boolean areAlike(GraphOperation left, GraphOperation right, int depth) {
    GraphOperation a = behindStops(left);
    GraphOperation b = behindStops(right);
    if (a.equals(b)) {
      return true;
    }
    if (depth == 0 || !a.type().equals(b.type()) || a.numInputs() != b.numInputs()) {
      return false;
    }
    if (a.numInputs() == 0) {
      return a.type().equals("Const") && areEqual(a, b);
    }
    for (int i = 0; i < a.numInputs(); i++) {
      boolean isOfSameOutput = a.input(i).asOutput().index() == b.input(i).asOutput().index();
      if (!isOfSameOutput || !areAlike(input(a, i), input(b, i), depth - 1)) {
        return false;
      }
    }
    return true;
  }

  private static GraphOperation behindStops(GraphOperation op) {
    GraphOperation at = op;
    while (at.type().equals("StopGradient") || at.type().equals("Identity")) {
      at = input(at, 0);
    }
    return at;
  }

  private static GraphOperation input(GraphOperation op, int index) {
    return (GraphOperation) op.input(index).op();
  }

  private static boolean areEqual(GraphOperation a, GraphOperation b) {
    if (a.output(0).dataType() != b.output(0).dataType()
        || !a.output(0).shape().equals(b.output(0).shape())) {
      return false;
    }
    try (RawTensor left = a.attributes().getAttrTensor("value").asRawTensor();
        RawTensor right = b.attributes().getAttrTensor("value").asRawTensor()) {
      ByteDataBuffer one = left.data();
      ByteDataBuffer other = right.data();
      for (long i = 0; i < one.size(); i++) {
        if (one.getByte(i) != other.getByte(i)) {
          return false;
        }
      }
      return one.size() == other.size();
    }
  }
}
