package org.jelbo.dsl.distribution;

import java.util.List;
import org.jelbo.dsl.expr.Expr;

/** A positive definite matrix C of n rows in a form that is cheap to use. */
interface PositiveDefinite {
  /** {@code y^T C^-1 y} of every row y: {@code [k, n]} to {@code [k]}. */
  Expr squaredDistances(Expr rows);

  /** {@code log det C}, a scalar event. */
  Expr logDeterminant();

  /** The same in float64, from the parameters as they were given. */
  PositiveDefinite wide();

  /** The lower triangular L with {@code L L^T = C}, {@code [n, n]}. */
  Expr lower();

  /** Whether {@link #lower} costs more than what else is done with C. */
  default boolean isSparse() {
    return false;
  }

  /** Blocks of rows {@code R_i}, {@code [k_i, n]}, with {@code sum_i R_i^T R_i = C}. */
  List<Expr> rows();
}
