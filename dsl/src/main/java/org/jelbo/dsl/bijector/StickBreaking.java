package org.jelbo.dsl.bijector;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Events;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.LastDim;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * Breaks a stick of length 1 along the last dim into k pieces: {@code y_i = z_i (1 - y_1 - ... -
 * y_(i-1))} with {@code z_i = 1 / (1 + exp(-u_i))}, {@code u_i = x_i - log(k - i)} for i from 1 to
 * k - 1, and y_k the rest. Equal entries come from zeros. The log-determinant, of the first k - 1
 * entries of y, is {@code sum_i log y_i + log(1 - z_i)}.
 *
 * <p>Source: Stan Reference Manual, section "Unit simplex" of "Constraint transforms" (its version
 * with stick-breaking); the same as {@code StickBreakingTransform} of Pyro.
 *
 * @param size k, at least 2
 */
public record StickBreaking(long size) implements Bijector {
  /**
   * Checks the components.
   *
   * @throws JelboException for a size below 2
   */
  public StickBreaking {
    Shapes.requireSize("StickBreaking", size, 2);
  }

  /**
   * The map onto a simplex.
   *
   * @param size of its vectors, at least 2
   * @throws JelboException for a size below 2
   */
  public static StickBreaking of(long size) {
    return new StickBreaking(size);
  }

  /** {@code log y_i = log z_i + sum_(j<i) log(1 - z_j)}, with a last z of 1. */
  @Override
  public Expr forward(Expr x) {
    Expr u = shifted(x);
    Expr broken = Events.withZero(u.negate().softplus());
    return broken.plus(LastDim.sumsBefore(Events.withZero(u.softplus()))).negate().exp();
  }

  /** {@code u_i = log y_i - log(y_(i+1) + ... + y_k)}: the rest is a sum, not a difference. */
  @Override
  public Expr inverse(Expr y) {
    freeShape(y.eventShape());
    int last = last();
    Expr rest = Events.entries(LastDim.sumsAfter(y), 0, last);
    return Events.entries(y, 0, last).log().minus(rest.log()).plus(offsets(y.eventShape()));
  }

  @Override
  public Expr logDet(Expr x) {
    Expr u = shifted(x);
    Expr left = u.softplus();
    return Reductions.sumLast(u.negate().softplus().plus(left).plus(LastDim.sumsBefore(left)))
        .negate();
  }

  private Expr shifted(Expr x) {
    return x.minus(offsets(eventShape(x.eventShape())));
  }

  /** {@code log(k - i)}, for the event's rank. */
  private Expr offsets(Shape event) {
    double[] offsets =
        IntStream.rangeClosed(1, last()).mapToDouble(i -> Math.log((double) size - i)).toArray();
    long[] sizes = new long[event.numDimensions()];
    Arrays.fill(sizes, 1);
    sizes[sizes.length - 1] = offsets.length;
    return Expr.of(offsets, Shape.of(sizes));
  }

  private int last() {
    return Math.toIntExact(size) - 1;
  }

  @Override
  public int freeRank() {
    return 1;
  }

  @Override
  public Shape freeShape(Shape event) {
    return Shapes.last("StickBreaking", "y", event, size, size - 1);
  }

  @Override
  public Shape eventShape(Shape free) {
    return Shapes.last("StickBreaking", "x", free, size - 1, size);
  }

  @Override
  public Support support() {
    return new Support.Simplex(size);
  }
}
