package org.jelbo.models.quadratic;

import java.util.Arrays;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.MaximumLikelihood;

/**
 * {@code sum_i a_i x_i^2} of a parameter x, up to a constant the negative log-likelihood of one row
 * of zeros:
 *
 * <pre>
 * p(y) = prod_i N(y_i; x_i, variance 1 / (2 a_i)),  y = 0
 * </pre>
 */
public final class Quadratic {
  /** The name of the parameter. */
  public static final String POINT = "x";

  private final double[] curvatures;
  private final Param point;

  private Quadratic(double[] curvatures, double start) {
    this.curvatures = curvatures.clone();
    point = Param.of(POINT, curvatures.length).constant(start);
  }

  /**
   * The sum of squares of these weights.
   *
   * @param start every entry of x before the first step
   * @param curvatures a, each positive and finite
   */
  public static Quadratic of(double start, double... curvatures) {
    for (double curvature : curvatures) {
      if (!(curvature > 0) || Double.isInfinite(curvature)) {
        throw JelboException.here(
            "Quadratic.of",
            "expected weights of squares that are positive and finite, but got "
                + Arrays.toString(curvatures),
            "Quadratic.of(10, 0.2, 0.2)");
      }
    }
    if (curvatures.length == 0) {
      throw JelboException.here(
          "Quadratic.of", "expected at least one weight, but got none", "Quadratic.of(10, 0.2)");
    }
    return new Quadratic(curvatures, start);
  }

  /** Zeros from x: site {@code y} in plate {@code rows}. */
  public Program model() {
    Expr precision = Expr.of(curvatures).times(2);
    return p ->
        p.plate("rows", () -> p.sample("y", Normal.ofMeanAndPrecision(p.param(point), precision)));
  }

  /** What is minimised, given {@code y}: the sum of squares and a constant. */
  public MaximumLikelihood likelihood() {
    return MaximumLikelihood.of(model()).given("y");
  }

  /** The row of zeros. */
  public Data data() {
    return Data.of(Column.ofDoubles("y", new double[curvatures.length], curvatures.length));
  }

  /**
   * The sum of squares at a point.
   *
   * @param at as long as there are weights
   */
  public double value(double... at) {
    double sum = 0;
    for (int i = 0; i < curvatures.length; i++) {
      sum += curvatures[i] * at[i] * at[i];
    }
    return sum;
  }
}
