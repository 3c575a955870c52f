package org.jelbo.inference.derivation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Categorical;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.dsl.program.Scope;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.compilation.QueryRun;
import org.jelbo.inference.compilation.Values;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.Iwae;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.objective.SingleObjective;
import org.jelbo.usage.BothWays;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/** States that a chain cannot reach have no gradient; many sites are summed. */
class ImpossibleValuesTest {
  private static final double NEVER = Double.NEGATIVE_INFINITY;
  private static final Data DATA = Data.of(Column.ofDoubles("x", new double[] {0.3, -1.2}));

  /** Starts in the first of three states, and never goes back or over one. */
  private static void chain(Scope p, String name, boolean isModel) {
    Expr start = p.param(Param.of(name + "/start", 3).normal(1));
    Expr steps = p.param(Param.of(name + "/steps", 3, 3).normal(1));
    Expr first =
        p.sample("s0", Categorical.ofLogits(start.plus(Expr.of(new double[] {0, NEVER, NEVER}))));
    double[] forward = {0, 0, NEVER, NEVER, 0, 0, NEVER, NEVER, 0};
    Expr logits = steps.plus(Expr.of(forward, Shape.of(3, 3)));
    Expr second = p.sample("s1", Categorical.ofLogits(logits.at(first)));
    if (isModel) {
      Expr means = p.param(Param.of(name + "/means", 3).normal(1));
      p.sample("x", Normal.of(means.at(second), Expr.of(1)));
    }
  }

  private static void assertFiniteGradients(SingleObjective objective) {
    try (Compiled compiled =
        Compilation.of(Objective.sum(objective.named("loss")))
            .precision(Precision.FLOAT64)
            .compile()) {
      compiled
          .term("loss")
          .gradients(QueryRun.of(DATA, DrawKey.of(0)))
          .forEach((name, gradient) -> assertFinite(name, gradient));
    }
  }

  private static void assertFinite(String name, Values gradient) {
    for (double entry : gradient.toArray()) {
      assertThat(entry).as(name).isFinite();
    }
  }

  private static final Program MODEL = p -> p.plate("rows", () -> chain(p, "model", true));
  private static final Program GUIDE = p -> p.plate("rows", () -> chain(p, "guide", false));

  @Test
  void chainOfTheModel() {
    assertFiniteGradients(MaximumLikelihood.of(MODEL).given("x"));
  }

  @Test
  void chainOfTheGuide() {
    assertFiniteGradients(Elbo.of(MODEL, GUIDE).given("x"));
  }

  @Test
  void moreSitesAreSummedThanTensorFlowsSelectHasDims() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr sum = Expr.of(0);
                  for (int i = 0; i < 10; i++) {
                    sum = sum.plus(p.sample("c" + i, Bernoulli.ofProbabilities(0.5)));
                  }
                  p.sample("x", Normal.of(sum, Expr.of(1)));
                });
    try (Compiled compiled =
        Compilation.of(MaximumLikelihood.of(model).given("x"))
            .precision(Precision.FLOAT64)
            .compile()) {
      double expected = (evidence(0.3) + evidence(-1.2)) / 2;
      assertThat(BothWays.value(compiled, DATA, DrawKey.of(0))).isCloseTo(-expected, within(1e-9));
    }
  }

  @Test
  void valueThatTheGuideNeverProposesOutsideWeights() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.standard());
                  Expr by = p.param(Param.of("model/y", 3).normal(1));
                  Expr y = p.sample("y", Categorical.ofLogits(by.times(z)));
                  p.sample("x", Normal.of(z.plus(y), Expr.of(1)));
                });
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr logits = p.param(Param.of("guide/y", 3).normal(1));
                  Expr never = Expr.of(new double[] {0, 0, NEVER});
                  Expr y = p.sample("y", Categorical.ofLogits(logits.plus(never)));
                  Expr mean = p.param(Param.of("guide/z").normal(1));
                  p.sample("z", Normal.of(mean.plus(y), Expr.of(1)));
                });
    Iwae iwae = Iwae.of(model, guide).given("x").sumOutside("y");
    assertFiniteGradients(iwae);
    assertFiniteGradients(iwae.doublyReparameterized());
  }

  @Test
  void gradientsOfMoreSitesThanTensorFlowsSoftplusHasDims() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr sum = Expr.of(0);
                  for (int i = 0; i < 9; i++) {
                    sum = sum.plus(p.sample("y" + i, Bernoulli.ofProbabilities(0.5)));
                  }
                  Expr by = p.param(Param.of("model/by").normal(1));
                  Expr last = p.sample("last", Bernoulli.ofLogits(sum.times(by)));
                  p.sample("x", Normal.of(last, Expr.of(1)));
                });
    assertFiniteGradients(MaximumLikelihood.of(model).given("x"));
  }

  /** A Binomial mixture. */
  private static double evidence(double x) {
    double sum = 0;
    double ways = 1;
    for (int n = 0; n <= 10; n++) {
      sum += ways / 1024 * Math.exp(-(x - n) * (x - n) / 2) / Math.sqrt(2 * Math.PI);
      ways = ways * (10 - n) / (n + 1);
    }
    return Math.log(sum);
  }
}
