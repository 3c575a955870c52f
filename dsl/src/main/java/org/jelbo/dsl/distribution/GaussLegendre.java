package org.jelbo.dsl.distribution;

/**
 * The Gauss-Legendre rule for integrals from 0 to 1: exact for polynomials of degree {@code 2 n -
 * 1}.
 *
 * @param nodes ascending
 * @param weights as many; they sum to 1
 */
record GaussLegendre(double[] nodes, double[] weights) {
  private static final int NEWTON_STEPS = 20;

  /** The rule of n nodes, the zeros of Legendre's polynomial by Newton steps. */
  static GaussLegendre of(int n) {
    double[] nodes = new double[n];
    double[] weights = new double[n];
    for (int i = 0; i < n; i++) {
      double x = -Math.cos(Math.PI * (i + 0.75) / (n + 0.5));
      for (int step = 0; step < NEWTON_STEPS; step++) {
        double[] at = legendre(n, x);
        x -= at[0] / at[1];
      }
      double slope = legendre(n, x)[1];
      nodes[i] = (1 + x) / 2;
      weights[i] = 1 / ((1 - x * x) * slope * slope);
    }
    return new GaussLegendre(nodes, weights);
  }

  /** The polynomial of degree n and its slope. */
  private static double[] legendre(int n, double x) {
    double before = 1;
    double value = x;
    for (int degree = 2; degree <= n; degree++) {
      double next = ((2 * degree - 1) * x * value - (degree - 1) * before) / degree;
      before = value;
      value = next;
    }
    return new double[] {value, n * (x * value - before) / (x * x - 1)};
  }
}
