package org.jelbo.dsl.distribution;

import java.util.List;
import java.util.Map;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.noise.NoiseStream;

/** A covariance matrix C of n entries in a form that is cheap to use. */
interface Covariance {
  /** As they were given, by name. */
  Map<String, Expr> parameters();

  /** {@code y^T C^-1 y} of every row y: {@code [k, n]} to {@code [k]}. */
  Expr squaredDistances(Expr rows);

  /** {@code log det C}, a scalar event. */
  Expr logDeterminant();

  /** Blocks of rows {@code R_i}, {@code [k_i, n]}, with {@code sum_i R_i^T R_i = C}. */
  List<Expr> rows();

  /** A draw around zero, {@code [n]}. */
  Expr draw(NoiseStream noise);

  /** The diagonal of C, {@code [n]}. */
  Expr variances();
}
