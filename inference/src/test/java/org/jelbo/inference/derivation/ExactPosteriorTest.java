package org.jelbo.inference.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import org.jelbo.dsl.contract.Margin;
import org.jelbo.dsl.distribution.MultivariateNormal;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.LinearAlgebra;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.compilation.Values;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Elbo;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/**
 * Where the guide is the posterior, the gradient that sticks the landing is 0 at every draw: {@code
 * z ~ N(0, I_2), x ~ N(W z, 0.3 I_3)}, whose posterior {@code N(M W' x / 0.3, M)} with {@code M =
 * (I + W'W / 0.3)^-1} is not diagonal.
 */
class ExactPosteriorTest {
  private static final double NOISE = 0.3;
  private static final double[] W = {0.9, -0.4, 0.2, 0.7, -0.5, 0.6};
  private static final Param MEAN = Param.of("guide/mean", 3, 2).normal(1);
  private static final Param SCALE = Param.of("guide/scale", 2, 2).normal(1);

  private static final Program MODEL =
      p ->
          p.plate(
              "rows",
              () -> {
                Expr z = p.sample("z", Normal.standard(2));
                Expr mean = LinearAlgebra.affine(z, Expr.of(transposed(), Shape.of(2, 3)), null);
                p.sample("x", Normal.of(mean, Expr.of(Math.sqrt(NOISE))));
              });

  private static final Program GUIDE =
      p ->
          p.plate(
              "rows",
              () -> {
                Expr mean = LinearAlgebra.affine(p.input("x", 3), p.param(MEAN), null);
                p.sample("z", MultivariateNormal.ofMeanAndScaleTril(mean, p.param(SCALE)));
              });

  private static double[] transposed() {
    double[] rows = new double[6];
    Arrays.setAll(rows, i -> W[i % 3 * 2 + i / 3]);
    return rows;
  }

  @Test
  void gradientIsZeroAtEveryDraw() {
    double a = 1 + (W[0] * W[0] + W[2] * W[2] + W[4] * W[4]) / NOISE;
    double b = (W[0] * W[1] + W[2] * W[3] + W[4] * W[5]) / NOISE;
    double d = 1 + (W[1] * W[1] + W[3] * W[3] + W[5] * W[5]) / NOISE;
    double det = a * d - b * b;
    double[] m = {d / det, -b / det, -b / det, a / det};
    double[] means = new double[6];
    Arrays.setAll(means, i -> (W[i / 2 * 2] * m[i % 2] + W[i / 2 * 2 + 1] * m[2 + i % 2]) / NOISE);
    double l = Math.sqrt(m[0]);
    double[] scale = {l, 0, m[2] / l, Math.sqrt(m[3] - m[2] * m[2] / m[0])};
    Data data = Data.of(Column.ofDoubles("x", new double[] {0.3, -1, 2, 0.1, 0.4, -0.7}, 3));
    Elbo elbo = Elbo.of(MODEL, GUIDE).given("x");
    assertThat(largest(elbo, means, scale, data)).isGreaterThan(0.01);
    assertThat(largest(elbo.stickingTheLanding(), means, scale, data)).isLessThan(Margin.of(1e-10));
  }

  private static double largest(Elbo elbo, double[] means, double[] scale, Data data) {
    double largest = 0;
    try (Compiled compiled = Compilation.of(elbo).precision(Precision.FLOAT64).compile()) {
      compiled.set("guide/mean", means);
      compiled.set("guide/scale", scale);
      for (int repeat = 0; repeat < 20; repeat++) {
        Map<String, Values> gradients = compiled.gradients(data, DrawKey.of(0).repeat(repeat));
        for (Values values : gradients.values()) {
          largest =
              Math.max(largest, Arrays.stream(values.toArray()).map(Math::abs).max().orElseThrow());
        }
      }
    }
    return largest;
  }
}
