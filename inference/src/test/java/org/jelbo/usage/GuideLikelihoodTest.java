package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.GuideLikelihood;
import org.junit.jupiter.api.Test;

class GuideLikelihoodTest {
  /** {@code q(a = 1) = 0.3, q(b = 1 | a) = (0.6, 0.1), q(y = 1 | a) = (0.2, 0.9)}. */
  private static final Program GUIDE =
      p ->
          p.plate(
              "rows",
              () -> {
                Expr a = p.sample("a", Bernoulli.ofProbabilities(0.3));
                p.sample("b", Bernoulli.ofProbabilities(a.times(-0.5).plus(0.6)));
                p.sample("y", Bernoulli.ofProbabilities(a.times(0.7).plus(0.2)));
              });

  private static final Data DATA =
      Data.of(
          Column.ofDoubles("b", new double[] {1, 0}), Column.ofDoubles("y", new double[] {1, 1}));

  @Test
  void finiteSiteBeforeItIsSummedOut() {
    double yes = 0.7 * 0.2 + 0.3 * 0.9;
    assertLoss(GuideLikelihood.of(GUIDE, "y"), -Math.log(yes));
  }

  /** {@code q(y | b)}, and not {@code q(y, b)}, where a sum joins the two. */
  @Test
  void otherGivenSitesAreNotScored() {
    double first = (0.7 * 0.6 * 0.2 + 0.3 * 0.1 * 0.9) / (0.7 * 0.6 + 0.3 * 0.1);
    double second = (0.7 * 0.4 * 0.2 + 0.3 * 0.9 * 0.9) / (0.7 * 0.4 + 0.3 * 0.9);
    assertLoss(
        GuideLikelihood.of(GUIDE, "y").given("b"), -(Math.log(first) + Math.log(second)) / 2);
  }

  /** What a draw reaches may be given: its density does not depend on the site and cancels. */
  @Test
  void densitiesThatCancelMayDependOnDraws() {
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.standard());
                  Expr b = p.sample("b", Bernoulli.ofLogits(z));
                  p.sample("other", Bernoulli.ofLogits(z.times(2)));
                  p.sample("y", Bernoulli.ofProbabilities(b.times(0.7).plus(0.2)));
                });
    assertLoss(GuideLikelihood.of(guide, "y").given("b"), -(Math.log(0.9) + Math.log(0.2)) / 2);
  }

  /** What is known of b is known of the latent behind it, of which that of the site is, too. */
  @Test
  void densitiesThatLatentsJoinMayNotDependOnDraws() {
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.standard());
                  Expr first = p.sample("first", Bernoulli.ofProbabilities(0.4));
                  Expr second =
                      p.sample("second", Bernoulli.ofProbabilities(first.times(0.6).plus(0.2)));
                  p.sample("b", Bernoulli.ofLogits(second.times(z)));
                  p.sample("y", Bernoulli.ofProbabilities(first.times(0.7).plus(0.2)));
                });
    assertThat(Refusal.of(() -> GuideLikelihood.of(guide, "y").given("b").explain()))
        .isEqualTo(
            """
            at site 'b' in the guide, plate 'rows' (GuideLikelihoodTest.java: p.sample("b", Bernoulli.ofLogits(second.times(z)));):
              expected a density of the guide that depends on data and finite latents only, but it depends on 'z', and the mean over draws of that would be a lower bound
              try: given("z"), or a guide in which the site comes first\
            """);
  }

  private static void assertLoss(GuideLikelihood likelihood, double expected) {
    try (Compiled compiled = Compilation.of(likelihood).precision(Precision.FLOAT64).compile()) {
      assertThat(BothWays.value(compiled, DATA, DrawKey.of(0))).isCloseTo(expected, within(1e-12));
    }
  }
}
