package org.jelbo.usage;

import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.LinearAlgebra;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.testing.Oracles;
import org.tensorflow.ndarray.Shape;

/** Probabilistic PCA, whose evidence and posterior are known: {@code x = W z + mu + noise}. */
public final class LinearGaussian {
  private final JsonObject reference = Oracles.object("objectives.json");
  private final JsonObject pca = reference.getAsJsonObject("linear_gaussian");

  /** The exact evidence of each of the three rows, in nats. */
  public double[] logEvidence() {
    return Oracles.numbers(pca.get("log_evidence"));
  }

  /** The three rows over and over, with the means of their posteriors in column {@code m}. */
  public Data data(int repeats) {
    return Data.of(
        Column.ofDoubles("x", repeated(Oracles.numbers(reference.get("x_real")), repeats), 6),
        Column.ofDoubles("m", repeated(Oracles.numbers(pca.get("posterior_mean")), repeats), 2));
  }

  private static double[] repeated(double[] values, int times) {
    double[] all = new double[values.length * times];
    Arrays.setAll(all, i -> values[i % values.length]);
    return all;
  }

  /** The covariance of every row's posterior, row-major. */
  public double[] covariance() {
    return Oracles.numbers(pca.get("posterior_covariance"));
  }

  /** Latents z1 and z2 and the observed x. */
  public Program model() {
    double[] w = Oracles.numbers(pca.get("W"));
    double[][] rows = new double[2][6];
    for (int i = 0; i < w.length; i++) {
      rows[i % 2][i / 2] = w[i];
    }
    Expr mu = Expr.of(Oracles.numbers(pca.get("mu")));
    double stddev = Math.sqrt(pca.get("noise_variance").getAsDouble());
    return p ->
        p.plate(
            "rows",
            () -> {
              Expr z1 = p.sample("z1", Normal.standard(1));
              Expr z2 = p.sample("z2", Normal.standard(1));
              Expr mean =
                  LinearAlgebra.affine(z1, Expr.of(rows[0], Shape.of(1, 6)), mu)
                      .plus(LinearAlgebra.affine(z2, Expr.of(rows[1], Shape.of(1, 6)), null));
              p.sample("x", Normal.of(mean, Expr.of(stddev)));
            });
  }

  /**
   * The posterior, which is not diagonal, as {@code q(z1 | x) q(z2 | z1, x)}, wrong in z1 only: the
   * second site follows the first along the posterior's own line, so that it adds nothing.
   *
   * @param shift added to the mean of z1
   * @param factor of the standard deviation of z1
   */
  public Program guide(double shift, double factor) {
    return guide(shift, factor, q -> q);
  }

  /** That guide, with other families equal to its Normals. */
  public Program guide(double shift, double factor, UnaryOperator<Distribution> as) {
    double[] c = covariance();
    double slope = c[1] / c[0];
    return p ->
        p.plate(
            "rows",
            () -> {
              Expr m = p.input("m", 2);
              Expr m1 = m.split(2).get(0);
              Normal q1 = Normal.of(m1.plus(shift), Expr.of(factor * Math.sqrt(c[0])));
              Expr z1 = p.sample("z1", as.apply(q1));
              Expr mean = m.split(2).get(1).plus(z1.minus(m1).times(slope));
              Normal q2 = Normal.of(mean, Expr.of(Math.sqrt(c[3] - slope * c[1])));
              p.sample("z2", as.apply(q2));
            });
  }

  /** {@code KL(q || posterior)} of {@link #guide}, in nats. */
  public double gap(double shift, double factor) {
    double squares = factor * factor + shift * shift / covariance()[0];
    return 0.5 * (squares - 1) - Math.log(factor);
  }

  /** {@code E_q[(posterior / q)^2] - 1} of {@link #guide}, for a factor above the root of 1/2. */
  public double relativeVariance(double shift, double factor) {
    double square = factor * factor;
    double curvature = 1 - 1 / (2 * square);
    double exponent = 1 / (4 * square * square * curvature) + 1 / (2 * square);
    double normalizer = factor / Math.sqrt(2 * curvature);
    return normalizer * Math.exp(shift * shift / covariance()[0] * exponent) - 1;
  }
}
