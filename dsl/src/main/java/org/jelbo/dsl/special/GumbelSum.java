package org.jelbo.dsl.special;

import java.util.Arrays;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.LastDim;
import org.jelbo.dsl.expr.Reductions;
import org.tensorflow.ndarray.Shape;

/**
 * The distribution of {@code g + r h} of independent standard Gumbel numbers g and h, for a ratio
 * {@code 0 <= r <= 1}: integrals over h, whose integrand is smooth, by the trapezoidal rule.
 */
public final class GumbelSum {
  private static final double STEP = 0.3;
  private static final double LOW = -4.2;
  private static final int NODES = 150;

  private final Expr ratio;

  private GumbelSum(Expr ratio) {
    this.ratio = ratio;
  }

  public static GumbelSum of(Expr ratio) {
    return new GumbelSum(ratio);
  }

  public Expr cdf(Expr x) {
    return mean(distances(x).negate().exp().negate().exp());
  }

  public Expr density(Expr x) {
    Expr power = distances(x).negate().exp();
    return mean(power.times(power.negate().exp()));
  }

  /** The derivative of the density. */
  public Expr slope(Expr x) {
    Expr power = distances(x).negate().exp();
    return mean(power.times(power.minus(1)).times(power.negate().exp()));
  }

  /** {@code x - r h}, no lower than where all is 0 and the exponential still a float. */
  private Expr distances(Expr x) {
    double[] nodes = new double[NODES];
    Arrays.setAll(nodes, i -> LOW + STEP * i);
    return LastDim.column(x).minus(ratio.times(along(x, nodes))).maximum(Expr.of(-40));
  }

  private static Expr along(Expr x, double[] entries) {
    long[] sizes = new long[x.eventShape().numDimensions() + 1];
    Arrays.fill(sizes, 1);
    sizes[sizes.length - 1] = entries.length;
    return Expr.of(entries, Shape.of(sizes));
  }

  private static Expr mean(Expr values) {
    double[] weights = new double[NODES];
    Arrays.setAll(weights, i -> weight(LOW + STEP * i));
    Shape event = values.eventShape();
    Expr row = along(Expr.filled(0, event.take(event.numDimensions() - 1)), weights);
    return Reductions.sumLast(values.times(row));
  }

  private static double weight(double h) {
    return STEP * Math.exp(-h - Math.exp(-h));
  }
}
