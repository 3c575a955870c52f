package org.jelbo.dsl.distribution;

import java.util.List;
import java.util.Map;
import org.jelbo.dsl.error.SourceLine;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Float64;
import org.jelbo.dsl.expr.Matrices;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.expr.RunChecks;
import org.jelbo.dsl.noise.NoiseStream;
import org.tensorflow.ndarray.Shape;

/**
 * {@code D + F F^T}: noise of its own for each of n entries, and r sources of noise that entries
 * share.
 *
 * <p>With {@code C = I + F^T D^-1 F}, which is r by r, {@code log det(D + F F^T) = log det C + log
 * det D}, and {@code y^T (D + F F^T)^-1 y} is the least of {@code (y - F w)^T D^-1 (y - F w) + w^T
 * w}, taken at {@code w = C^-1 F^T D^-1 y} (Woodbury's identity without its difference of large
 * numbers). At the least, the derivatives are those at fixed w.
 *
 * @param diagonal D, {@code [n]}
 * @param factor F, {@code [n, r]}
 */
record LowRankCovariance(Expr diagonal, Expr factor) implements Covariance {
  /** Of the cancellation in a pivot: rounding then moves it by less than 1e-5. */
  private static final double MOST = 1e10;

  /** From here on, a matrix of all entries is one too large. */
  private static final int MOST_ENTRIES = 100;

  static LowRankCovariance of(Expr diagonal, Expr factor, Shape event) {
    Parameters.positive(MultivariateNormal.NAME, "diagonal", diagonal);
    Parameters.required(MultivariateNormal.NAME, "factor", factor, -Double.MAX_VALUE);
    Shape shape = factor.eventShape();
    if (!diagonal.eventShape().equals(event)
        || shape.numDimensions() != 2
        || shape.get(0) != event.get(0)
        || shape.get(1) < 1) {
      throw Messages.lowRankDoesNotFit(event, diagonal.eventShape(), shape);
    }
    LowRankCovariance covariance = new LowRankCovariance(diagonal, factor);
    if (diagonal.isConstant() && factor.isConstant()) {
      covariance.requireDistinctSources();
    }
    return covariance;
  }

  private void requireDistinctSources() {
    Expr inner = inner();
    for (double loss : cancellation(inner, Matrices.cholesky(inner)).constant()) {
      if (!(loss <= MOST)) {
        throw Messages.sourcesCancel().onLine(SourceLine.ofCaller());
      }
    }
  }

  @Override
  public Map<String, Expr> parameters() {
    return Parameters.of("diagonal", diagonal, "factor", factor);
  }

  @Override
  public LowRankCovariance wide() {
    return new LowRankCovariance(Float64.of(diagonal), Float64.of(factor));
  }

  @Override
  public Expr lower() {
    Expr shared = Matrices.product(factor, Matrices.transposed(factor));
    return Matrices.cholesky(Matrices.ofDiagonal(diagonal).plus(shared));
  }

  @Override
  public boolean isSparse() {
    return entries() > MOST_ENTRIES;
  }

  @Override
  public Expr squaredDistances(Expr rows) {
    Expr gain = Float64.back(gain(), diagonal, factor).stopGradient();
    Expr shared = Matrices.productOfRows(rows, gain).stopGradient();
    Expr own = rows.minus(Matrices.productOfRows(shared, factor));
    Expr ofOwn = Reductions.sumLast(own.square().dividedBy(diagonal.reshape(1, entries())));
    return ofOwn.plus(Reductions.sumLast(shared.square()));
  }

  @Override
  public Expr logDeterminant() {
    Expr logDeterminant = Matrices.diagonal(lowerOfSources()).log().sum().times(2);
    return Float64.back(logDeterminant, diagonal, factor).plus(diagonal.log().sum());
  }

  @Override
  public List<Expr> rows() {
    return List.of(Matrices.ofDiagonal(diagonal.sqrt()), Matrices.transposed(factor));
  }

  @Override
  public Expr draw(NoiseStream noise) {
    Expr own = diagonal.sqrt().times(noise.normal(Shape.of(entries())));
    Expr sources = noise.normal(Shape.of(sources())).reshape(1, sources());
    Expr shared = Matrices.productOfRows(sources, factor).reshape(entries());
    return own.plus(shared);
  }

  @Override
  public Expr variances() {
    return diagonal.plus(Reductions.sumLast(factor.square()));
  }

  private long entries() {
    return factor.eventShape().get(0);
  }

  private long sources() {
    return factor.eventShape().get(1);
  }

  /** {@code F^T D^-1} in float64. */
  private Expr weighted() {
    Expr columns = Matrices.transposed(Float64.of(factor));
    return columns.dividedBy(Float64.of(diagonal).reshape(1, entries()));
  }

  /** C, in float64: where the diagonal is small, its entries are far apart. */
  private Expr inner() {
    return Matrices.identity(sources()).plus(Matrices.product(weighted(), Float64.of(factor)));
  }

  /**
   * The Cholesky factor of C, whose pivots are at least 1; a run fails where they are not right.
   */
  private Expr lowerOfSources() {
    Expr inner = inner();
    Expr lower = Matrices.cholesky(inner);
    return lower.isConstant()
        ? lower
        : RunChecks.atMost(lower, cancellation(inner, lower), MOST, Messages.sourcesCancel());
  }

  /** How much greater the diagonal of C is than what the factorisation leaves of it. */
  private static Expr cancellation(Expr inner, Expr lower) {
    return Matrices.diagonal(inner).dividedBy(Matrices.diagonal(lower).square());
  }

  /** {@code C^-1 F^T D^-1}, {@code [r, n]}, in float64. */
  private Expr gain() {
    Expr inverse = Matrices.inverseOfLowerTriangle(lowerOfSources().stopGradient());
    return Matrices.product(Matrices.transposed(inverse), Matrices.product(inverse, weighted()));
  }
}
