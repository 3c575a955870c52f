package org.jelbo.dsl.distribution;

import java.util.List;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Matrices;
import org.jelbo.dsl.expr.Reductions;

/**
 * Independent entries.
 *
 * @param stddev {@code [n]}
 */
record DiagonalCovariance(Expr stddev) implements PositiveDefinite {
  static DiagonalCovariance of(Normal normal) {
    return new DiagonalCovariance(Parameters.filling(normal.stddev(), normal.eventShape()));
  }

  @Override
  public Expr squaredDistances(Expr rows) {
    long n = stddev.eventShape().get(0);
    return Reductions.sumLast(rows.dividedBy(stddev.reshape(1, n)).square());
  }

  @Override
  public Expr logDeterminant() {
    return stddev.log().sum().times(2);
  }

  @Override
  public List<Expr> rows() {
    return List.of(Matrices.ofDiagonal(stddev));
  }
}
