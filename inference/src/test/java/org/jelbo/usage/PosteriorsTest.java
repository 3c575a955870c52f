package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.MonteCarlo.noise;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.dsl.program.Scope;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.optimizer.Adam;
import org.junit.jupiter.api.Test;

/** Hand-written guides against posteriors that are known. */
class PosteriorsTest {
  private static final int ROWS = 200;
  private static final double NOISE = 0.5;

  /**
   * {@code w ~ N(0, I_3), y_n ~ N(w x_n, 0.5)}, rows subsampled: the posterior is normal, and a
   * guide of three sites, each given those before it, can be that normal.
   */
  @Test
  void linearRegressionWithGlobalWeightsAndSubsampledRows() {
    double[] x = features();
    double[] y = answers(x);
    Data data = Data.of(Column.ofDoubles("x", x, 3), Column.ofDoubles("y", y));
    Compilation compilation =
        Compilation.of(Elbo.of(regression(), chain()).given("y").particles(16))
            .precision(Precision.FLOAT64)
            .feed(data.batch(50))
            .optimizer(Adam.of(0.01));
    Map<String, Double> fitted;
    try (Compiled compiled = compilation.compile()) {
      fitted = averagedOver(compiled, 1_000, 4_000);
    }
    double[][] covariance = inverse(precision(x));
    double[] mean = times(covariance, scaledMoments(x, y));
    double[][] found = covariance(fitted);
    for (int i = 0; i < 3; i++) {
      double expected = mean[i];
      assertThat(of(fitted, "m" + i)).isCloseTo(expected, noise(0.02 * Math.abs(expected)));
      for (int j = 0; j < 3; j++) {
        double scale = Math.sqrt(covariance[i][i] * covariance[j][j]);
        assertThat(found[i][j]).isCloseTo(covariance[i][j], noise(0.02 * scale));
      }
    }
  }

  private static Program regression() {
    return p -> {
      Expr[] w = new Expr[3];
      for (int i = 0; i < 3; i++) {
        w[i] = p.sample("w" + i, Normal.standard());
      }
      p.plate(
          "rows",
          () -> {
            List<Expr> x = p.input("x", 3).split(3);
            Expr mean = Expr.of(0);
            for (int i = 0; i < 3; i++) {
              mean = mean.plus(x.get(i).reshape().times(w[i]));
            }
            p.sample("y", Normal.of(mean, Expr.of(NOISE)));
          });
    };
  }

  private static Program chain() {
    return p -> {
      Expr w0 = p.sample("w0", Normal.of(param(p, "m0"), param(p, "s0").exp()));
      Expr d0 = w0.minus(param(p, "m0"));
      Expr mean1 = param(p, "m1").plus(d0.times(param(p, "l10")));
      Expr d1 = p.sample("w1", Normal.of(mean1, param(p, "s1").exp())).minus(param(p, "m1"));
      Expr mean2 = param(p, "m2").plus(d0.times(param(p, "l20"))).plus(d1.times(param(p, "l21")));
      p.sample("w2", Normal.of(mean2, param(p, "s2").exp()));
    };
  }

  private static Expr param(Scope p, String name) {
    return p.param(Param.of(name).constant(name.startsWith("s") ? -2 : 0));
  }

  /** The covariance of what the guide draws. */
  private static double[][] covariance(Map<String, Double> fitted) {
    double s0 = Math.exp(of(fitted, "s0"));
    double s1 = Math.exp(of(fitted, "s1"));
    double s2 = Math.exp(of(fitted, "s2"));
    double slope = of(fitted, "l10");
    double second = of(fitted, "l21");
    double[][] root = {
      {s0, 0, 0},
      {slope * s0, s1, 0},
      {(of(fitted, "l20") + second * slope) * s0, second * s1, s2}
    };
    double[][] covariance = new double[3][3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        for (int k = 0; k < 3; k++) {
          covariance[i][j] += root[i][k] * root[j][k];
        }
      }
    }
    return covariance;
  }

  /** Parameters averaged over the last steps, so that the noise of the steps goes. */
  private static Map<String, Double> averagedOver(Compiled compiled, int before, int steps) {
    for (int i = 0; i < before; i++) {
      compiled.step();
    }
    Map<String, Double> sums = new LinkedHashMap<>();
    int every = 10;
    for (int i = 0; i < steps; i++) {
      compiled.step();
      if (i % every == 0) {
        compiled
            .parameters()
            .forEach(
                param ->
                    sums.merge(
                        param.name(),
                        compiled.values(param.name())[0] * every / steps,
                        Double::sum));
      }
    }
    return sums;
  }

  private static double of(Map<String, Double> values, String name) {
    return Entry.of(values, name);
  }

  private static double[] features() {
    SplittableRandom random = new SplittableRandom(11);
    double[] x = new double[3 * ROWS];
    for (int n = 0; n < ROWS; n++) {
      x[3 * n] = 1;
      x[3 * n + 1] = random.nextGaussian();
      x[3 * n + 2] = 0.6 * x[3 * n + 1] + 0.8 * random.nextGaussian();
    }
    return x;
  }

  private static double[] answers(double[] x) {
    SplittableRandom random = new SplittableRandom(12);
    double[] y = new double[ROWS];
    Arrays.setAll(
        y,
        n ->
            0.7 * x[3 * n]
                - 1.1 * x[3 * n + 1]
                + 0.9 * x[3 * n + 2]
                + NOISE * random.nextGaussian());
    return y;
  }

  private static double[][] precision(double[] x) {
    double[][] sums = new double[3][3];
    for (int i = 0; i < 3; i++) {
      sums[i][i] = 1;
      for (int j = 0; j < 3; j++) {
        for (int n = 0; n < ROWS; n++) {
          sums[i][j] += x[3 * n + i] * x[3 * n + j] / (NOISE * NOISE);
        }
      }
    }
    return sums;
  }

  private static double[] scaledMoments(double[] x, double[] y) {
    double[] sums = new double[3];
    for (int i = 0; i < 3; i++) {
      for (int n = 0; n < ROWS; n++) {
        sums[i] += x[3 * n + i] * y[n] / (NOISE * NOISE);
      }
    }
    return sums;
  }

  private static double[] times(double[][] matrix, double[] vector) {
    double[] result = new double[3];
    Arrays.setAll(
        result,
        i -> matrix[i][0] * vector[0] + matrix[i][1] * vector[1] + matrix[i][2] * vector[2]);
    return result;
  }

  /** By cofactors; cyclic indices carry the signs. */
  private static double[][] inverse(double[][] a) {
    double[][] inverse = new double[3][3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        inverse[j][i] =
            a[(i + 1) % 3][(j + 1) % 3] * a[(i + 2) % 3][(j + 2) % 3]
                - a[(i + 1) % 3][(j + 2) % 3] * a[(i + 2) % 3][(j + 1) % 3];
      }
    }
    double determinant = 0;
    for (int i = 0; i < 3; i++) {
      determinant += a[0][i] * inverse[i][0];
    }
    for (double[] row : inverse) {
      for (int j = 0; j < 3; j++) {
        row[j] /= determinant;
      }
    }
    return inverse;
  }
}
