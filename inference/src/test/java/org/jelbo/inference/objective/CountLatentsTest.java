package org.jelbo.inference.objective;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.numbers.gamma.LogGamma;
import org.jelbo.dsl.contract.MonteCarlo;
import org.jelbo.dsl.distribution.Gamma;
import org.jelbo.dsl.distribution.Poisson;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.nn.Dense;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.optimizer.Adam;
import org.jelbo.inference.training.Fit;
import org.jelbo.inference.training.Predictive;
import org.jelbo.inference.training.Trainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Latents whose draws cannot be differentiated and whose values are not finitely many. */
class CountLatentsTest {
  private static final Param RATE = Param.of("rate").positive();
  private static final Data COUNTS = Data.of(Column.ofDoubles("x", new double[] {4, 7, 5, 3, 8}));

  @TempDir Path folder;

  /** {@code n ~ Poisson(4), x ~ Poisson(n + 1/2)}, by a guide with one rate. */
  private static final Program MODEL =
      p ->
          p.plate(
              "rows",
              () -> {
                Expr n = p.sample("n", Poisson.ofRate(4));
                p.sample("x", Poisson.ofRate(n.plus(0.5)));
              });

  private static final Program GUIDE =
      p -> p.plate("rows", () -> p.sample("n", Poisson.ofRate(p.param(RATE))));

  /** The bound of one row, by a sum over all n that count. */
  private static double bound(double rate, double x) {
    double bound = 0;
    for (int n = 0; n < 80; n++) {
      double q = log(n, rate);
      bound += Math.exp(q) * (log(n, 4) + log(x, n + 0.5) - q);
    }
    return bound;
  }

  private static double log(double n, double rate) {
    return n * Math.log(rate) - rate - LogGamma.value(n + 1);
  }

  private static double meanBound(double rate) {
    return List.of(4, 7, 5, 3, 8).stream().mapToDouble(x -> bound(rate, x)).average().orElseThrow();
  }

  @Test
  void theRateOfTheGuideIsTheBestOne() {
    double best = 3;
    for (double rate = 3; rate < 8; rate += 0.001) {
      best = meanBound(rate) > meanBound(best) ? rate : best;
    }
    Elbo elbo = Elbo.of(MODEL, GUIDE).given("x").particles(50);
    try (Fit fit =
        Trainer.of(elbo).optimizer(Adam.of(0.02)).feed(COUNTS.batch(5)).steps(1500).run()) {
      assertThat(fit.parameter("rate")[0]).isCloseTo(best, MonteCarlo.noise(0.02 * best));
    }
  }

  /** What needs no gradient needs no estimator. */
  @Test
  void evidenceBoundAndPredictionsAreThere() {
    Elbo elbo = Elbo.of(MODEL, GUIDE).given("x");
    double evidence = 0;
    for (double x : new double[] {4, 7, 5, 3, 8}) {
      double sum = 0;
      for (int n = 0; n < 80; n++) {
        sum += Math.exp(log(n, 4) + log(x, n + 0.5));
      }
      evidence += Math.log(sum) / 5;
    }
    try (Fit fit = Fit.start(elbo)) {
      fit.evaluate(COUNTS, 1);
      assertThat(fit.logLikelihood(COUNTS, 4000).value())
          .isCloseTo(evidence, MonteCarlo.noise(0.1));
      assertThat(Arrays.stream(fit.predict(Predictive.posterior(COUNTS)).of("n").toArray()))
          .allMatch(n -> n >= 0 && n == Math.rint(n));
    }
  }

  /** The draws are not differentiated: explain() says how else, and what that costs. */
  @Test
  void theExplanationSaysHow() {
    assertThat(Elbo.of(MODEL, GUIDE).given("x").explain().toString())
        .contains("draw    score function, baseline: running mean of past steps, one draw")
        .contains(
            "n by its score function: unbiased, with more noise than a pathwise or an enumerated"
                + " gradient");
    assertThat(Elbo.of(MODEL, GUIDE).given("x").particles(5).explain().toString())
        .contains(
            "draw    score function, baseline: leave-one-out over particles, 5 draws, averaged");
  }

  /**
   * {@code r ~ Gamma(2, 1), x_i ~ Poisson(r)}: the posterior is {@code Gamma(2 + sum x, 1 + rows)};
   * the rate stands outside the plate, and its draws are scored although they could be
   * differentiated.
   */
  @Test
  void theConjugatePosteriorIsFound() {
    Param shape = Param.of("shape").positive();
    Param scale = Param.of("inverse").positive();
    Program model =
        p -> {
          Expr r = p.sample("r", Gamma.ofConcentrationAndRate(2, 1));
          p.plate("rows", () -> p.sample("x", Poisson.ofRate(r)));
        };
    Program guide =
        p ->
            p.sample(
                "r",
                Gamma.ofConcentrationAndRate(p.param(shape).times(10), p.param(scale).times(10)));
    Elbo elbo =
        Elbo.of(model, guide).given("x").particles(100).treat("r", Treatment.scoreFunction());
    try (Fit fit =
        Trainer.of(elbo).optimizer(Adam.of(0.01)).feed(COUNTS.batch(5)).steps(4000).run()) {
      double a = 10 * fit.parameter("shape")[0];
      double b = 10 * fit.parameter("inverse")[0];
      assertThat(a / b).isCloseTo(29.0 / 6, MonteCarlo.noise(0.02 * 29 / 6));
      assertThat(Math.sqrt(a) / b)
          .isCloseTo(Math.sqrt(29) / 6, MonteCarlo.noise(0.02 * Math.sqrt(29) / 6));
    }
  }

  /** Kept with the parameters: a resumed training goes on from it. */
  @Test
  void theRunningMeanIsKept() {
    Elbo elbo = Elbo.of(MODEL, GUIDE).given("x");
    try (Fit fit =
        Trainer.of(elbo).optimizer(Adam.of(0.01)).feed(COUNTS.batch(5)).steps(200).run()) {
      assertThat(fit.parameter("baseline/n")[0])
          .isCloseTo(-meanBound(fit.parameter("rate")[0]), MonteCarlo.noise(0.5));
    }
  }

  /** What baselines keep and learn is in the files that a training is resumed from. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aResumedTrainingEqualsTheWholeOne(boolean isLearned) {
    Baseline baseline =
        isLearned ? Baseline.learned(Dense.of("cost", 1), "seen") : Baseline.runningMean();
    Program guide =
        p -> {
          Expr rate = p.param(RATE);
          p.plate(
              "rows",
              () -> {
                p.deterministic("seen", p.input("x").reshape(1));
                p.sample("n", Poisson.ofRate(rate));
              });
        };
    Elbo elbo = Elbo.of(MODEL, guide).given("x").treat("n", Treatment.scoreFunction(baseline));
    Trainer trainer = Trainer.of(elbo).optimizer(Adam.of(0.01)).feed(COUNTS.batch(2));
    Path half = folder.resolve("half.npz");
    try (Fit first = trainer.steps(15).run()) {
      first.checkpoint(half);
    }
    try (Fit whole = trainer.steps(40).run();
        Fit resumed = trainer.steps(40).resume(half).run()) {
      assertThat(resumed.digest()).isEqualTo(whole.digest());
      assertThat(whole.parameters()).anyMatch(param -> param.name().startsWith("baseline/n"));
    }
  }
}
