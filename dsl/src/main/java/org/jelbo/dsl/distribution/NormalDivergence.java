package org.jelbo.dsl.distribution;

import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Matrices;
import org.tensorflow.ndarray.Shape;

/** The divergence of one multivariate normal distribution from another, in float64. */
final class NormalDivergence {
  private NormalDivergence() {}

  static Expr of(Expr distance, PositiveDefinite q, PositiveDefinite p) {
    long n = distance.eventShape().get(0);
    Expr squares = p.squaredDistances(distance.reshape(1, n)).sum().times(0.5);
    return squares.plus(q.isSparse() || p.isSparse() ? byTrace(n, q, p) : byFactors(n, q, p));
  }

  /** By {@code W = L_p^-1 L_q}, whose diagonal is one of ratios: nothing cancels. */
  private static Expr byFactors(long n, PositiveDefinite q, PositiveDefinite p) {
    Expr lower = p.lower();
    Expr step = q.lower().minus(lower);
    Expr ones = Matrices.lowerTriangle(Expr.filled(1, Shape.of(n, n)));
    Expr isBelow = ones.minus(Matrices.identity(n));
    Expr below = Matrices.product(Matrices.inverseOfLowerTriangle(lower), step).keptWhere(isBelow);
    Expr ratios = Matrices.diagonal(q.lower()).dividedBy(Matrices.diagonal(lower));
    return NormalScale.ofRatio(ratios.square()).sum().plus(below.square().sum().times(0.5));
  }

  private static Expr byTrace(long n, PositiveDefinite q, PositiveDefinite p) {
    Expr trace =
        q.rows().stream()
            .map(rows -> p.squaredDistances(rows).sum())
            .reduce(Expr::plus)
            .orElseThrow();
    return trace.minus((double) n).plus(p.logDeterminant().minus(q.logDeterminant())).times(0.5);
  }
}
