package org.jelbo.dsl.bijector;

import org.jelbo.dsl.expr.Events;
import org.jelbo.dsl.expr.Expr;
import org.tensorflow.ndarray.Shape;

/**
 * {@code y = softmax(x_1, ..., x_(k-1), 0)} along the last dim, onto the simplex of k entries.
 * Equal entries come from zeros.
 */
public record CentredSoftmax() implements Bijector {
  @Override
  public Expr forward(Expr free) {
    return Events.withZero(free).logSoftmax().exp();
  }

  @Override
  public Expr inverse(Expr value) {
    int size = Math.toIntExact(value.eventShape().get(value.eventShape().numDimensions() - 1));
    Expr log = value.log();
    return Events.entries(log, 0, size - 1).minus(Events.entries(log, size - 1, size));
  }

  @Override
  public Shape freeShape(Shape event) {
    int last = event.numDimensions() - 1;
    return event.take(last).append(event.get(last) - 1);
  }
}
