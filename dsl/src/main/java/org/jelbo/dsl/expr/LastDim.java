package org.jelbo.dsl.expr;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jelbo.dsl.error.JelboException;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Cumsum;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/** The last dim of an event: put there, its entries chosen by place, or summed up to a place. */
public final class LastDim {
  private LastDim() {}

  /**
   * The entries at these places, in this order: {@code y_i = x_(places_i)}.
   *
   * @param places each from 0 to the last dim's size - 1; an entry may be chosen more than once
   * @throws JelboException for places that are not there
   */
  public static Expr chosen(Expr value, int... places) {
    int width = Math.toIntExact(Events.lastSize("chosen", value));
    if (places.length == 0
        || !Arrays.stream(places).allMatch(place -> place >= 0 && place < width)) {
      throw Messages.noPlaces(places, width);
    }
    Shape shape = Events.withLast(value.eventShape(), places.length);
    if (value.isConstant()) {
      double[] from = value.constant();
      double[] values = new double[Math.toIntExact(shape.size())];
      Arrays.setAll(values, i -> from[i / places.length * width + places[i % places.length]]);
      return Expr.of(values, shape);
    }
    Ops tf = value.tf();
    Operand<TNumber> chosen =
        tf.gather(value.operand(), tf.constant(places), tf.constant(lastDim(value)));
    return value.with(chosen, value.axes(), shape);
  }

  /** The value with one more last dim, of size 1. */
  public static Expr column(Expr value) {
    return value.reshape(value.eventShape().append(1).asArray());
  }

  /** {@link #column}, but a scalar event stays: one number stands for all entries. */
  public static Expr columnOfEntries(Expr value) {
    return value.eventShape().numDimensions() == 0 ? value : column(value);
  }

  /**
   * {@link Events#oneHot}, unchecked: for values that are known to be places. A whole number beyond
   * gives zeros.
   */
  public static Expr oneHot(Expr value, int size) {
    Shape shape = value.eventShape().append(size);
    if (value.isConstant()) {
      double[] indices = value.constant();
      double[] values = new double[indices.length * size];
      for (int i = 0; i < indices.length; i++) {
        if (indices[i] >= 0 && indices[i] < size) {
          values[i * size + (int) indices[i]] = 1;
        }
      }
      return Expr.of(values, shape);
    }
    ExprGraph graph = value.graph();
    Ops tf = graph.tf();
    Operand<TNumber> result =
        tf.oneHot(
            tf.dtypes.cast(value.operand(), TInt32.class),
            tf.constant(size),
            tf.constant(graph.precision().type(), 1),
            tf.constant(graph.precision().type(), 0));
    return value.with(result, value.axes(), shape);
  }

  /** The sum of the entries before each: {@code y_i = sum_(j < i) x_j}. */
  public static Expr sumsBefore(Expr value) {
    return sums(value, false);
  }

  /** The sum of the entries after each: {@code y_i = sum_(j > i) x_j}. */
  public static Expr sumsAfter(Expr value) {
    return sums(value, true);
  }

  private static Expr sums(Expr value, boolean after) {
    int width = Math.toIntExact(Events.lastSize("sums", value));
    if (value.isConstant()) {
      double[] values = value.constant();
      double[] sums = new double[values.length];
      IntStream.range(0, values.length / width)
          .forEach(row -> sum(values, sums, row * width, width, after));
      return Expr.of(sums, value.eventShape());
    }
    Ops tf = value.tf();
    Operand<TInt32> dim = tf.constant(lastDim(value));
    Operand<TNumber> sums =
        LongSums.oneByOne(
            tf,
            value.operand(),
            lastDim(value),
            x -> tf.math.cumsum(x, dim, Cumsum.exclusive(true), Cumsum.reverse(after)));
    return value.with(sums, value.axes(), value.eventShape());
  }

  private static void sum(double[] values, double[] sums, int from, int width, boolean after) {
    double sum = 0;
    for (int i = 0; i < width; i++) {
      int at = after ? from + width - 1 - i : from + i;
      sums[at] = sum;
      sum += values[at];
    }
  }

  private static int lastDim(Expr value) {
    return value.axes().size() + value.eventShape().numDimensions() - 1;
  }

  /** Whole numbers from 0 along the last dim of an event of a rank, whose other dims are 1. */
  public static Expr numbers(int rank, int count) {
    long[] sizes = new long[rank];
    Arrays.fill(sizes, 1);
    sizes[rank - 1] = count;
    double[] numbers = new double[count];
    Arrays.setAll(numbers, i -> i);
    return Expr.of(numbers, Shape.of(sizes));
  }
}
