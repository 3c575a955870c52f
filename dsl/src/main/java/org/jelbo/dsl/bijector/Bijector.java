package org.jelbo.dsl.bijector;

import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/** An invertible, differentiable map from all real numbers onto a support. */
public interface Bijector {
  /**
   * The map onto a support: the identity onto the reals, {@link Exp} onto the positive numbers,
   * {@link Sigmoid} onto an interval, {@link CentredSoftmax} onto a simplex. Refused for supports
   * of whole numbers, onto which there is none.
   */
  static Bijector onto(Support support) {
    if (support instanceof Support.Reals) {
      return new Identity();
    }
    if (support instanceof Support.Positive) {
      return new Exp();
    }
    if (support instanceof Support.Interval interval) {
      return new Sigmoid(interval.low(), interval.high());
    }
    if (support instanceof Support.Simplex) {
      return new CentredSoftmax();
    }
    throw Messages.noMapOnto(support);
  }

  /**
   * The value at free numbers.
   *
   * @param free {@code [axes..., free event...]}
   */
  Expr forward(Expr free);

  /**
   * The free numbers of a value inside the support.
   *
   * @param value {@code [axes..., event...]}
   */
  Expr inverse(Expr value);

  /** The shape of the free numbers of an event. */
  default Shape freeShape(Shape event) {
    return event;
  }
}
