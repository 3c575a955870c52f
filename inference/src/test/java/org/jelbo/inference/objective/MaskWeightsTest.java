package org.jelbo.inference.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.divergence.Divergences;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.noise.NoiseArray;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.compilation.Measurement;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.evaluation.Accuracy;
import org.jelbo.inference.evaluation.Evidence;
import org.jelbo.inference.evaluation.EvidenceEstimator;
import org.jelbo.inference.training.Fit;
import org.jelbo.usage.BothWays;
import org.jelbo.usage.Entry;
import org.junit.jupiter.api.Test;

/**
 * A mask of a row multiplies its log-densities, in every objective; nats are divided by all rows,
 * what counts cases or weights by the masks.
 */
class MaskWeightsTest {
  private static final double[] X = {0.7, -1.2, 2};
  private static final double[] M = {1, 0.5, 0};
  private static final double[] NOISE = {0.3, -0.8, 1.1, -0.4, 0.9, 0.2, 0.6, -1.3, 0.5};

  private static final Data DATA =
      Data.of(
          Column.ofDoubles("x", X),
          Column.ofDoubles("m", M),
          Column.ofDoubles("y", new double[] {1, 0, 1}));

  /** x has the evidence N(0, 2). */
  private static final Program MODEL =
      p ->
          p.plate(
              "rows",
              () ->
                  p.masked(
                      p.input("m"),
                      () -> {
                        Expr z = p.sample("z", Normal.standard());
                        p.sample("x", Normal.of(z, Expr.of(1)));
                      }));

  private static Program guide(double shift) {
    return p ->
        p.plate(
            "rows",
            () ->
                p.masked(
                    p.input("m"),
                    () ->
                        p.sample(
                            "z",
                            Normal.of(
                                p.input("x").times(0.5).plus(shift), Expr.of(Math.sqrt(0.5))))));
  }

  private static double log(double x, double mean, double variance) {
    double u = x - mean;
    return -0.5 * u * u / variance - 0.5 * Math.log(2 * Math.PI * variance);
  }

  private static Compiled compiled(Objective objective) {
    return Compilation.of(objective).precision(Precision.FLOAT64).compile();
  }

  private static double[] evidences() {
    return new double[] {log(X[0], 0, 2), 0.5 * log(X[1], 0, 2), 0};
  }

  private static double mean(double... rows) {
    double sum = 0;
    for (double row : rows) {
      sum += row / rows.length;
    }
    return sum;
  }

  /** Whatever is drawn, the guide being the posterior. */
  @Test
  void boundsAndEvidenceAtTheExactPosterior() {
    double[] expected = evidences();
    for (Objective objective :
        new Objective[] {
          Elbo.of(MODEL, guide(0)).given("x").divergences(Divergences.empty()),
          Iwae.of(MODEL, guide(0)).given("x").particles(3),
          Renyi.of(MODEL, guide(0)).given("x").particles(3).alpha(0.5),
          Renyi.of(MODEL, guide(0)).given("x").particles(3).alpha(1)
        }) {
      try (Compiled compiled = compiled(objective)) {
        DrawKey key = DrawKey.of(4).particles(3);
        assertThat(BothWays.value(compiled, DATA, key)).isCloseTo(-mean(expected), within(1e-12));
      }
    }
    try (Compiled compiled = compiled(Iwae.of(MODEL, guide(0)).given("x"))) {
      Measurement measured = compiled.measure(DATA, DrawKey.of(0).particles(5));
      assertThat(Entry.of(measured.partsPerDatum(), "bound").toArray())
          .containsExactly(expected, within(1e-12));
      Evidence evidence = EvidenceEstimator.of(7).run(compiled, DATA);
      assertThat(evidence.perDatum().toArray()).containsExactly(expected, within(1e-12));
      assertThat(evidence.value()).isCloseTo(mean(expected), within(1e-12));
      assertThat(evidence.effectiveParticles()).isCloseTo(7, within(1e-9));
    }
  }

  /** The divergence of N(x/2 + s, 1/2) from N(0, 1), and the mean of -log N(x; z, 1). */
  @Test
  void partsOfTheBound() {
    Elbo elbo = Elbo.of(MODEL, guide(0.2)).given("x");
    Compilation compilation =
        Compilation.of(elbo)
            .precision(Precision.FLOAT64)
            .noise("z", NoiseArray.of(new double[] {0.3, -0.8, 1.1}, 1, 3));
    double[] kl = new double[3];
    double[] rec = new double[3];
    for (int row = 0; row < 3; row++) {
      double at = X[row] / 2 + 0.2;
      kl[row] = M[row] * 0.5 * (0.5 + at * at - 1 - Math.log(0.5));
      rec[row] = -M[row] * log(X[row], at + Math.sqrt(0.5) * NOISE[row], 1);
    }
    try (Compiled compiled = compilation.compile()) {
      Measurement measured = compiled.measure(DATA, DrawKey.of(0));
      assertThat(Entry.of(measured.partsPerDatum(), "kl").toArray())
          .containsExactly(kl, within(1e-12));
      assertThat(Entry.of(measured.partsPerDatum(), "rec").toArray())
          .containsExactly(rec, within(1e-12));
      assertThat(measured.part("kl")).isCloseTo(mean(kl), within(1e-12));
      assertThat(measured.part("rec")).isCloseTo(mean(rec), within(1e-12));
      assertThat(measured.value()).isCloseTo(mean(kl) + mean(rec), within(1e-12));
    }
  }

  /** The row that is masked has equal weights, which tell nothing of the guide. */
  @Test
  void effectiveParticlesAreThoseOfWhatCounts() {
    Compilation compilation =
        Compilation.of(Iwae.of(MODEL, guide(0.9)).given("x").particles(3))
            .precision(Precision.FLOAT64)
            .noise("z", NoiseArray.of(NOISE, 3, 3));
    double sizes = 0;
    for (int row = 0; row < 2; row++) {
      double once = 0;
      double twice = 0;
      for (int k = 0; k < 3; k++) {
        double at = X[row] / 2 + 0.9;
        double z = at + Math.sqrt(0.5) * NOISE[3 * k + row];
        double w = Math.exp(M[row] * (log(z, 0, 1) + log(X[row], z, 1) - log(z, at, 0.5)));
        once += w;
        twice += w * w;
      }
      sizes += M[row] * once * once / twice;
    }
    try (Compiled compiled = compilation.compile()) {
      Measurement measured = compiled.measure(DATA, DrawKey.of(0).particles(3));
      assertThat(measured.part("ess")).isCloseTo(sizes / 1.5, within(1e-12));
    }
  }

  /** One row of ten is seen, by a guide that is far off. */
  @Test
  void evidenceTellsOfTheRowsThatAreSeen() {
    double[] seen = new double[10];
    seen[3] = 1;
    Data data = Data.of(Column.ofDoubles("x", new double[10]), Column.ofDoubles("m", seen));
    int particles = 2_000;
    try (Compiled compiled = compiled(Elbo.of(MODEL, guide(1.5)).given("x"))) {
      Evidence evidence = EvidenceEstimator.of(particles).run(compiled, data);
      double[] rows = evidence.perDatum().toArray();
      assertThat(evidence.value()).isEqualTo(rows[3] / 10);
      assertThat(evidence.effectiveParticles()).isLessThan(particles / 4.0);
      assertThat(evidence.relativeVariance())
          .isCloseTo(
              (particles / evidence.effectiveParticles() - 1) * particles / (particles - 1.0),
              within(1e-9));
      assertThat(evidence.standardError())
          .isCloseTo(Math.sqrt(evidence.relativeVariance() / particles) / 10, within(1e-9));
    }
  }

  /** Within the logarithm of a sum, and of a guide's site. */
  @Test
  void likelihoods() {
    Program coins =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr y = p.sample("c", Bernoulli.ofProbabilities(0.3));
                  p.masked(p.input("m"), () -> p.sample("x", Normal.of(y, Expr.of(1))));
                });
    double[] expected = new double[3];
    for (int row = 0; row < 3; row++) {
      expected[row] =
          Math.log(
              0.3 * Math.exp(M[row] * log(X[row], 1, 1))
                  + 0.7 * Math.exp(M[row] * log(X[row], 0, 1)));
    }
    try (Compiled compiled = compiled(MaximumLikelihood.of(coins).given("x"))) {
      assertThat(BothWays.value(compiled, DATA, DrawKey.of(0)))
          .isCloseTo(-mean(expected), within(1e-12));
    }
    GuideLikelihood likelihood = GuideLikelihood.of(classifier(), "y");
    double seen = Math.log(1 / (1 + Math.exp(-X[0]))) + 0.5 * Math.log(1 / (1 + Math.exp(X[1])));
    try (Compiled compiled = compiled(likelihood)) {
      assertThat(compiled.measure(DATA, DrawKey.of(0)).value()).isCloseTo(-seen / 3, within(1e-12));
    }
  }

  private static Program classifier() {
    return p ->
        p.plate(
            "rows",
            () -> p.masked(p.input("m"), () -> p.sample("y", Bernoulli.ofLogits(p.input("x")))));
  }

  /** All three are right, of which one counts half and one not. */
  @Test
  void accuracyCountsCasesAsTheirMasks() {
    try (Fit fit = Fit.start(GuideLikelihood.of(classifier(), "y"))) {
      assertThat(fit.accuracy(DATA, "y")).isEqualTo(new Accuracy("y", 1.5, 1.5));
    }
  }

  @Test
  void factorsAndEntries() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  p.masked(p.input("each", 2), () -> p.sample("w", Normal.standard(2)));
                  p.masked(p.input("m"), () -> p.factor("f", p.input("x").square()));
                });
    double[] w = {0.1, 2, 3, -1, 0.5, 9};
    double[] each = {1, 0.25, 0, 1, 0.5, 0};
    Data data =
        Data.of(
            Column.ofDoubles("x", X),
            Column.ofDoubles("m", M),
            Column.ofDoubles("w", w, 2),
            Column.ofDoubles("each", each, 2));
    double sum = X[0] * X[0] + 0.5 * X[1] * X[1];
    for (int i = 0; i < 6; i++) {
      sum += each[i] * log(w[i], 0, 1);
    }
    try (Compiled compiled = compiled(MaximumLikelihood.of(model).given("w"))) {
      assertThat(compiled.measure(data, DrawKey.of(0)).value()).isCloseTo(-sum / 3, within(1e-12));
    }
  }
}
