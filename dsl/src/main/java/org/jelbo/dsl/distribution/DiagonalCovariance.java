package org.jelbo.dsl.distribution;

import java.util.List;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Float64;
import org.jelbo.dsl.expr.Matrices;
import org.jelbo.dsl.expr.Reductions;

/**
 * Independent entries.
 *
 * @param stddev {@code [n]}
 */
record DiagonalCovariance(Expr stddev) implements PositiveDefinite {
  /** Of a normal distribution, in float64. */
  static DiagonalCovariance wide(Normal normal) {
    Expr stddev = normal.wideVariance().sqrt();
    return new DiagonalCovariance(Parameters.filling(stddev, normal.eventShape()));
  }

  @Override
  public DiagonalCovariance wide() {
    return new DiagonalCovariance(Float64.of(stddev));
  }

  @Override
  public Expr lower() {
    return Matrices.ofDiagonal(stddev);
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
    return List.of(lower());
  }
}
