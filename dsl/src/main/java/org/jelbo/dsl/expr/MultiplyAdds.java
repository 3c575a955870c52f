package org.jelbo.dsl.expr;

import java.util.Collection;
import java.util.OptionalLong;
import java.util.Set;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;

/**
 * The multiply-adds of the matrix products and convolutions that expressions are computed from,
 * which are most of the work of a network. Each op of the graph counts once, with its own sizes,
 * however often its result is used or broadcast. A product of {@code [m, k]} and {@code [k, n]} is
 * {@code m k n} multiply-adds; a convolution is as many as its filter has entries for one output
 * channel, for every entry of the output (of a transposed one, for every entry of the input), and
 * so is each of its gradients. What works entry by entry, sums, gathers, factorizes or solves
 * counts nothing.
 */
public final class MultiplyAdds {
  /** Products whose number is not known here. */
  private static final Set<String> OTHER_PRODUCTS =
      Set.of("Einsum", "SparseMatMul", "SparseTensorDenseMatMul", "Conv", "Conv3D", "While", "If");

  private MultiplyAdds() {}

  /**
   * The multiply-adds of expressions together.
   *
   * @param of where the walk over the graph starts; host constants come from no op
   * @return empty where a product has a size that the graph does not know while building, or is of
   *     a kind that is not counted (Einsum, convolutions of another rank, loops)
   */
  public static OptionalLong of(Collection<Expr> of) {
    long sum = 0;
    for (GraphOperation op : Sources.operations(of)) {
      OptionalLong own = of(op);
      if (own.isEmpty()) {
        return own;
      }
      sum = Math.addExact(sum, own.getAsLong());
    }
    return OptionalLong.of(sum);
  }

  /**
   * The multiply-adds of one op; 0 for what counts nothing.
   *
   * @return empty where its number is not known while building
   */
  public static OptionalLong of(GraphOperation op) {
    long count = count(op);
    return count < 0 ? OptionalLong.empty() : OptionalLong.of(count);
  }

  /** Below 0 where the number is not known. */
  private static long count(GraphOperation op) {
    return switch (op.type()) {
      case "MatMul", "BatchMatMul", "BatchMatMulV2", "BatchMatMulV3" -> ofProduct(op);
      case "Conv2D" -> times(output(op), perChannel(input(op, 1), 1));
      case "DepthwiseConv2dNative" -> times(output(op), perChannel(input(op, 1), 2));
      case "Conv2DBackpropInput" -> times(input(op, 2), perChannel(input(op, 1), 1));
      case "Conv2DBackpropFilter" -> times(input(op, 2), perChannel(output(op), 1));
      case "DepthwiseConv2dNativeBackpropInput" -> times(input(op, 2), perChannel(input(op, 1), 2));
      case "DepthwiseConv2dNativeBackpropFilter" -> times(input(op, 2), perChannel(output(op), 2));
      default -> OTHER_PRODUCTS.contains(op.type()) ? Shape.UNKNOWN_SIZE : 0;
    };
  }

  /** Whichever factor is transposed: the dim that is summed over is the rest of the left one. */
  private static long ofProduct(GraphOperation op) {
    Shape output = output(op);
    Shape left = input(op, 0);
    if (output.hasUnknownDimension() || left.hasUnknownDimension() || output.size() == 0) {
      return output.hasUnknownDimension() || left.hasUnknownDimension() ? Shape.UNKNOWN_SIZE : 0;
    }
    long rows = output.get(output.numDimensions() - 2);
    return times(output, left.takeLast(2).size() / rows);
  }

  /** The entries of a filter without its last dims. */
  private static long perChannel(Shape filter, int channels) {
    return filter.hasUnknownDimension()
        ? Shape.UNKNOWN_SIZE
        : filter.take(filter.numDimensions() - channels).size();
  }

  private static long times(Shape shape, long each) {
    return shape.hasUnknownDimension() || each < 0
        ? Shape.UNKNOWN_SIZE
        : Math.multiplyExact(shape.size(), each);
  }

  private static Shape output(GraphOperation op) {
    return op.output(0).shape();
  }

  private static Shape input(GraphOperation op, int index) {
    Operand<?> input = op.input(index);
    return input.shape();
  }
}
