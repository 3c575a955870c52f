package org.jelbo.dsl.bijector;

import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Events;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * {@code y = softmax(x_1, ..., x_(k-1), 0)} along the last dim, onto the simplex of k entries, with
 * {@code log det = sum_i log y_i} over all k. Equal entries come from zeros.
 *
 * <p>The determinant is that of the first k - 1 entries of y: {@code diag(y) - y y'} has the
 * determinant {@code prod_(i<k) y_i (1 - sum_(i<k) y_i)} (the matrix determinant lemma).
 *
 * @param size k, at least 2
 */
public record CentredSoftmax(long size) implements Bijector {
  /**
   * Checks the components.
   *
   * @throws JelboException for a size below 2
   */
  public CentredSoftmax {
    Shapes.requireSize("CentredSoftmax", size, 2);
  }

  /**
   * The map onto a simplex.
   *
   * @param size of its vectors, at least 2
   * @throws JelboException for a size below 2
   */
  public static CentredSoftmax of(long size) {
    return new CentredSoftmax(size);
  }

  @Override
  public Expr forward(Expr x) {
    return log(x).exp();
  }

  @Override
  public Expr inverse(Expr y) {
    freeShape(y.eventShape());
    int last = Math.toIntExact(size) - 1;
    Expr log = y.log();
    return Events.entries(log, 0, last).minus(Events.entries(log, last, last + 1));
  }

  @Override
  public Expr logDet(Expr x) {
    return Reductions.sumLast(log(x));
  }

  private Expr log(Expr x) {
    eventShape(x.eventShape());
    return Events.withZero(x).logSoftmax();
  }

  @Override
  public int freeRank() {
    return 1;
  }

  @Override
  public Shape freeShape(Shape event) {
    return Shapes.last("CentredSoftmax", "y", event, size, size - 1);
  }

  @Override
  public Shape eventShape(Shape free) {
    return Shapes.last("CentredSoftmax", "x", free, size - 1, size);
  }

  @Override
  public Support support() {
    return new Support.Simplex(size);
  }
}
