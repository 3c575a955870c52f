package org.jelbo.inference.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.jelbo.dsl.contract.Agreement;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.schedule.Schedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Updates against their formulas: the loss is {@code mean_i (x_i - w)^2 / 2 + constant}. */
class OptimizersTest {
  private static final Data DATA = Data.of(Column.ofDoubles("x", new double[] {1, -2, 4.5}));
  private static final double MEAN = 3.5 / 3;
  private static final Agreement EXACT = Agreement.of(Precision.FLOAT64);

  @Test
  void stochasticGradientDescent() {
    try (Compiled compiled = compiled(Sgd.of(0.3))) {
      double w = 0.25;
      for (int step = 0; step < 5; step++) {
        compiled.step();
        w -= 0.3 * (w - MEAN);
        EXACT.assertValues("w after " + (step + 1), compiled.values("w"), w);
      }
      assertThat(compiled.stateNames()).containsExactly("w");
    }
  }

  @Test
  void adam() {
    Adam adam = new Adam(Schedule.constant(0.1), 0.8, 0.95, 1e-3);
    try (Compiled compiled = compiled(adam)) {
      double w = 0.25;
      double m = 0;
      double v = 0;
      for (int t = 1; t <= 20; t++) {
        compiled.step();
        double g = w - MEAN;
        m = 0.8 * m + 0.2 * g;
        v = 0.95 * v + 0.05 * g * g;
        double rate = 0.1 * Math.sqrt(1 - Math.pow(0.95, t)) / (1 - Math.pow(0.8, t));
        w -= rate * m / (Math.sqrt(v) + 1e-3);
        EXACT.assertValues("m after " + t, compiled.values("adam.m/w"), m);
        EXACT.assertValues("v after " + t, compiled.values("adam.v/w"), v);
        EXACT.assertValues("w after " + t, compiled.values("w"), w);
      }
      assertThat(compiled.stateNames()).containsExactly("w", "adam.m/w", "adam.v/w");
    }
  }

  /** An update by hand: from the gradient and the number of the step. */
  private interface Rule {
    double step(double w, double g, int t);
  }

  private static void assertFollows(Optimizer optimizer, Rule rule) {
    try (Compiled compiled = compiled(optimizer)) {
      double w = 0.25;
      for (int t = 1; t <= 30; t++) {
        compiled.step();
        w = rule.step(w, w - MEAN, t);
        EXACT.assertValues(optimizer + " after " + t, compiled.values("w"), w);
      }
    }
  }

  @Test
  void momentum() {
    double[] m = new double[1];
    assertFollows(
        Momentum.of(0.02),
        (w, g, t) -> {
          m[0] = 0.9 * m[0] + g;
          return w - 0.02 * m[0];
        });
    m[0] = 0;
    assertFollows(
        Momentum.of(0.02).nesterov(),
        (w, g, t) -> {
          m[0] = 0.9 * m[0] + g;
          return w - 0.02 * (g + 0.9 * m[0]);
        });
  }

  @Test
  void adaptiveRates() {
    double[] a = {0.5, 1, 0, 0};
    assertFollows(
        new AdaGrad(Schedule.constant(0.1), 0.5, 1e-3),
        (w, g, t) -> {
          a[0] += g * g;
          return w - 0.1 * g / (Math.sqrt(a[0]) + 1e-3);
        });
    assertFollows(
        new RmsProp(Schedule.constant(0.01), 0.8, 0.5, 1e-3),
        (w, g, t) -> {
          a[1] = 0.8 * a[1] + 0.2 * g * g;
          a[2] = 0.5 * a[2] + 0.01 * g / Math.sqrt(a[1] + 1e-3);
          return w - a[2];
        });
    a[0] = 0;
    assertFollows(
        new AdaDelta(Schedule.constant(0.7), 0.8, 1e-3),
        (w, g, t) -> {
          a[0] = 0.8 * a[0] + 0.2 * g * g;
          double d = Math.sqrt(a[3] + 1e-3) / Math.sqrt(a[0] + 1e-3) * g;
          a[3] = 0.8 * a[3] + 0.2 * d * d;
          return w - 0.7 * d;
        });
  }

  @Test
  void adamax() {
    double[] a = new double[2];
    assertFollows(
        new Adamax(Schedule.constant(0.01), 0.8, 0.95, 1e-3),
        (w, g, t) -> {
          a[0] = 0.8 * a[0] + 0.2 * g;
          a[1] = Math.max(0.95 * a[1], Math.abs(g));
          return w - 0.01 / (1 - Math.pow(0.8, t)) * a[0] / (a[1] + 1e-3);
        });
  }

  /** Numbers of PyTorch 2 in float64, after 200 steps of the same loss. */
  @ParameterizedTest
  @CsvSource({
    "momentum, 1.1666685609903462",
    "nesterov, 1.166664830239028",
    "adagrad, 1.1663262248815918",
    "adadelta, 0.8993015011610257",
    "adamax, 1.1081008380500508",
    "adam, 1.160403586022101",
    "adamw, 1.1368896118685086"
  })
  void twoHundredStepsAreThoseOfPyTorch(String name, double expected) {
    Map<String, Optimizer> all =
        Map.of(
            "momentum", Momentum.of(0.02),
            "nesterov", Momentum.of(0.02).nesterov(),
            "adagrad", AdaGrad.of(0.1),
            "adadelta", AdaDelta.of(1),
            "adamax", Adamax.of(0.01),
            "adam", Adam.of(0.01),
            "adamw", AdamW.of(0.01).decay(0.05));
    try (Compiled compiled = compiled(Objects.requireNonNull(all.get(name)))) {
      for (int step = 0; step < 200; step++) {
        compiled.step();
      }
      assertThat(compiled.values("w")[0]).isCloseTo(expected, within(1e-7));
    }
  }

  @Test
  void ratesChange() {
    assertFollows(
        Sgd.of(Schedule.linear(0.3, 0.1, 10)),
        (w, g, t) -> w - (t > 10 ? 0.1 : 0.3 - 0.02 * (t - 1)) * g);
    double[] m = new double[2];
    assertFollows(
        Adam.of(Schedule.constant(0.1).warmedUp(5)),
        (w, g, t) -> {
          m[0] = 0.9 * m[0] + 0.1 * g;
          m[1] = 0.999 * m[1] + 0.001 * g * g;
          double rate = 0.1 * Math.min(t / 5.0, 1);
          rate *= Math.sqrt(1 - Math.pow(0.999, t)) / (1 - Math.pow(0.9, t));
          return w - rate * m[0] / (Math.sqrt(m[1]) + 1e-8);
        });
  }

  @Test
  void weightsDecayByThemselvesUnlessTheyAreSpared() {
    double[] m = new double[2];
    Rule adam =
        (w, g, t) -> {
          m[0] = 0.9 * m[0] + 0.1 * g;
          m[1] = 0.999 * m[1] + 0.001 * g * g;
          double rate = 0.1 * Math.sqrt(1 - Math.pow(0.999, t)) / (1 - Math.pow(0.9, t));
          return w - rate * m[0] / (Math.sqrt(m[1]) + 1e-8);
        };
    assertFollows(AdamW.of(0.1).decay(0.3), (w, g, t) -> adam.step(w - 0.1 * 0.3 * w, g, t));
    Arrays.fill(m, 0);
    assertFollows(AdamW.of(0.1).decay(0.3).sparing("w"), adam);
    assertThatThrownBy(() -> compiled(AdamW.of(0.1).sparing("v")))
        .hasMessage(
            """
            at parameter 'v':
              expected the name of a trained parameter, which the optimizer is told of, but there \
            are [w]
              try: one of these names""");
  }

  @Test
  void largeGradientsAreClipped() {
    assertFollows(
        Sgd.of(0.3).clipped(Clipping.byNorm(0.5)),
        (w, g, t) -> w - 0.3 * g * 0.5 / Math.max(Math.abs(g), 0.5));
    assertFollows(
        Sgd.of(0.3).clipped(Clipping.byValue(0.4)),
        (w, g, t) -> w - 0.3 * Math.max(Math.min(g, 0.4), -0.4));
    assertFollows(Sgd.of(0.3).clipped(Clipping.byNorm(100)), (w, g, t) -> w - 0.3 * g);
  }

  /** Of two parameters the norm is one: the direction stays, and its length is the limit. */
  @Test
  void theNormIsThatOfAllGradientsTogether() {
    Param a = Param.of("a").constant(3);
    Param b = Param.of("b", 2).constant(-1);
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr b0 = p.param(b).sum();
                  p.sample("x", Normal.of(p.param(a).times(2).plus(b0), Expr.of(1)));
                });
    try (Compiled compiled =
        Compilation.of(Elbo.of(model, p -> {}).given("x"))
            .precision(Precision.FLOAT64)
            .feed(DATA.batch(3))
            .optimizer(Sgd.of(1).clipped(Clipping.byNorm(0.6)))
            .compile()) {
      compiled.step();
      double residual = 4 - MEAN;
      double norm = residual * Math.sqrt(4 + 1 + 1);
      EXACT.assertValues("a", compiled.values("a"), 3 - 2 * residual * 0.6 / norm);
      double each = -1 - residual * 0.6 / norm;
      EXACT.assertValues("b", compiled.values("b"), each, each);
    }
  }

  @Test
  void groupsHaveAnOptimizerEach() {
    assertFollows(Groups.of(Adam.of(1)).and(Sgd.of(0.3), "w"), (w, g, t) -> w - 0.3 * g);
    assertFollows(Groups.of(Sgd.of(0.2)), (w, g, t) -> w - 0.2 * g);
    Optimizer clipped = Sgd.of(0.3).clipped(Clipping.byNorm(0.5));
    Rule smaller = (w, g, t) -> w - 0.3 * g * 0.5 / Math.max(Math.abs(g), 0.5);
    assertFollows(Groups.of(Adam.of(1)).and(clipped, "w"), smaller);
    assertFollows(Groups.of(clipped), smaller);
    assertThatThrownBy(() -> compiled(Groups.of(Adam.of(1)).and(Sgd.of(1), "mean")))
        .hasMessageStartingWith("at parameter 'mean'");
  }

  @Test
  void usualAdamIsThatOfThePaper() {
    assertThat(Adam.of(1e-3)).isEqualTo(new Adam(Schedule.constant(1e-3), 0.9, 0.999, 1e-8));
  }

  @Test
  void slotsAreNotNamedAsCheckpointsNameTheirOwn() {
    Optimizer named =
        (context, parameter, gradient) ->
            context.gated().assign(parameter, context.slot("optimizer", 0));
    assertThatThrownBy(() -> compiled(named))
        .hasMessage(
            """
            at slot 'optimizer' of the optimizer:
              expected a name that checkpoints do not use themselves, but those that begin with 'optimizer/' are their own
              try: another name, such as sgd.momentum""");
  }

  private static Compiled compiled(Optimizer optimizer) {
    Param w = Param.of("w").constant(0.25);
    Program model = p -> p.plate("rows", () -> p.sample("x", Normal.of(p.param(w), Expr.of(1))));
    return Compilation.of(Elbo.of(model, p -> {}).given("x"))
        .precision(Precision.FLOAT64)
        .feed(DATA.batch(3))
        .optimizer(optimizer)
        .compile();
  }
}
