package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import java.nio.file.Path;
import java.util.Arrays;
import org.jelbo.dsl.distribution.Categorical;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.optimizer.Adam;
import org.jelbo.inference.training.Fit;
import org.jelbo.inference.training.Trainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Point estimates whose closed forms are known, of parameters with supports. */
class MaximumLikelihoodTest {
  private static final double[] X = {1.5, -0.5, 2.5, 3, 0.5, 2};
  private static final double[] KIND = {0, 2, 2, 1, 2, 0};
  private static final Data DATA =
      Data.of(Column.ofDoubles("x", X), Column.ofDoubles("kind", KIND));
  private static final Param MEAN = Param.of("mean");
  private static final Param STDDEV = Param.of("stddev").positive();

  @TempDir Path folder;

  @Test
  void meanAndSpreadOfNormal() {
    double mean = Arrays.stream(X).average().orElseThrow();
    double variance = Arrays.stream(X).map(x -> (x - mean) * (x - mean)).sum() / X.length;
    try (Fit fit = fitted(MaximumLikelihood.of(normal(false)).given("x"))) {
      assertThat(fit.parameter("mean")[0]).isCloseTo(mean, within(1e-6));
      assertThat(fit.parameter("stddev")[0]).isCloseTo(Math.sqrt(variance), within(1e-6));
      assertThat(fit.evaluate(DATA, 1).parts().keySet()).containsExactly("rec");
      assertThat(fit.evaluate(DATA, 1).value())
          .isCloseTo(0.5 * (1 + Math.log(2 * Math.PI * variance)), within(1e-9));
    }
  }

  /** With spread 1 the prior N(0, 1) on the mean counts as one more observation, of 0. */
  @Test
  void factorsMakeTheModeOfThePosterior() {
    try (Fit fit = fitted(MaximumLikelihood.of(normal(true)).given("x"))) {
      double sum = Arrays.stream(X).sum();
      assertThat(fit.parameter("mean")[0]).isCloseTo(sum / (X.length + 1), within(1e-6));
    }
  }

  @Test
  void frequenciesOnTheSimplex() {
    Param shares = Param.of("shares", 3).simplex();
    Program model =
        p -> p.plate("rows", () -> p.sample("kind", Categorical.ofLogits(p.param(shares).log())));
    try (Fit fit = fitted(MaximumLikelihood.of(model).given("kind"))) {
      assertThat(fit.parameter("shares"))
          .containsExactly(new double[] {2.0 / 6, 1.0 / 6, 3.0 / 6}, within(1e-4));
    }
  }

  @Test
  void entriesOfAnIntervalStayInsideIt() {
    Param bounded = Param.of("mean").between(-1, 1);
    Program model =
        p -> p.plate("rows", () -> p.sample("x", Normal.of(p.param(bounded), Expr.of(1))));
    try (Fit fit = fitted(MaximumLikelihood.of(model).given("x"))) {
      assertThat(fit.parameter("mean")[0]).isBetween(0.99, 1.0);
    }
  }

  @Test
  void savedFitsGiveTheSameBits() {
    Objective objective = MaximumLikelihood.of(normal(false)).given("x");
    Path file = folder.resolve("fit.npz");
    try (Fit fit = fitted(objective)) {
      fit.save(file);
      try (Fit again = Fit.restore(objective, file)) {
        assertThat(again.parameter("stddev")).containsExactly(fit.parameter("stddev"));
        assertThat(again.digest()).isEqualTo(fit.digest());
      }
    }
  }

  /** Free numbers would be infinite there, and a parameter would never leave. */
  @Test
  void startsAtTheEndsAreRefused() {
    for (Param end :
        new Param[] {
          Param.of("mean").between(0, 10).constant(10),
          Param.of("mean").between(0, 10).constant(0),
          Param.of("mean").positive().constant(0)
        }) {
      Program model =
          p -> p.plate("rows", () -> p.sample("x", Normal.of(p.param(end), Expr.of(1))));
      Objective objective = MaximumLikelihood.of(model).given("x");
      assertThat(Refusal.of(() -> Fit.start(objective)))
          .contains("at parameter 'mean'")
          .contains("and not at its ends, but got");
    }
  }

  @Test
  void filesOfAnotherSupportAreRefused() {
    Path file = folder.resolve("fit.npz");
    try (Fit fit = Fit.start(ofMean(Param.of("mean").positive().constant(0.25)))) {
      fit.save(file);
    }
    for (Param other : new Param[] {Param.of("mean"), Param.of("mean").between(0, 100)}) {
      assertThat(Refusal.of(() -> Fit.restore(ofMean(other), file)))
          .contains("but the file has [mean.free of positive numbers");
    }
    try (Fit fit = Fit.restore(ofMean(Param.of("mean").positive()), file)) {
      assertThat(fit.parameter("mean")[0]).isCloseTo(0.25, within(1e-6));
    }
  }

  private static Objective ofMean(Param mean) {
    Program model = p -> p.plate("rows", () -> p.sample("x", Normal.of(p.param(mean), Expr.of(1))));
    return MaximumLikelihood.of(model).given("x");
  }

  @Test
  void explanationHasNoDivergence() {
    assertThat(MaximumLikelihood.of(normal(true)).given("x").explain().toString())
        .isEqualTo(
            """
            Log-likelihood, given x

            factor prior, outside every plate
              model   log factor prior()
            given  x, plate rows
              model   p(x) = Normal []
              rec     -log p(x), scored once

            -log-likelihood = rec + factor, in nats per datum
              rec = mean over rows [-log p(x)]
              factor = 1/N [-log factor prior()]

            1 parameter, 1 number
              mean []
            """);
  }

  private static Program normal(boolean hasPrior) {
    return p -> {
      if (hasPrior) {
        p.factor("prior", Normal.standard().logProb(p.param(MEAN)));
      }
      p.plate(
          "rows",
          () -> p.sample("x", Normal.of(p.param(MEAN), hasPrior ? Expr.of(1) : p.param(STDDEV))));
    };
  }

  private static Fit fitted(Objective objective) {
    return Trainer.of(objective)
        .precision(Precision.FLOAT64)
        .optimizer(Adam.of(0.01))
        .feed(DATA.batch(6))
        .steps(3_000)
        .run();
  }
}
