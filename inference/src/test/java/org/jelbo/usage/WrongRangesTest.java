package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.usage.UsualPrograms.DATA;
import static org.jelbo.usage.UsualPrograms.MODEL;

import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Binomial;
import org.jelbo.dsl.distribution.Categorical;
import org.jelbo.dsl.distribution.Geometric;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.distribution.Poisson;
import org.jelbo.dsl.distribution.Uniform;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.optimizer.Sgd;
import org.jelbo.inference.training.Fit;
import org.jelbo.inference.training.Trainer;
import org.junit.jupiter.api.Test;

/** Programs whose parameters leave the range of their families. */
class WrongRangesTest {
  @Test
  void freeNumbersAsProbabilities() {
    Param shares = Param.of("shares", 3).constant(0.9);
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr kind = p.sample("kind", Categorical.ofProbabilities(p.param(shares)));
                  p.sample("x", Normal.of(kind, Expr.of(1)));
                });
    Data data = Data.of(Column.ofDoubles("x", new double[] {1, 2}));
    Objective likelihood = MaximumLikelihood.of(model).given("x");
    assertThat(Refusal.of(() -> Trainer.of(likelihood).feed(data.batch(2)).steps(1).run()))
        .isEqualTo(
            """
            at Categorical of site 'kind' in the model, plate 'rows' (WrongRangesTest.java: Expr kind = p.sample("kind", Categorical.ofProbabilities(p.param(shares)));):
              expected probabilities that sum to 1 along the last dim, but they sum to 2.7
              try: probabilities divided by their sum, or their logs as logits, or simplex() on a parameter""");
  }

  @Test
  void probabilitiesThatTrainingMoves() {
    Param shares = Param.of("shares", 2).constant(0.5);
    Program model =
        p -> p.plate("rows", () -> p.sample("y", Categorical.ofProbabilities(p.param(shares))));
    Data data = Data.of(Column.ofBytes("y", new byte[] {0, 1, 1, 1}));
    Objective likelihood = MaximumLikelihood.of(model).given("y");
    Trainer trainer = Trainer.of(likelihood).optimizer(Sgd.of(0.1)).feed(data.batch(4)).steps(1);
    Fit fit = trainer.run();
    assertThat(Refusal.of(() -> fit.evaluate(data, 1)))
        .isEqualTo(
            """
            at Categorical of site 'y' in the model, plate 'rows' (WrongRangesTest.java: p -> p.plate("rows", () -> p.sample("y", Categorical.ofProbabilities(p.param(shares))));):
              expected probabilities that sum to 1 along the last dim, but they sum to 1.2
              try: probabilities divided by their sum, or their logs as logits, or simplex() on a parameter""");
  }

  @Test
  void probabilitiesThatMetricsFind() {
    Param chance = Param.of("chance").constant(0.9);
    Program model =
        p -> p.plate("rows", () -> p.sample("y", Bernoulli.ofProbabilities(p.param(chance))));
    Data data = Data.of(Column.ofBytes("y", new byte[] {1, 1}));
    Objective likelihood = MaximumLikelihood.of(model).given("y");
    Trainer trainer = Trainer.of(likelihood).optimizer(Sgd.of(1)).feed(data.batch(2)).steps(9);
    assertThat(
            Refusal.of(() -> trainer.metric("chance", 1, fit -> fit.parameter("chance")[0]).run()))
        .isEqualTo(
            """
            at Bernoulli of site 'y' in the model, plate 'rows' (WrongRangesTest.java: p -> p.plate("rows", () -> p.sample("y", Bernoulli.ofProbabilities(p.param(chance))));):
              expected probabilities from 0 to 1, but got 2.011
              try: the sigmoid of an unconstrained value, or logits, or between(0, 1) on a parameter""");
  }

  @Test
  void negativeSpread() {
    Param spread = Param.of("spread", 2).constant(-0.5);
    Program guide =
        p ->
            p.plate(
                "rows", () -> p.sample("z", Normal.of(Expr.of(new double[2]), p.param(spread))));
    Elbo elbo = Elbo.of(MODEL, guide).given("x");
    assertThat(Refusal.of(() -> Trainer.of(elbo).feed(DATA.batch(3)).steps(1).run()))
        .isEqualTo(
            """
            at Normal of site 'z' in the guide, plate 'rows' (WrongRangesTest.java: "rows", () -> p.sample("z", Normal.of(Expr.of(new double[2]), p.param(spread))));):
              expected a positive stddev, but got -0.5
              try: softplus of an unconstrained value, plus a small constant, or positive() on a parameter""");
  }

  @Test
  void trialsThatAreNotWhole() {
    Param chance = Param.of("chance").between(0, 1);
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr trials = p.input("trials").times(0.5);
                  p.sample("n", Binomial.ofProbabilities(trials, p.param(chance)));
                });
    Column trials = Column.ofBytes("trials", new byte[] {8, 9});
    Data data = Data.of(trials, Column.ofBytes("n", new byte[] {1, 2}));
    Fit fit = Fit.start(MaximumLikelihood.of(model).given("n"));
    assertThat(Refusal.of(() -> fit.evaluate(data, 1)))
        .isEqualTo(
            """
            at Binomial of site 'n' in the model, plate 'rows' (WrongRangesTest.java: p.sample("n", Binomial.ofProbabilities(trials, p.param(chance)));):
              expected whole numbers from 0 for the trials, but got 4.5
              try: a count, such as Expr.of(10)""");
  }

  @Test
  void endsThatCross() {
    Param low = Param.of("low").constant(2);
    Program model = p -> p.plate("rows", () -> p.sample("x", Uniform.of(p.param(low), Expr.of(1))));
    Fit fit = Fit.start(MaximumLikelihood.of(model).given("x"));
    assertThat(Refusal.of(() -> fit.sample(5)))
        .isEqualTo(
            """
            at Uniform of site 'x' in the model, plate 'rows' (WrongRangesTest.java: Program model = p -> p.plate("rows", () -> p.sample("x", Uniform.of(p.param(low), Expr.of(1))));):
              expected low to be below high, but it is above by 1.0
              try: low, and low plus softplus of an unconstrained value""");
  }

  @Test
  void probabilitiesInsideOneFactor() {
    Param shares = Param.of("shares", 3).constant(0.9);
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr x = p.sample("x", Normal.of(0, 1));
                  Expr kind = Expr.of(0).lessThan(x);
                  p.factor("known", Categorical.ofProbabilities(p.param(shares)).logProb(kind));
                });
    Data data = Data.of(Column.ofDoubles("x", new double[] {1, 2}));
    Fit fit = Fit.start(MaximumLikelihood.of(model).given("x"));
    assertThat(Refusal.of(() -> fit.evaluate(data, 1)))
        .isEqualTo(
            """
            at Categorical of factor 'known' in the model, plate 'rows' (WrongRangesTest.java: p.factor("known", Categorical.ofProbabilities(p.param(shares)).logProb(kind));):
              expected probabilities that sum to 1 along the last dim, but they sum to 2.7
              try: probabilities divided by their sum, or their logs as logits, or simplex() on a parameter""");
  }

  @Test
  void meanOfOneFamilyAsParameter() {
    Param rate = Param.of("rate").constant(-2);
    Program model =
        p ->
            p.plate(
                "rows",
                () -> p.sample("x", Normal.of(Poisson.ofRate(p.param(rate)).mean(), Expr.of(1))));
    Data data = Data.of(Column.ofDoubles("x", new double[] {1, 2}));
    Fit fit = Fit.start(MaximumLikelihood.of(model).given("x"));
    assertThat(Refusal.of(() -> fit.evaluate(data, 1)))
        .isEqualTo(
            """
            at Poisson of site 'x' in the model, plate 'rows' (WrongRangesTest.java: () -> p.sample("x", Normal.of(Poisson.ofRate(p.param(rate)).mean(), Expr.of(1))));):
              expected a positive rate, but got -2.0
              try: softplus of an unconstrained value, plus a small constant, or positive() on a parameter""");
  }

  @Test
  void chancesThatAreReported() {
    Param chance = Param.of("chance").constant(1.5);
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr x = p.sample("x", Normal.of(0, 1));
                  Expr shift = Geometric.ofProbabilities(p.param(chance)).mean();
                  p.deterministic("shifted", x.plus(shift));
                });
    Fit fit = Fit.start(MaximumLikelihood.of(model).given("x"));
    assertThat(Refusal.of(() -> fit.sample(5)))
        .isEqualTo(
            """
            at Geometric of deterministic 'shifted' in the model, plate 'rows' (WrongRangesTest.java: p.deterministic("shifted", x.plus(shift));):
              expected probabilities from 0 to 1, but got 1.5
              try: the sigmoid of an unconstrained value, or logits, or between(0, 1) on a parameter""");
  }
}
