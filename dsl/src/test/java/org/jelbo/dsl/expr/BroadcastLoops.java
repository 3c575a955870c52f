package org.jelbo.dsl.expr;

import java.util.function.DoubleBinaryOperator;

/** Broadcasting by nested loops: what the graph must give. Sizes of a side are 1 where it lacks. */
final class BroadcastLoops {
  private BroadcastLoops() {}

  interface Visitor {
    void visit(int result, int left, int right);
  }

  /** The function of every pair of entries. */
  static double[] apply(
      DoubleBinaryOperator function,
      double[] left,
      long[] leftSizes,
      double[] right,
      long[] sizes) {
    double[] result = new double[Math.toIntExact(count(union(leftSizes, sizes)))];
    visit(leftSizes, sizes, (at, i, j) -> result[at] = function.applyAsDouble(left[i], right[j]));
    return result;
  }

  /** Calls with the flat positions in the result, the left and the right, for every entry. */
  static void visit(long[] leftSizes, long[] rightSizes, Visitor visitor) {
    long[] sizes = union(leftSizes, rightSizes);
    long entries = count(sizes);
    for (int at = 0; at < entries; at++) {
      visitor.visit(at, position(at, sizes, leftSizes), position(at, sizes, rightSizes));
    }
  }

  static long[] union(long[] left, long[] right) {
    long[] sizes = new long[left.length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Math.max(left[i], right[i]);
    }
    return sizes;
  }

  static long count(long[] sizes) {
    long count = 1;
    for (long size : sizes) {
      count *= size;
    }
    return count;
  }

  private static int position(int at, long[] sizes, long[] own) {
    long rest = at;
    long position = 0;
    long stride = 1;
    for (int dim = sizes.length - 1; dim >= 0; dim--) {
      long index = rest % sizes[dim];
      rest /= sizes[dim];
      position += own[dim] == 1 ? 0 : index * stride;
      stride *= own[dim];
    }
    return Math.toIntExact(position);
  }
}
