package org.jelbo.dsl.distribution;

import java.util.Map;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.noise.NoiseStream;

/** The covariance matrix of n entries that are drawn together. */
interface Covariance extends PositiveDefinite {
  /** As they were given, by name. */
  Map<String, Expr> parameters();

  /** A draw around zero, {@code [n]}. */
  Expr draw(NoiseStream noise);

  /** The diagonal, {@code [n]}. */
  Expr variances();
}
