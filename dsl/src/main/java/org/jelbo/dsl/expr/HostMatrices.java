package org.jelbo.dsl.expr;

/** Matrices of host constants, row-major. */
final class HostMatrices {
  private HostMatrices() {}

  /** {@code [m, k]} times {@code [k, n]}. */
  static double[] product(double[] a, double[] b, int m, int k, int n) {
    double[] product = new double[m * n];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < k; j++) {
        double factor = a[i * k + j];
        for (int column = 0; column < n; column++) {
          product[i * n + column] += factor * b[j * n + column];
        }
      }
    }
    return product;
  }

  /** Of {@code [m, n]}. */
  static double[] transposed(double[] a, int m, int n) {
    double[] transposed = new double[a.length];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        transposed[j * m + i] = a[i * n + j];
      }
    }
    return transposed;
  }

  /** Of {@code [n, n]}, by forward substitution. */
  static double[] inverseOfLowerTriangle(double[] lower, int n) {
    double[] inverse = new double[n * n];
    for (int column = 0; column < n; column++) {
      for (int i = column; i < n; i++) {
        double sum = i == column ? 1 : 0;
        for (int j = column; j < i; j++) {
          sum -= lower[i * n + j] * inverse[j * n + column];
        }
        inverse[i * n + column] = sum / lower[i * n + i];
      }
    }
    return inverse;
  }

  /** Of {@code [n, n]}, positive definite; NaN where it is not. */
  static double[] cholesky(double[] a, int n) {
    double[] lower = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = a[i * n + j];
        for (int k = 0; k < j; k++) {
          sum -= lower[i * n + k] * lower[j * n + k];
        }
        lower[i * n + j] = i == j ? Math.sqrt(sum) : sum / lower[j * n + j];
      }
    }
    return lower;
  }
}
