package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.dsl.program.Scope;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.optimizer.Adam;
import org.jelbo.inference.training.Fit;
import org.jelbo.inference.training.Trainer;
import org.junit.jupiter.api.Test;

/**
 * Coaching in eight schools (Rubin 1981), not centred: {@code y_j ~ N(mu + tau e_j, s_j), e_j ~
 * N(0, 1)}, mu and tau uniform. The published quartiles of {@code mu + tau e_j} are those of Gelman
 * et al. (2013), Bayesian Data Analysis, table 5.3.
 */
class EightSchoolsTest {
  private static final double[] EFFECT = {28, 8, -3, 7, -1, 1, 18, 12};
  private static final double[] ERROR = {15, 10, 16, 11, 9, 11, 10, 18};
  private static final double[] LOWER = {7, 3, 2, 4, 1, 2, 7, 3};
  private static final double[] UPPER = {16, 12, 11, 11, 10, 10, 15, 13};

  @Test
  void meansOfTheEffectsLieBetweenThePublishedQuartiles() {
    Trainer trainer =
        Trainer.of(Elbo.of(model(), guide()).given("y").particles(32))
            .precision(Precision.FLOAT64)
            .optimizer(Adam.of(0.01))
            .feed(data().batch(8));
    try (Fit fit = trainer.steps(3_000).run()) {
      double spread = Math.exp(one(fit, "m.tau") + 0.5 * Math.exp(2 * one(fit, "s.tau")));
      double[] local = fit.parameter("m.e");
      for (int j = 0; j < 8; j++) {
        assertThat(one(fit, "m.mu") + spread * local[j])
            .as("school %d", j)
            .isBetween(LOWER[j], UPPER[j]);
      }
    }
  }

  private static double one(Fit fit, String name) {
    return fit.parameter(name)[0];
  }

  private static Data data() {
    double[] which = new double[64];
    for (int j = 0; j < 8; j++) {
      which[9 * j] = 1;
    }
    return Data.of(
        Column.ofDoubles("y", EFFECT),
        Column.ofDoubles("s", ERROR),
        Column.ofDoubles("which", which, 8));
  }

  /**
   * There is no flat family: the logarithm t of tau has a standard normal density, and a factor
   * takes it away and puts {@code d tau / d t = exp(t)} in its place.
   */
  private static Program model() {
    return p -> {
      Expr mu = p.sample("mu", Normal.of(0, 1e4));
      Expr t = p.sample("t", Normal.standard());
      p.factor("tau is uniform", t.plus(t.square().times(0.5)));
      p.plate(
          "schools",
          () -> {
            Expr e = p.sample("e", Normal.standard());
            Expr effect = p.deterministic("effect", mu.plus(t.exp().times(e)));
            p.sample("y", Normal.of(effect, p.input("s")));
          });
    };
  }

  private static Program guide() {
    Param means = Param.of("m.e", 8);
    Param spreads = Param.of("s.e", 8);
    return p -> {
      p.sample("mu", Normal.of(scalar("m.mu", p), scalar("s.mu", p).exp()));
      p.sample("t", Normal.of(scalar("m.tau", p), scalar("s.tau", p).exp()));
      p.plate(
          "schools",
          () -> {
            Expr which = p.input("which", 8);
            Expr mean = p.param(means).times(which).sum();
            p.sample("e", Normal.of(mean, p.param(spreads).times(which).sum().exp()));
          });
    };
  }

  private static Expr scalar(String name, Scope p) {
    return p.param(Param.of(name));
  }
}
