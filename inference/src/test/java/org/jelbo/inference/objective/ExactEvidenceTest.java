package org.jelbo.inference.objective;

import com.google.gson.JsonObject;
import java.util.Arrays;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.LinearAlgebra;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.Draws;
import org.jelbo.inference.compilation.Measurement;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.testing.Agreement;
import org.jelbo.testing.MonteCarlo;
import org.jelbo.testing.Oracles;
import org.jelbo.usage.Entry;
import org.jelbo.usage.Unlisted;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/** Probabilistic PCA, whose evidence and posterior are known. */
class ExactEvidenceTest {
  private static final int SEED = 3;

  private final JsonObject reference = Oracles.object("objectives.json");
  private final JsonObject pca = reference.getAsJsonObject("linear_gaussian");

  @Test
  void boundAtTheExactPosteriorIsTheEvidenceAtEveryDraw() {
    Elbo elbo = Elbo.of(model(), posterior(0, true)).given("x");
    try (Compiled compiled = Compilation.of(elbo).precision(Precision.FLOAT64).compile()) {
      double[] expected =
          Arrays.stream(Oracles.numbers(pca.get("log_evidence"))).map(log -> -log).toArray();
      for (int seed = 0; seed < 3; seed++) {
        Measurement measured = compiled.measure(data(1), Draws.of(seed));
        Agreement.of(Precision.FLOAT64).assertValues("rows", bounds(measured), expected);
      }
    }
  }

  /** Rate of false alarms: {@value MonteCarlo#FALSE_ALARM_RATE} for each of two means. */
  @Test
  void closedFormAndMonteCarloHaveTheSameMean() {
    Data data = data(5_000);
    double[][] kl = new double[2][];
    for (int i = 0; i < 2; i++) {
      Elbo elbo = Elbo.of(model(), posterior(0.5, i == 1)).given("x");
      try (Compiled compiled = Compilation.of(elbo).precision(Precision.FLOAT64).compile()) {
        Measurement measured = compiled.measure(data, Draws.of(SEED));
        kl[i] = Entry.of(measured.partsPerDatum(), "kl").toArray();
        double exact = -Arrays.stream(Oracles.numbers(pca.get("log_evidence"))).sum() / 3;
        MonteCarlo.assertMeanAgrees("bound", bounds(measured), exact + gap(0.5), SEED);
      }
    }
    double closed = Arrays.stream(kl[0]).average().orElseThrow();
    MonteCarlo.assertMeanAgrees("kl", kl[1], closed, SEED);
  }

  /**
   * The divergence from the posterior of a guide whose first mean is shifted; the second site
   * follows the first along the posterior's own line, so that it adds nothing.
   */
  private double gap(double shift) {
    double[] covariance = Oracles.numbers(pca.get("posterior_covariance"));
    return 0.5 * shift * shift / covariance[0];
  }

  private static double[] bounds(Measurement measured) {
    double[] bounds = Entry.of(measured.partsPerDatum(), "kl").toArray();
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] += Entry.of(measured.partsPerDatum(), "rec").at(i);
    }
    return bounds;
  }

  private Data data(int repeats) {
    return Data.of(
        Column.ofDoubles("x", repeated(Oracles.numbers(reference.get("x_real")), repeats), 6),
        Column.ofDoubles("m", repeated(Oracles.numbers(pca.get("posterior_mean")), repeats), 2));
  }

  private static double[] repeated(double[] values, int times) {
    double[] all = new double[values.length * times];
    Arrays.setAll(all, i -> values[i % values.length]);
    return all;
  }

  /** x = W z + mu + noise. */
  private Program model() {
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

  /** The posterior, which is not diagonal, as q(z1 | x) q(z2 | z1, x); optionally wrong. */
  private Program posterior(double shift, boolean isMonteCarlo) {
    double[] c = Oracles.numbers(pca.get("posterior_covariance"));
    double slope = c[1] / c[0];
    return p ->
        p.plate(
            "rows",
            () -> {
              Expr m = p.input("m", 2);
              Expr m1 = m.split(2).get(0);
              Normal q1 = Normal.of(m1.plus(shift), Expr.of(Math.sqrt(c[0])));
              Expr z1 = p.sample("z1", isMonteCarlo ? new Unlisted(q1) : q1);
              Expr mean = m.split(2).get(1).plus(z1.minus(m1).times(slope));
              Normal q2 = Normal.of(mean, Expr.of(Math.sqrt(c[3] - slope * c[1])));
              p.sample("z2", isMonteCarlo ? new Unlisted(q2) : q2);
            });
  }
}
