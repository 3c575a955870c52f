package org.jelbo.inference.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.inference.objective.ScoredCostsTest.coin;
import static org.jelbo.inference.objective.ScoredCostsTest.data;
import static org.jelbo.inference.objective.ScoredCostsTest.logit;
import static org.jelbo.inference.objective.ScoredCostsTest.rows;
import static org.jelbo.inference.objective.ScoredCostsTest.seen;

import org.jelbo.dsl.contract.MonteCarlo;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.nn.BatchNorm;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.optimizer.Sgd;
import org.jelbo.inference.training.Fit;
import org.jelbo.inference.training.Trainer;
import org.junit.jupiter.api.Test;

/** Scored draws whose costs are taken together: outside of weights, and where rows are normed. */
class ScoredTogetherTest {
  /** The draw for all rows stands outside their importance weights. */
  private static Iwae outsideWeights() {
    Program model =
        p -> {
          Expr y = coin(p, "y", logit(p, "y"));
          p.plate("rows", () -> seen(p, p.sample("z", Normal.of(y.times(2), Expr.of(1)))));
        };
    Program guide =
        p -> {
          Expr y = coin(p, "y", p.param(Param.of("qy").constant(0.3)));
          Expr step = p.param(Param.of("qz").constant(0.5));
          p.plate(
              "rows", () -> p.sample("z", Normal.of(y.plus(p.input("x").times(step)), Expr.of(1))));
        };
    return Iwae.of(model, guide).given("x").particles(2);
  }

  /** In {@link Iwae} a draw for all rows is one for all particles. */
  @Test
  void aDrawOutsideTheWeightsCostsWhatAllRowsDo() {
    Iwae scored = outsideWeights().treat("y", Treatment.scoreFunction(Baseline.none()));
    Iwae expected = outsideWeights().sumOutside("y");
    SampledGradients.assertMeansAgree(scored, 3000, expected, 300, data(2000));
  }

  /**
   * In training two rows are normed together. Coins that fall alike are normed to 0, others to 1
   * and -1: the four outcomes cost 4.5, 2, 8 and 4.5 nats, by which the gradient is -4.5. The mean
   * of the steps, whose gradients are below 14, is off by 1.2 with a chance below 1e-5.
   */
  @Test
  void rowsThatAreNormedTogetherCountTogether() {
    Program model =
        rows(
            p -> {
              Expr y = coin(p, "y", Expr.of(0));
              seen(p, BatchNorm.of("norm").apply(p, y.reshape(1)).sum());
            });
    Program guide = rows(p -> coin(p, "y", p.input("x").times(p.param(Param.of("q").constant(0)))));
    Elbo elbo =
        Elbo.of(model, guide).given("x").treat("y", Treatment.scoreFunction(Baseline.none()));
    double rate = 1e-6;
    int steps = 4000;
    try (Fit fit =
        Trainer.of(elbo)
            .precision(Precision.FLOAT64)
            .optimizer(Sgd.of(rate))
            .feed(Data.of(Column.ofDoubles("x", new double[] {3, -3})).batch(2))
            .steps(steps)
            .run()) {
      assertThat(fit.parameter("q")[0] / rate / steps).isCloseTo(4.5, MonteCarlo.noise(1.2));
    }
  }
}
