package org.jelbo.inference.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.compilation.QueryRun;
import org.jelbo.inference.compilation.StepReport;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Iwae;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.inference.optimizer.Adam;
import org.jelbo.usage.SmallVae;
import org.junit.jupiter.api.Test;

class IwaeTrainingTest {
  private static final SmallVae VAE = SmallVae.tiny();

  @Test
  void trainerDescendsTheBoundAndReportsTheEffectiveParticles() {
    Data data = VAE.data(200);
    Iwae iwae = Iwae.of(VAE.model(), VAE.guide()).given("x").particles(5);
    List<StepReport> reports = new ArrayList<>();
    Trainer trainer =
        Trainer.of(iwae)
            .precision(Precision.FLOAT64)
            .optimizer(Adam.of(1e-2))
            .feed(data.batch(50))
            .listener(reports::add);
    try (Fit start = trainer.steps(0).run();
        Fit fit = trainer.steps(200).run()) {
      assertThat(fit.evaluate(data, 5).value()).isLessThan(start.evaluate(data, 5).value() - 0.3);
    }
    assertThat(reports).hasSize(200);
    for (StepReport report : reports) {
      assertThat(report.parts().keySet()).containsExactly("ess");
      assertThat(report.parts().get("ess")).isStrictlyBetween(1.0, 5.0);
      assertThat(report.value()).isFinite();
    }
  }

  @Test
  void evaluationDrawsTheParticlesOfTheBound() {
    Data data = VAE.data(30);
    Iwae iwae = Iwae.of(VAE.model(), VAE.guide()).given("x").particles(500);
    DrawKey draws = DrawKey.of(3).particles(500);
    try (Fit fit = Fit.start(iwae);
        Compiled compiled = Compilation.of(iwae).compile()) {
      // 500 draws of a row: 20 rows at once.
      double first = compiled.onlyTerm().measure(QueryRun.of(data, 0, 20, draws)).value();
      double second =
          compiled.onlyTerm().measure(QueryRun.of(data, 20, 30, draws.chunk(1))).value();
      Evaluation found = fit.evaluate(data, 1, 3);
      assertThat(found.value()).isEqualTo(first * 2 / 3 + second / 3, within(1e-5));
      assertThat(found.part("ess")).isStrictlyBetween(2.0, 500.0);
      assertThat(fit.evaluate(data, 2, 3).value()).isNotEqualTo(found.value());
    }
  }

  /** A logarithm around all rows is not cut, however many there are. */
  @Test
  void evaluationOfOneWeightSeesAllRows() {
    Program model =
        p -> {
          Expr w = p.sample("w", Normal.standard());
          p.plate("rows", () -> p.sample("x", Normal.of(w, Expr.of(1))));
        };
    Program guide = p -> p.sample("w", Normal.of(0, 0.02));
    Data data = Data.of(Column.ofDoubles("x", new double[1_200]));
    try (Fit fit = Fit.start(Iwae.of(model, guide).given("x").particles(500).oneWeight())) {
      assertThat(fit.evaluate(data, 1).part("ess")).isGreaterThan(2);
    }
  }

  /** By hand: -1/N log [0.3 p(x | 0) + 0.7 p(x | 1)] for N ones under normals about 0 and 1. */
  @Test
  void evaluationOfFiniteSiteAroundTheRowsSeesAllOfThem() {
    Program model =
        p -> {
          Expr c = p.sample("c", Bernoulli.ofProbabilities(0.7));
          p.plate("rows", () -> p.sample("x", Normal.of(c, Expr.of(1))));
        };
    int n = 1_200;
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    Data data = Data.of(Column.ofDoubles("x", ones));
    double expected = 0.5 * Math.log(2 * Math.PI) - Math.log(0.7 + 0.3 * Math.exp(-n / 2.0)) / n;
    try (Fit fit = Fit.start(MaximumLikelihood.of(model).given("x"))) {
      assertThat(fit.evaluate(data, 1).value()).isCloseTo(expected, within(1e-5));
    }
  }
}
