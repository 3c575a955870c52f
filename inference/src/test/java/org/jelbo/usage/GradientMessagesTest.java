package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.optimizer.Sgd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;

/** Parameters that a loss does not reach differentiably. */
class GradientMessagesTest {
  private static final Data DATA = Data.of(Column.ofDoubles("x", new double[] {1, 2, 3}));

  @ParameterizedTest
  @ValueSource(
      strings = {"stopGradient", "floor", "sign", "round", "integer", "less", "condition", "equal"})
  void parameterThatIsCutOff(String by) {
    assertThat(refusal(w -> cut(by, w)))
        .isEqualTo(
            """
            at parameter 'w' in the model, plate 'rows' (GradientMessagesTest.java: Expr center = mean.apply(p.param(w));):
              expected a parameter that the loss depends on differentiably, but every way to it passes a stopGradient or a step function
              try: remove the parameter, or let its value reach a site""");
  }

  private static Expr cut(String by, Expr w) {
    Ops tf = Ops.create(w.operand().op().env());
    Operand<?> raw =
        switch (by) {
          case "floor" -> tf.math.floor(w.operand());
          case "sign" -> tf.math.sign(w.operand());
          case "round" -> tf.math.round(w.operand());
          case "integer" ->
              tf.dtypes.cast(tf.dtypes.cast(w.operand(), TInt32.class), w.operand().type());
          case "equal" ->
              tf.dtypes.cast(tf.math.equal(w.operand(), w.operand()), w.operand().type());
          default -> w.operand();
        };
    return switch (by) {
      case "stopGradient" -> w.stopGradient();
      case "less" -> w.lessThan(Expr.of(3));
      case "condition" -> Expr.of(2).keptWhere(w);
      default -> Expr.of(raw, w.axes());
    };
  }

  @Test
  void parameterThatNoSiteUses() {
    assertThat(refusal(w -> Expr.of(1)))
        .startsWith("at parameter 'w' in the model, plate 'rows' (GradientMessagesTest.java:")
        .contains("expected a parameter that the loss depends on");
  }

  @Test
  void functionWithoutGradient() {
    UnaryOperator<Expr> digamma =
        w -> Expr.of(Ops.create(w.operand().op().env()).math.digamma(w.operand()), w.axes());
    assertThat(refusal(digamma))
        .isEqualTo(
            """
            at site 'x' in the model, plate 'rows' (GradientMessagesTest.java: p.sample("x", Normal.of(center.times(p.param(v)), Expr.of(1)));):
              expected functions that TensorFlow can differentiate, but Digamma on the way to a parameter has no gradient
              try: another function, or stopGradient around it""");
  }

  private static String refusal(UnaryOperator<Expr> mean) {
    Param w = Param.of("w").constant(1.5);
    Param v = Param.of("v").constant(1);
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr center = mean.apply(p.param(w));
                  p.sample("x", Normal.of(center.times(p.param(v)), Expr.of(1)));
                });
    Elbo elbo = Elbo.of(model, p -> {}).given("x");
    return Refusal.of(() -> step(elbo));
  }

  private static void step(Elbo elbo) {
    try (Compiled compiled =
        Compilation.of(elbo).feed(DATA.batch(2)).optimizer(Sgd.of(1)).compile()) {
      compiled.step();
    }
  }
}
