package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.nn.Mlp;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.optimizer.Adam;
import org.jelbo.inference.optimizer.Optimizer;
import org.jelbo.inference.optimizer.Sgd;
import org.junit.jupiter.api.Test;

/** What is said of a step that is not finite: the first op, its site, and that nothing changed. */
class NotFiniteMessagesTest {
  private static final Data DATA = data(1, 2, 3, 4);
  private static final Param W = Param.of("w").constant(0);

  private static Data data(double... x) {
    return Data.of(Column.ofDoubles("x", x));
  }

  @Test
  void logOfNegativeNumberInTheModel() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr level = p.deterministic("level", p.param(W).minus(1.5).log());
                  p.sample("x", Normal.of(level, Expr.of(1)));
                });
    assertThat(refusal(MaximumLikelihood.of(model).given("x"), DATA))
        .isEqualTo(
            """
            at step 1, site 'level' in the model, plate 'rows' (NotFiniteMessagesTest.java: Expr level = p.deterministic("level", p.param(W).minus(1.5).log());):
              expected finite loss and gradients, but Log(-1.5) is NaN, and with it loss, rec, gradient of w; the parameters are as before the step
              try: an argument that stays positive, such as softplus() plus a small constant""");
  }

  @Test
  void divisionByZeroInTheGuide() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.standard());
                  p.sample("x", Normal.of(z, Expr.of(1)));
                });
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr x = p.input("x");
                  p.sample("z", Normal.of(x.dividedBy(p.param(W)), Expr.of(1)));
                });
    assertThat(refusal(Elbo.of(model, guide).given("x"), data(2, 2, 2, 2)))
        .isEqualTo(
            """
            at step 1, site 'z' in the guide, plate 'rows' (NotFiniteMessagesTest.java: p.sample("z", Normal.of(x.dividedBy(p.param(W)), Expr.of(1)));):
              expected finite loss and gradients, but Div(2.0, 0.0) is Infinity, and with it loss, kl, rec, gradient of w; the parameters are as before the step
              try: a denominator that stays away from 0, such as softplus() plus a small constant""");
    assertThat(refusal(Elbo.of(model, guide).given("x").stickingTheLanding(), data(2, 2)))
        .startsWith("at step 1, site 'z' in the guide, plate 'rows' (")
        .contains("but Div(2.0, 0.0) is Infinity, and");
  }

  @Test
  void overflowOfExponentialInLayer() {
    Mlp encoder = Mlp.of("encoder", 3, 1);
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.standard(1));
                  p.sample("x", Normal.of(z, Expr.of(1)));
                });
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr scale = encoder.apply(p, p.input("x", 1)).times(1e-30).plus(100).exp();
                  p.sample("z", Normal.of(Expr.of(0), scale));
                });
    Data data = Data.of(Column.ofDoubles("x", new double[] {0, 0}, 1));
    assertThat(refusal(Elbo.of(model, guide).given("x"), data))
        .isEqualTo(
            """
            at step 1, site 'z' in the guide, plate 'rows' (NotFiniteMessagesTest.java: p.sample("z", Normal.of(Expr.of(0), scale));):
              expected finite loss and gradients, but Exp(100.0) is Infinity, and with it loss, kl, rec, gradient of encoder/0/kernel, gradient of encoder/0/bias, gradient of encoder/1/kernel, gradient of encoder/1/bias; the parameters are as before the step
              try: an exponent that stays small, such as softplus() in place of exp()""");
  }

  @Test
  void infiniteGradientOfFiniteLoss() {
    Program model =
        p -> p.plate("rows", () -> p.sample("x", Normal.of(p.param(W).abs().sqrt(), Expr.of(1))));
    assertThat(refusal(MaximumLikelihood.of(model).given("x"), DATA))
        .isEqualTo(
            """
            at step 1, site 'x' in the model, plate 'rows' (NotFiniteMessagesTest.java: p -> p.plate("rows", () -> p.sample("x", Normal.of(p.param(W).abs().sqrt(), Expr.of(1))));):
              expected finite loss and gradients, but the gradient of Sqrt(0.0) is -Infinity, and with it gradient of w; the parameters are as before the step
              try: a value that stays away from where the slope is infinite, such as one plus a small constant""");
  }

  /** The logarithm that the mask leaves out is infinite in every step, and is not to blame. */
  @Test
  void infinityThatMaskLeavesOutIsNotBlamed() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr x = p.input("x");
                  Expr known = x.minus(1).log().keptWhere(Expr.of(1).lessThan(x));
                  p.sample("y", Normal.of(known.plus(p.param(W).minus(2).log()), Expr.of(1)));
                });
    Data data =
        Data.of(
            Column.ofDoubles("x", new double[] {1, 2}), Column.ofDoubles("y", new double[] {1, 2}));
    assertThat(refusal(MaximumLikelihood.of(model).given("y"), data))
        .contains("but Log(-2.0) is NaN, and");
  }

  @Test
  void gradientWhoseSquareOverflows() {
    Program model =
        p -> p.plate("rows", () -> p.sample("x", Normal.of(p.param(W).times(1e15), Expr.of(1e-3))));
    assertThat(refusal(MaximumLikelihood.of(model).given("x"), DATA))
        .isEqualTo(
            """
            at step 1:
              expected finite loss and gradients, but these are not, or their squares are not: gradient of w; the parameters are as before the step
              try: a smaller learning rate, or a smaller loss""");
  }

  @Test
  void parameterThatInfiniteRateMade() {
    Program model = p -> p.plate("rows", () -> p.sample("x", Normal.of(p.param(W), Expr.of(1))));
    Objective likelihood = MaximumLikelihood.of(model).given("x");
    assertThat(refusal(likelihood, DATA, Sgd.of(1e300)))
        .isEqualTo(
            """
            at step 2, parameter 'w':
              expected finite loss and gradients, but the parameter itself is Infinity, and with it loss, rec, gradient of w; the parameters are as before the step
              try: a start from finite numbers, and a smaller learning rate""");
  }

  private static String refusal(Objective objective, Data data) {
    return refusal(objective, data, Adam.of(0.1));
  }

  /** The refusal of the first steps, which is the same when it is tried again. */
  private static String refusal(Objective objective, Data data, Optimizer optimizer) {
    try (Compiled compiled =
        Compilation.of(objective).feed(data.batch(data.rows())).optimizer(optimizer).compile()) {
      if (optimizer instanceof Sgd) {
        compiled.step();
      }
      Map<String, double[]> before = state(compiled);
      String refusal = Refusal.of(compiled::step);
      assertThat(Refusal.of(compiled::step)).isEqualTo(refusal);
      state(compiled).forEach((name, numbers) -> assertThat(numbers).isEqualTo(before.get(name)));
      return refusal;
    }
  }

  private static Map<String, double[]> state(Compiled compiled) {
    Map<String, double[]> state = new LinkedHashMap<>();
    compiled.stateNames().forEach(name -> state.put(name, compiled.state(name)));
    state.put("steps", new double[] {compiled.steps()});
    return state;
  }
}
