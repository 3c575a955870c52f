package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import org.jelbo.dsl.distribution.Exponential;
import org.jelbo.dsl.distribution.Geometric;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.inference.training.Fit;
import org.junit.jupiter.api.Test;

/** Families that programs use elsewhere than at a site: what their parameters have to be. */
class UsedFamiliesTest {
  private static final Data DATA =
      Data.of(
          Column.ofDoubles("x", new double[] {1, 2}),
          Column.ofDoubles("rate", new double[] {2, -1}),
          Column.ofBytes("known", new byte[] {1, 0}));

  private static double loss(Program model) {
    try (Fit fit = Fit.start(MaximumLikelihood.of(model).given("x"))) {
      return fit.evaluate(DATA, 1).value();
    }
  }

  @Test
  void whatMasksLeaveOutIsNotRequired() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr x = p.sample("x", Normal.of(0, 1));
                  Expr known = p.input("known");
                  Exponential waiting = Exponential.ofRate(p.input("rate"));
                  p.masked(known, () -> p.factor("waiting", waiting.logProb(x)));
                });
    double normal = 0.5 * Math.log(2 * Math.PI) + (1 + 4) / 4.0;
    double waiting = Math.log(2) - 2;
    assertThat(loss(model)).isCloseTo(normal - waiting / 2, within(1e-4));
  }

  /** The mask is of the site alone, and at the row that it leaves out the mean would be -1. */
  @Test
  void whatMasksLeaveOutOfSitesIsRequiredElsewhere() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Exponential waiting = Exponential.ofRate(p.input("rate"));
                  p.masked(p.input("known"), () -> p.sample("x", waiting));
                  p.factor("mean", waiting.mean());
                });
    assertThat(Refusal.of(() -> loss(model)))
        .contains("at Exponential of factor 'mean' in the model", "a positive rate, but got -1.0")
        .containsOnlyOnce("expected");
  }

  @Test
  void whatNothingIsComputedFromIsNotRequired() {
    Param number = Param.of("number").constant(-1);
    Program model =
        p -> {
          Expr value = p.param(number);
          Geometric.ofProbabilities(value.minus(1)).mean();
          p.plate("rows", () -> p.sample("x", Normal.of(value.times(2), Expr.of(1))));
        };
    assertThat(loss(model)).isFinite();
  }

  @Test
  void familiesBehindFamiliesAreRequired() {
    Param chance = Param.of("chance").constant(1.5);
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr mean = Geometric.ofProbabilities(p.param(chance)).mean().square();
                  p.sample("x", Normal.of(Exponential.ofRate(mean).mean(), Expr.of(1)));
                });
    assertThat(Refusal.of(() -> loss(model)))
        .contains("at Geometric of site 'x'", "probabilities from 0 to 1, but got 1.5");
  }

  /** Divergences are computed in float64 of copies, which are not looked at a second time. */
  @Test
  void divergencesInFactorsAreRequired() {
    Param spread = Param.of("spread").constant(-2);
    Program model =
        p -> {
          Normal prior = Normal.of(Expr.of(0), p.param(spread));
          p.factor("near", Normal.of(1, 1).klOfEach(prior).negate());
          p.plate("rows", () -> p.sample("x", Normal.of(0, 1)));
        };
    assertThat(Refusal.of(() -> loss(model)))
        .contains("at Normal of factor 'near' in the model", "a positive stddev, but got -2.0")
        .containsOnlyOnce("expected");
  }
}
