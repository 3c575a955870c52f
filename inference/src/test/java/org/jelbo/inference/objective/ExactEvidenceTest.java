package org.jelbo.inference.objective;

import java.util.Arrays;
import java.util.List;
import org.jelbo.dsl.contract.Agreement;
import org.jelbo.dsl.contract.MonteCarlo;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.compilation.Measurement;
import org.jelbo.inference.data.Data;
import org.jelbo.usage.Entry;
import org.jelbo.usage.LinearGaussian;
import org.jelbo.usage.Unlisted;
import org.junit.jupiter.api.Test;

/** Probabilistic PCA, whose evidence and posterior are known. */
class ExactEvidenceTest {
  private static final int SEED = 3;

  private final LinearGaussian pca = new LinearGaussian();

  @Test
  void boundAtTheExactPosteriorIsTheEvidenceAtEveryDraw() {
    Elbo elbo = Elbo.of(pca.model(), pca.guide(0, 1, Unlisted::new)).given("x");
    try (Compiled compiled = Compilation.of(elbo).precision(Precision.FLOAT64).compile()) {
      double[] expected = Arrays.stream(pca.logEvidence()).map(log -> -log).toArray();
      for (int seed = 0; seed < 3; seed++) {
        Measurement measured = compiled.measure(pca.data(1), DrawKey.of(seed));
        Agreement.of(Precision.FLOAT64).assertValues("rows", bounds(measured), expected);
      }
    }
  }

  /** Rate of false alarms: {@value MonteCarlo#FALSE_ALARM_RATE} for each of two means. */
  @Test
  void closedFormAndMonteCarloHaveTheSameMean() {
    Data data = pca.data(5_000);
    List<Program> guides = List.of(pca.guide(0.5, 1), pca.guide(0.5, 1, Unlisted::new));
    double[][] kl = new double[2][];
    for (int i = 0; i < 2; i++) {
      Elbo elbo = Elbo.of(pca.model(), guides.get(i)).given("x");
      try (Compiled compiled = Compilation.of(elbo).precision(Precision.FLOAT64).compile()) {
        Measurement measured = compiled.measure(data, DrawKey.of(SEED));
        kl[i] = Entry.of(measured.partsPerDatum(), "kl").toArray();
        double exact = -Arrays.stream(pca.logEvidence()).sum() / 3;
        MonteCarlo.assertMeanAgrees("bound", bounds(measured), exact + pca.gap(0.5, 1), SEED);
      }
    }
    double closed = Arrays.stream(kl[0]).average().orElseThrow();
    MonteCarlo.assertMeanAgrees("kl", kl[1], closed, SEED);
  }

  private static double[] bounds(Measurement measured) {
    double[] bounds = Entry.of(measured.partsPerDatum(), "kl").toArray();
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] += Entry.of(measured.partsPerDatum(), "rec").at(i);
    }
    return bounds;
  }
}
