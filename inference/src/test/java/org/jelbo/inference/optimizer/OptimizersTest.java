package org.jelbo.inference.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.junit.jupiter.api.Test;

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
    Adam adam = new Adam(0.1, 0.8, 0.95, 1e-3);
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

  @Test
  void usualAdamIsThatOfThePaper() {
    assertThat(Adam.of(1e-3)).isEqualTo(new Adam(1e-3, 0.9, 0.999, 1e-8));
  }

  @Test
  void slotsAreNotNamedAsCheckpointsNameTheirOwn() {
    Optimizer named =
        (context, parameter, gradient) ->
            context.gated().assign(parameter, context.slots().apply("optimizer"));
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
