package org.jelbo.dsl.distribution;

import java.util.List;
import org.jelbo.dsl.expr.Expr;

/** A positive definite matrix C of n rows in a form that is cheap to use. */
interface PositiveDefinite {
  /** {@code y^T C^-1 y} of every row y: {@code [k, n]} to {@code [k]}. */
  Expr squaredDistances(Expr rows);

  /** {@code log det C}, a scalar event. */
  Expr logDeterminant();

  /** Blocks of rows {@code R_i}, {@code [k_i, n]}, with {@code sum_i R_i^T R_i = C}. */
  List<Expr> rows();
}
