package org.jelbo.dsl.distribution;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.ExprGraph;
import org.jelbo.dsl.expr.Float64;
import org.jelbo.dsl.expr.Matrices;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.noise.NoiseStream;
import org.tensorflow.ndarray.Shape;

/**
 * {@code L L^T} with L lower triangular.
 *
 * @param parameters as they were given
 * @param lower L, {@code [n, n]}, zero above the diagonal
 */
record TriangularCovariance(Map<String, Expr> parameters, Expr lower) implements Covariance {
  private static final double ROUNDING = 1e-6;

  static TriangularCovariance ofScaleTril(Expr scaleTril, Shape event) {
    Expr lower = Matrices.lowerTriangle(square("scaleTril", scaleTril, event));
    if (scaleTril.isConstant()) {
      Parameters.positive(
          MultivariateNormal.NAME, "diagonal of scaleTril", Matrices.diagonal(lower));
      for (double above : scaleTril.minus(lower).constant()) {
        if (above != 0) {
          throw Messages.notLowerTriangular(above);
        }
      }
    }
    return of("scaleTril", scaleTril, lower);
  }

  static TriangularCovariance ofMatrix(Expr covariance, Shape event) {
    Expr mirrored = Matrices.transposed(square("covariance", covariance, event));
    if (covariance.isConstant()) {
      requireSymmetric(covariance.constant(), mirrored.constant());
    }
    TriangularCovariance factored = factored(covariance, mirrored);
    Expr lower = factored.lower();
    ExprGraph.tell(MultivariateNormal.NAME, Map.of(MultivariateNormal.FACTOR, lower));
    if (lower.isConstant()
        && !Arrays.stream(Matrices.diagonal(lower).constant()).allMatch(pivot -> pivot > 0)) {
      throw Messages.notPositiveDefinite();
    }
    return factored;
  }

  private static TriangularCovariance factored(Expr covariance, Expr mirrored) {
    return of("covariance", covariance, Matrices.cholesky(covariance.plus(mirrored).times(0.5)));
  }

  private static void requireSymmetric(double[] matrix, double[] mirrored) {
    for (int i = 0; i < matrix.length; i++) {
      if (Math.abs(matrix[i] - mirrored[i]) > ROUNDING * Math.abs(matrix[i])) {
        throw Messages.notSymmetric(matrix[i], mirrored[i]);
      }
    }
  }

  private static Expr square(String name, Expr matrix, Shape event) {
    Parameters.required(MultivariateNormal.NAME, name, matrix, -Double.MAX_VALUE);
    Shape expected = event.append(event.get(0));
    if (!matrix.eventShape().equals(expected)) {
      throw Messages.matrixDoesNotFit(name, expected, matrix.eventShape());
    }
    return matrix;
  }

  private static TriangularCovariance of(String name, Expr given, Expr lower) {
    return new TriangularCovariance(Map.of(name, given), lower);
  }

  @Override
  public TriangularCovariance wide() {
    Map<String, Expr> wide = new LinkedHashMap<>();
    parameters.forEach((name, given) -> wide.put(name, Float64.of(given)));
    Expr matrix = wide.get("covariance");
    return matrix == null
        ? new TriangularCovariance(wide, Float64.of(lower))
        : factored(matrix, Matrices.transposed(matrix));
  }

  @Override
  public Expr squaredDistances(Expr rows) {
    Expr inverse = Matrices.inverseOfLowerTriangle(lower);
    return Reductions.sumLast(Matrices.productOfRows(rows, inverse).square());
  }

  @Override
  public Expr logDeterminant() {
    return Matrices.diagonal(lower).log().sum().times(2);
  }

  @Override
  public List<Expr> rows() {
    return List.of(Matrices.transposed(lower));
  }

  @Override
  public Expr draw(NoiseStream noise) {
    long n = lower.eventShape().get(0);
    Expr row = noise.normal(Shape.of(n)).reshape(1, n);
    return Matrices.productOfRows(row, lower).reshape(n);
  }

  @Override
  public Expr variances() {
    return Reductions.sumLast(lower.square());
  }
}
