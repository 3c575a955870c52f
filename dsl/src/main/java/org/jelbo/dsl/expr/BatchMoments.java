package org.jelbo.dsl.expr;

import java.util.stream.IntStream;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.error.JelboException;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * Mean and variance of what a batch has of each entry of an event's last dim: over its rows, and
 * the event's other dims.
 *
 * @param mean {@code [n]}
 * @param variance about that mean, divided by the count, {@code [n]}
 * @param unbiasedVariance divided by one less than the count, {@code [n]}
 */
public record BatchMoments(Expr mean, Expr variance, Expr unbiasedVariance) {
  /**
   * Of a value, which gradients pass.
   *
   * @param layer whose, for refusals: of what has no rows, or particles or values of a site besides
   *     them, and of a batch that has one value of each entry
   * @param x {@code [rows..., event..., n]}
   * @throws JelboException for axes other than the rows of a batch
   */
  public static BatchMoments of(String layer, Expr x) {
    requireRows(layer, x);
    Operand<TNumber> value = Mark.NORMED_ROWS.on(x.tf()).identity(x.operand());
    int rank = value.rank();
    Operand<TInt32> dims = x.tf().constant(IntStream.range(0, rank - 1).toArray());
    Ops tf = x.tf();
    Operand<TNumber> mean = tf.math.mean(value, dims);
    Operand<TNumber> squares = tf.math.square(tf.math.sub(value, mean));
    Operand<TNumber> variance = tf.math.mean(squares, dims);
    Shape event = x.eventShape().takeLast(1);
    Expr v = x.with(variance, Axes.NONE, event);
    return new BatchMoments(x.with(mean, Axes.NONE, event), v, v.times(correction(layer, x, dims)));
  }

  /** The count divided by one less than it. */
  private static Expr correction(String layer, Expr x, Operand<TInt32> dims) {
    Shape sizes = x.operand().shape();
    long count = 1;
    for (int i = 0; i < sizes.numDimensions() - 1; i++) {
      count = sizes.get(i) < 0 || count < 0 ? Shape.UNKNOWN_SIZE : count * sizes.get(i);
    }
    if (count == 1) {
      throw JelboException.here(
          "layer '" + layer + "'",
          "expected two values or more of each entry in a batch, but got one, whose variance is 0",
          "batch(2) or more, or LayerNorm");
    }
    if (count > 0) {
      return Expr.of((double) count / (count - 1));
    }
    Ops tf = x.tf();
    Operand<TInt32> found =
        tf.prod(tf.gather(tf.shape(x.operand()), dims, tf.constant(0)), tf.constant(0));
    Expr known = x.with(x.graph().precision().cast(tf, found), Axes.NONE, Shape.scalar());
    return known.dividedBy(known.minus(1));
  }

  private static void requireRows(String layer, Expr x) {
    if (!x.axes().hasRows()) {
      throw JelboException.here(
          "layer '" + layer + "'",
          "expected a value with the rows of the data, over which it is normed in training, but got"
              + " one of axes "
              + x.axes(),
          "the layer inside the plate that the data fill, or LayerNorm");
    }
    if (!x.axes().areOfPlates()) {
      throw JelboException.here(
          "layer '" + layer + "'",
          "expected a value with the rows of the data alone, over which it is normed in training,"
              + " but got one of axes "
              + x.axes(),
          "the layer before what it depends on is drawn or enumerated, one particle, or LayerNorm");
    }
  }
}
