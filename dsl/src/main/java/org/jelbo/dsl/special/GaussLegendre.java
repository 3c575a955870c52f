package org.jelbo.dsl.special;

import java.util.Arrays;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.LastDim;
import org.jelbo.dsl.expr.Reductions;
import org.tensorflow.ndarray.Shape;

/**
 * Integrals over [0, 1] of functions of an event, each along one more last dim (Gauss-Legendre;
 * DLMF 3.5(v)).
 */
public final class GaussLegendre {
  private static final int NEWTON_STEPS = 50;

  private final double[] nodes;
  private final double[] weights;

  private GaussLegendre(double[] nodes, double[] weights) {
    this.nodes = nodes;
    this.weights = weights;
  }

  /** The rule that is exact for polynomials of degree {@code 2 size - 1}. */
  public static GaussLegendre ofSize(int size) {
    double[] nodes = new double[size];
    double[] weights = new double[size];
    for (int i = 0; i < size; i++) {
      double x = Math.cos(Math.PI * (i + 0.75) / (size + 0.5));
      double slope = 1;
      for (int step = 0; step < NEWTON_STEPS; step++) {
        double before = 0;
        double value = 1;
        for (int n = 1; n <= size; n++) {
          double next = ((2 * n - 1) * x * value - (n - 1) * before) / n;
          before = value;
          value = next;
        }
        slope = size * (x * value - before) / (x * x - 1);
        x -= value / slope;
      }
      nodes[i] = (1 - x) / 2;
      weights[i] = 1 / ((1 - x * x) * slope * slope);
    }
    return new GaussLegendre(nodes, weights);
  }

  /** The nodes in (0, 1), of event shape {@code [1..., size]} to go with {@link LastDim#column}. */
  public Expr nodes(Shape event) {
    return Expr.of(nodes, row(event));
  }

  /** The weights, which sum to 1. */
  public Expr weights(Shape event) {
    return Expr.of(weights, row(event));
  }

  /** The integral of a function whose values at the nodes stand along the last dim, which goes. */
  public Expr integral(Expr values) {
    return Reductions.sumLast(values.times(weights(values.eventShape().take(rank(values)))));
  }

  /** The log of the integral of a function whose logs stand along the last dim, which goes. */
  public Expr logIntegral(Expr logs) {
    return logs.plus(weights(logs.eventShape().take(rank(logs))).log()).logSumExp();
  }

  private static int rank(Expr values) {
    return values.eventShape().numDimensions() - 1;
  }

  private Shape row(Shape event) {
    long[] sizes = new long[event.numDimensions() + 1];
    Arrays.fill(sizes, 1);
    sizes[event.numDimensions()] = nodes.length;
    return Shape.of(sizes);
  }
}
