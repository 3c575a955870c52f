package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.jelbo.dsl.bijector.Exp;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.distribution.Transformed;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.training.Draws;
import org.jelbo.inference.training.Fit;
import org.jelbo.inference.training.Predictive;
import org.jelbo.inference.training.Trainer;
import org.junit.jupiter.api.Test;

/** Draws of sites whose families have no moments in closed form. */
class MomentsTest {
  private static final Data DATA = Data.of(Column.ofDoubles("x", new double[] {1.5, 0.5, 2.5, 3}));

  private static final Program MODEL =
      p ->
          p.plate(
              "rows",
              () -> {
                Expr z = p.sample("z", Normal.standard());
                Expr y = p.deterministic("y", z.times(2));
                p.sample("x", Transformed.of(Normal.of(y, Expr.of(1)), Exp.of()));
              });

  private static final Program GUIDE =
      p ->
          p.plate(
              "rows",
              () -> p.sample("z", Normal.of(p.param(Param.of("m").constant(0.5)), Expr.of(1))));

  private static final Elbo ELBO = Elbo.of(MODEL, GUIDE).given("x");

  @Test
  void otherSitesKeepTheirs() {
    try (Fit fit = Trainer.of(ELBO).feed(DATA.batch(2)).steps(2).run()) {
      Draws draws = fit.sample(3);
      assertThat(draws.sites()).containsExactly("x", "y", "z");
      assertThat(Arrays.stream(draws.of("x").toArray()).allMatch(x -> x > 0)).isTrue();
      assertThat(draws.meanOf("z").toArray()).containsExactly(0, 0, 0);
      assertThat(draws.varianceOf("z").toArray()).containsExactly(1, 1, 1);
      assertThat(fit.reconstruct(DATA).of("x").size()).isEqualTo(4);
    }
  }

  /** The graph of a query is built once, and what it lacks is known in every run. */
  @Test
  void refusedMomentsAreOnlyThoseAskedFor() {
    try (Fit fit = Fit.start(ELBO)) {
      for (int run = 0; run < 2; run++) {
        Draws draws = fit.predict(Predictive.prior(2).seed(run));
        assertThat(Refusal.of(() -> draws.meanOf("x")))
            .isEqualTo(
                """
                at mean of 'x' (MomentsTest.java: assertThat(Refusal.of(() -> draws.meanOf("x")))):
                  expected a map that only scales, shifts and reorders entries, but Exp does more, and there is no closed form
                  try: draws(1_000) on the Predictive, and the mean of of("x") over them""");
      }
      Draws rows = fit.predict(Predictive.posterior(DATA).draws(2));
      assertThat(Refusal.of(() -> rows.varianceOf("x")))
          .isEqualTo(
              """
              at variance of 'x' (MomentsTest.java: assertThat(Refusal.of(() -> rows.varianceOf("x")))):
                expected a map that only scales, shifts and reorders entries, but Exp does more, and there is no closed form
                try: draws(1_000) on the Predictive, and the variance of of("x") over them""");
      assertThat(Refusal.of(() -> rows.varianceOf("y")))
          .contains("expected a random site, but 'y' has a value and no distribution");
    }
  }

  @Test
  void latentsOfPosteriorsHaveThoseOfTheGuide() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr c = p.sample("c", Bernoulli.ofProbabilities(0.5));
                  Expr z = p.sample("z", Normal.standard());
                  p.sample("x", Normal.of(z.plus(c), Expr.of(2)));
                });
    try (Fit fit = Fit.start(Elbo.of(model, GUIDE).given("x"))) {
      for (Predictive wanted : List.of(Predictive.posterior(DATA), Predictive.imputing(DATA))) {
        Draws draws = fit.predict(wanted);
        assertThat(draws.meanOf("z").toArray()).containsExactly(0.5, 0.5, 0.5, 0.5);
        assertThat(draws.varianceOf("x").toArray()).containsExactly(4, 4, 4, 4);
        assertThat(Refusal.of(() -> draws.meanOf("c")))
            .isEqualTo(
                """
                at mean of 'c' (MomentsTest.java: assertThat(Refusal.of(() -> draws.meanOf("c")))):
                  expected a latent that the guide draws, but 'c' is drawn from its distribution given the data, whose moments are not at hand
                  try: draws(1_000) on the Predictive, and the mean of of("c") over them""");
      }
    }
  }

  @Test
  void termsOfOneFitHaveTheirOwn() {
    Program plain =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.standard());
                  p.sample("x", Normal.of(z, Expr.of(1)));
                });
    Objective sum = Objective.sum(ELBO.from("a"), Elbo.of(plain, GUIDE).given("x").from("b"));
    try (Fit fit = Fit.start(sum)) {
      for (int run = 0; run < 2; run++) {
        assertThat(fit.predicting("b").sample(2).meanOf("x").size()).isEqualTo(2);
        Draws lacking = fit.predicting("a").sample(2);
        assertThat(Refusal.of(() -> lacking.meanOf("x"))).contains("but Exp does more");
      }
    }
  }
}
