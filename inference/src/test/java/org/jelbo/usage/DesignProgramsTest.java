package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.Arrays;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Categorical;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.distribution.OneHotCategorical;
import org.jelbo.dsl.distribution.Poisson;
import org.jelbo.dsl.distribution.ZeroInflated;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.nn.Activation;
import org.jelbo.dsl.nn.Mlp;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.compilation.Recomputed;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.data.Datasets;
import org.jelbo.inference.data.Feed;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.GuideLikelihood;
import org.jelbo.inference.objective.Iwae;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.objective.SumTerm;
import org.jelbo.inference.training.Fit;
import org.jelbo.inference.training.Trainer;
import org.junit.jupiter.api.Test;

/** The programs that users of the field write first. */
class DesignProgramsTest {
  private static final int PIXELS = 12;
  private static final Mlp ENCODER = mlp("encoder", 6);
  private static final Mlp DECODER = mlp("decoder", PIXELS);

  @Test
  void conditionalAutoencoder() {
    Program model =
        p ->
            p.plate(
                "images",
                () -> {
                  Expr z = p.sample("z", Normal.standard(3));
                  Expr logits = DECODER.apply(p, z, p.input("c", 4));
                  p.sample("x", Bernoulli.ofLogits(logits));
                });
    Program guide =
        p ->
            p.plate(
                "images",
                () -> {
                  Expr h = ENCODER.apply(p, p.input("x", PIXELS), p.input("c", 4));
                  p.sample("z", SmallVae.gaussian(h));
                });
    assertTrains(Elbo.of(model, guide).given("x"));
    try (Fit fit = Fit.start(Elbo.of(model, guide).given("x"))) {
      assertThat(fit.sample(data().first(5)).meanOf("x").shape().asArray())
          .containsExactly(5, PIXELS);
    }
  }

  @Test
  void importanceWeightedAutoencoder() {
    SmallVae vae = new SmallVae(PIXELS, 8, 1, 3);
    assertTrains(Iwae.of(vae.model(), vae.guide()).particles(50).given("x"));
  }

  /** Bottom-up, so that the divergence at z1 depends on a draw of z2 and has no closed form. */
  @Test
  void hierarchicalAutoencoder() {
    Mlp up = mlp("up", 4);
    Mlp top = mlp("top", 4);
    Mlp middle = mlp("middle", 4);
    Program model =
        p ->
            p.plate(
                "images",
                () -> {
                  Expr z2 = p.sample("z2", Normal.standard(2));
                  Expr z1 = p.sample("z1", SmallVae.gaussian(middle.apply(p, z2)));
                  p.sample("x", Bernoulli.ofLogits(DECODER.apply(p, z1)));
                });
    Program guide =
        p ->
            p.plate(
                "images",
                () -> {
                  Expr z1 = p.sample("z1", SmallVae.gaussian(up.apply(p, p.input("x", PIXELS))));
                  p.sample("z2", SmallVae.gaussian(top.apply(p, z1)));
                });
    Elbo elbo = Elbo.of(model, guide).given("x");
    assertThat(elbo.explain().toString())
        .contains("kl      Monte Carlo at the draw; no closed form: in the model z1 depends on z2")
        .contains("kl      closed form, Normal to Normal");
    assertTrains(elbo);
  }

  @Test
  void logisticRegressionWithWrittenGuide() {
    Param mean = Param.of("mean", PIXELS);
    Param spread = Param.of("spread", PIXELS).positive();
    Program model =
        p -> {
          Expr w = p.sample("w", Normal.standard(PIXELS));
          Expr b = p.sample("b", Normal.standard());
          p.plate(
              "rows", () -> p.sample("y", Bernoulli.ofLogits(p.input("x", PIXELS).dot(w).plus(b))));
        };
    Program guide =
        p -> {
          p.sample("w", Normal.of(p.param(mean), p.param(spread)));
          p.sample("b", Normal.of(p.param(Param.of("b.mean")), Expr.of(0.1)));
        };
    assertTrains(Elbo.of(model, guide).given("y"));
  }

  @Test
  void zeroInflatedCounts() {
    Mlp gate = mlp("gate", PIXELS);
    Mlp rate = mlp("rate", PIXELS);
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.standard(3));
                  p.sample(
                      "counts",
                      ZeroInflated.ofLogits(
                          gate.apply(p, z), Poisson.ofRate(rate.apply(p, z).exp())));
                });
    Program guide =
        p ->
            p.plate(
                "rows",
                () ->
                    p.sample("z", SmallVae.gaussian(ENCODER.apply(p, p.input("counts", PIXELS)))));
    Elbo elbo = Elbo.of(model, guide).given("counts");
    assertTrains(elbo);
    try (Fit fit = Fit.start(elbo)) {
      assertThat(fit.sample(data().first(5)).meanOf("counts").shape().asArray())
          .containsExactly(5, PIXELS);
    }
  }

  /** Every class of an image without a label is weighed by the guide's probability of it. */
  @Test
  void semiSupervisedAutoencoder() {
    Program model =
        p ->
            p.plate(
                "images",
                () -> {
                  Expr y = p.sample("kind", OneHotCategorical.uniform(4));
                  Expr z = p.sample("z", Normal.standard(3));
                  p.sample("x", Bernoulli.ofLogits(DECODER.apply(p, z, y)));
                });
    Program guide =
        p ->
            p.plate(
                "images",
                () -> {
                  Expr x = p.input("x", PIXELS);
                  Expr y =
                      p.sample("kind", OneHotCategorical.ofLogits(mlp("classes", 4).apply(p, x)));
                  p.sample("z", SmallVae.gaussian(ENCODER.apply(p, x, y)));
                });
    Elbo labelled = Elbo.of(model, guide).given("x", "kind");
    assertThat(Refusal.of(() -> Trainer.of(labelled).feed(data().batch(20)).steps(1).run()))
        .contains("at parameter 'classes/0/kernel'")
        .contains("expected a parameter that the loss depends on");
    assertTrains(
        Objective.sum(
            Elbo.of(model, guide).given("x").named("unlabelled"),
            labelled.named("labelled"),
            GuideLikelihood.of(guide, "kind").named("classifier").weight(0.1)));
  }

  /** The guide knows nothing of the component: it is summed out of the model. */
  @Test
  void mixturePrior() {
    Param means = Param.of("means", 5, 3).normal(0.1);
    Program model =
        p ->
            p.plate(
                "images",
                () -> {
                  Expr c = p.sample("c", Categorical.uniform(5));
                  Expr z = p.sample("z", Normal.of(p.param(means).at(c), Expr.of(1)));
                  p.sample("x", Bernoulli.ofLogits(DECODER.apply(p, z)));
                });
    Program guide =
        p ->
            p.plate(
                "images",
                () -> p.sample("z", SmallVae.gaussian(ENCODER.apply(p, p.input("x", PIXELS)))));
    assertTrains(Elbo.of(model, guide).given("x"));
    assertTrains(Iwae.of(model, guide).given("x").particles(10));
  }

  @Test
  void chainOfDiscreteSites() {
    Param transition = Param.of("transition", 3, 3).normal(0.1);
    Param emission = Param.of("emission", 3, 4).normal(0.1);
    Program model =
        p ->
            p.plate(
                "series",
                () -> {
                  Expr state = p.sample("s0", Categorical.uniform(3));
                  for (int t = 0; t < 3; t++) {
                    if (t > 0) {
                      state =
                          p.sample("s" + t, Categorical.ofLogits(p.param(transition).at(state)));
                    }
                    p.sample("o" + t, Categorical.ofLogits(p.param(emission).at(state)));
                  }
                });
    assertTrains(MaximumLikelihood.of(model).given("s0", "s1", "s2", "o0", "o1", "o2"));
    assertTrains(MaximumLikelihood.of(model).given("o0", "o1", "o2"));
  }

  /** That the loss falls, and is what loops over its printed formula make of it. */
  private static void assertTrains(Objective objective) {
    Data data = data();
    Datasets feeds = Datasets.of(Feed.DEFAULT, data);
    try (Fit start = Fit.start(objective);
        Fit fit = Trainer.of(objective).feed(data.batch(20)).steps(150).run()) {
      assertThat(fit.evaluate(feeds, 5).value()).isLessThan(start.evaluate(feeds, 5).value());
    }
    try (Compiled compiled = Compilation.of(objective).precision(Precision.FLOAT64).compile()) {
      for (SumTerm term : compiled.terms()) {
        Recomputed found = compiled.term(term.name()).recompute(data.first(4), DrawKey.of(1));
        assertThat(found.recomputed())
            .as(found.formula())
            .isCloseTo(found.compiled(), within(1e-9 * Math.abs(found.compiled())));
      }
    }
  }

  private static Data data() {
    SmallVae images = new SmallVae(PIXELS, 8, 1, 3);
    double[] kinds = new double[60];
    double[] states = new double[60];
    double[] seen = new double[60];
    Arrays.setAll(kinds, i -> i % 4);
    Arrays.setAll(states, i -> i / 7 % 3);
    Arrays.setAll(seen, i -> (i / 7 % 3 + i % 2) % 4);
    double[] counts = new double[60 * PIXELS];
    Arrays.setAll(counts, i -> i % 5 < 3 ? 0 : i / 7 % 9);
    Column[] columns = {
      Column.ofDoubles("counts", counts, PIXELS),
      Column.ofBytes("x", images.bits(60), PIXELS),
      Column.ofDoubles("c", kinds).oneHot(4),
      Column.ofDoubles("kind", kinds).oneHot(4),
      Column.ofDoubles("y", Arrays.stream(kinds).map(k -> k % 2).toArray()),
      Column.ofDoubles("s0", states),
      Column.ofDoubles("s1", states),
      Column.ofDoubles("s2", states),
      Column.ofDoubles("o0", seen),
      Column.ofDoubles("o1", seen),
      Column.ofDoubles("o2", seen)
    };
    return Data.of(columns);
  }

  private static Mlp mlp(String name, long output) {
    return Mlp.of(name, 8, output).activation(Activation.ELU);
  }
}
