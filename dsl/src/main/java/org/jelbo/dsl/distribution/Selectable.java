package org.jelbo.dsl.distribution;

import java.util.function.UnaryOperator;
import org.jelbo.dsl.expr.Expr;

/** Independent entries of which some can be chosen before they are drawn or scored. */
interface Selectable extends Elementwise {
  /**
   * The family of changed parameters.
   *
   * @param chosen gives the entries that are wanted; it meets every parameter, whose event may
   *     broadcast to this one's
   */
  Elementwise select(UnaryOperator<Expr> chosen);
}
