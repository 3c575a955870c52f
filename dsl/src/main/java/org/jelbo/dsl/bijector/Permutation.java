package org.jelbo.dsl.bijector;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.LastDim;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * The last dim in another order: {@code y_i = x_(order_i)}, with a log-determinant of 0.
 *
 * @param order each number from 0 to the dim's size - 1 once
 */
public record Permutation(List<Integer> order) implements Bijector {
  /**
   * Checks the components.
   *
   * @throws JelboException for what is no order
   */
  public Permutation {
    for (Integer place : Required.of(order, "Permutation", "an order", "Permutation.of(2, 0, 1)")) {
      Required.of(place, "Permutation", "a place", "Permutation.of(2, 0, 1)");
    }
    order = List.copyOf(order);
    if (order.isEmpty()
        || !order.stream()
            .sorted()
            .toList()
            .equals(IntStream.range(0, order.size()).boxed().toList())) {
      throw Messages.noOrder(order);
    }
  }

  /**
   * By the place in x of each entry of y.
   *
   * @param order each number from 0 to the dim's size - 1 once
   * @throws JelboException for what is no order
   */
  public static Permutation of(int... order) {
    Required.of(order, "Permutation", "an order", "Permutation.of(2, 0, 1)");
    return new Permutation(Arrays.stream(order).boxed().toList());
  }

  @Override
  public Expr forward(Expr x) {
    eventShape(x.eventShape());
    return LastDim.chosen(x, places(order));
  }

  @Override
  public Expr inverse(Expr y) {
    freeShape(y.eventShape());
    return LastDim.chosen(
        y, places(IntStream.range(0, order.size()).map(order::indexOf).boxed().toList()));
  }

  private static int[] places(List<Integer> order) {
    return order.stream().mapToInt(place -> place).toArray();
  }

  @Override
  public Expr logDet(Expr x) {
    Shape free = x.eventShape();
    eventShape(free);
    return Expr.filled(0, free.take(free.numDimensions() - 1));
  }

  @Override
  public int freeRank() {
    return 1;
  }

  @Override
  public Shape freeShape(Shape event) {
    return Shapes.last("Permutation", "y", event, order.size(), order.size());
  }

  @Override
  public Shape eventShape(Shape free) {
    return Shapes.last("Permutation", "x", free, order.size(), order.size());
  }

  /** Sets of single entries and of vectors stay what they are. */
  @Override
  public Support image(Support of) {
    return of.rank() < 2 ? of : Bijector.super.image(of);
  }

  @Override
  public Optional<Bijector> ofVariances() {
    return Optional.of(this);
  }
}
