package org.jelbo.dsl.expr;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.error.JelboException;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.op.core.Sum;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/** Sums and means over events and along axes. */
public final class Reductions {
  private Reductions() {}

  static Expr sum(Expr value) {
    int rank = value.eventShape().numDimensions();
    if (rank == 0) {
      return value;
    }
    if (value.isConstant()) {
      return Expr.of(Arrays.stream(value.constant()).sum());
    }
    int from = value.axes().size();
    Operand<TInt32> dims = value.tf().constant(IntStream.range(from, from + rank).toArray());
    return value.with(value.tf().sum(value.operand(), dims), value.axes(), Shape.scalar());
  }

  /** The sum along the event's last dim, which goes. */
  public static Expr sumLast(Expr value) {
    Events.lastSize("sumLast", value);
    return sumAlong(value, value.eventShape().numDimensions() - 1);
  }

  /**
   * The sum along a dim of the event, which goes.
   *
   * @param dim counted from 0 for the first
   * @throws JelboException for a dim that is not there
   */
  public static Expr sumAlong(Expr value, int dim) {
    Shape event = value.eventShape();
    if (dim < 0 || dim >= event.numDimensions()) {
      throw Messages.noDim(dim, event);
    }
    Shape after = event.takeLast(event.numDimensions() - dim - 1);
    Shape shape = event.take(dim).append(after);
    if (value.isConstant()) {
      return Expr.of(sums(value.constant(), event.get(dim), after.size()), shape);
    }
    return value.with(sumOf(value, value.axes().size() + dim, value.tf()), value.axes(), shape);
  }

  private static double[] sums(double[] values, long size, long after) {
    double[] sums = new double[Math.toIntExact(values.length / size)];
    for (int i = 0; i < values.length; i++) {
      sums[(int) (i / (size * after) * after + i % after)] += values[i];
    }
    return sums;
  }

  /**
   * The sum over the entries of an event of which the value may be a broadcast: an entry counts as
   * often as it is repeated.
   *
   * @param value entries of event shape equal to {@code eventShape} or broadcasting to it
   * @param eventShape the full shape of the event
   */
  public static Expr sumOfEvent(Expr value, Shape eventShape) {
    double repeats = (double) eventShape.size() / value.eventShape().size();
    return sum(value).times(repeats);
  }

  /**
   * The sum along an axis, which goes.
   *
   * @param axis one of the value's axes
   */
  public static Expr sumOver(Expr value, Axis axis) {
    int dim = Alignment.position("sumOver", value, axis);
    Operand<TNumber> sum = sumOf(value, dim, Mark.along(axis, value.tf()));
    return value.with(sum, value.axes().without(Axes.of(axis)), value.eventShape());
  }

  private static Operand<TNumber> sumOf(Expr value, int dim, Ops summing) {
    Ops tf = value.tf();
    Operand<TInt32> along = tf.constant(dim);
    return LongSums.along(tf, value.operand(), dim, x -> summing.sum(x, along));
  }

  /** The mean along an axis, which goes; a value without the axis is its own mean. */
  public static Expr meanOver(Expr value, Axis axis) {
    if (!value.axes().contains(axis)) {
      return value;
    }
    int dim = value.axes().indexOf(axis);
    Ops tf = value.tf();
    Ops averaging = Mark.along(axis, tf);
    Operand<TInt32> along = tf.constant(dim);
    Operand<TNumber> mean =
        LongSums.along(tf, value.operand(), dim, x -> averaging.math.mean(x, along));
    return value.with(mean, value.axes().without(Axes.of(axis)), value.eventShape());
  }

  /**
   * The greatest along an axis, which goes; not differentiable.
   *
   * @param axis one of the value's axes
   */
  public static Expr maxOver(Expr value, Axis axis) {
    int dim = Alignment.position("maxOver", value, axis);
    Ops tf = value.tf();
    Operand<TInt32> along = tf.constant(new int[] {dim});
    Operand<TNumber> most = tf.stopGradient(Mark.along(axis, tf).reduceMax(value.operand(), along));
    return value.with(most, value.axes().without(Axes.of(axis)), value.eventShape());
  }

  static Expr logSumExp(Expr value) {
    Events.lastSize("logSumExp", value);
    Shape shape = Events.withoutLast(value.eventShape());
    if (value.isConstant()) {
      return Expr.of(rows(value, Reductions::logSumExp), shape);
    }
    int dim = value.axes().size() + value.eventShape().numDimensions() - 1;
    Operand<TNumber> result =
        value.tf().squeeze(logSumExpAlong(value, dim, value.tf()), Squeeze.axis((long) dim));
    return value.with(result, value.axes(), shape);
  }

  /**
   * {@code log sum exp} along an axis, which goes.
   *
   * @param axis one of the value's axes
   */
  public static Expr logSumExpOver(Expr value, Axis axis) {
    int dim = Alignment.position("logSumExpOver", value, axis);
    return value.with(
        value
            .tf()
            .squeeze(
                logSumExpAlong(value, dim, Mark.along(axis, value.tf())), Squeeze.axis((long) dim)),
        value.axes().without(Axes.of(axis)),
        value.eventShape());
  }

  /**
   * {@code log mean exp} along an axis, which goes.
   *
   * @param axis one of the value's axes
   */
  public static Expr logMeanExpOver(Expr value, Axis axis) {
    int dim = Alignment.position("logMeanExpOver", value, axis);
    Ops tf = value.tf();
    Operand<TNumber> count =
        value
            .graph()
            .precision()
            .cast(tf, tf.gather(tf.shape(value.operand()), tf.constant(dim), tf.constant(0)));
    Expr size = Expr.of(tf.math.log(count), Axes.NONE, Shape.scalar());
    return logSumExpOver(value, axis).minus(size);
  }

  /**
   * With the dim kept, of size 1.
   *
   * @param summing makes the sum
   */
  private static Operand<TNumber> logSumExpAlong(Expr value, int dim, Ops summing) {
    Ops tf = value.tf();
    Operand<TInt32> along = tf.constant(new int[] {dim});
    Operand<TNumber> greatest =
        tf.stopGradient(tf.reduceMax(value.operand(), along, ReduceMax.keepDims(true)));
    Operand<TNumber> max = finite(tf, greatest);
    Operand<TNumber> sum =
        LongSums.along(
            tf,
            tf.math.exp(tf.math.sub(value.operand(), max)),
            dim,
            x -> summing.sum(x, along, Sum.keepDims(true)));
    // The sum is 1 or more, but 0 where every value is -inf: the gradient of log 0 is not a number.
    Operand<TNumber> least = tf.constant(value.graph().precision().type(), 0.5);
    return tf.math.add(tf.math.log(tf.math.maximum(sum, least)), greatest);
  }

  /** Zero in the place of what is not finite. Select takes operands of few dims only. */
  private static Operand<TNumber> finite(Ops tf, Operand<TNumber> value) {
    if (value.shape().numDimensions() <= Binary.MAX_RANK_OF_SELECT) {
      return tf.select(tf.math.isFinite(value), value, tf.zerosLike(value));
    }
    Operand<TNumber> flat = tf.reshape(value, tf.constant(new int[] {-1}));
    Operand<TNumber> kept = tf.select(tf.math.isFinite(flat), flat, tf.zerosLike(flat));
    return tf.reshape(kept, tf.shape(value));
  }

  static Expr logSoftmax(Expr value) {
    Events.lastSize("logSoftmax", value);
    if (value.isConstant()) {
      return value.minus(
          Expr.of(
              Arrays.stream(rows(value, Reductions::logSumExp))
                  .flatMap(x -> repeated(x, Events.lastSize("logSoftmax", value)))
                  .toArray(),
              value.eventShape()));
    }
    // Not TensorFlow's LogSoftmax: its gradient sums along dim 1, right for matrices only.
    int dim = value.axes().size() + value.eventShape().numDimensions() - 1;
    return value.with(
        value.tf().math.sub(value.operand(), logSumExpAlong(value, dim, value.tf())),
        value.axes(),
        value.eventShape());
  }

  private static DoubleStream repeated(double x, long times) {
    return DoubleStream.generate(() -> x).limit(times);
  }

  static double[] rows(Expr value, ToDoubleFunction<double[]> f) {
    double[] values = value.constant();
    int width = Math.toIntExact(Events.lastSize("reduction", value));
    return IntStream.range(0, values.length / width)
        .mapToDouble(i -> f.applyAsDouble(Arrays.copyOfRange(values, i * width, (i + 1) * width)))
        .toArray();
  }

  private static double logSumExp(double[] values) {
    double greatest = Arrays.stream(values).max().orElse(Double.NEGATIVE_INFINITY);
    double max = Double.isFinite(greatest) ? greatest : 0;
    return max + Math.log(Arrays.stream(values).map(x -> Math.exp(x - max)).sum());
  }
}
