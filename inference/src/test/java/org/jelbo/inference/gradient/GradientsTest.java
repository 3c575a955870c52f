package org.jelbo.inference.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.ExprGraph;
import org.jelbo.dsl.expr.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

class GradientsTest {
  @Test
  void constantLossIsRefused() {
    assertThatThrownBy(() -> Gradients.of(Expr.of(1), Map.of()))
        .isInstanceOf(JelboException.class)
        .hasMessage(
            """
            at loss:
              expected a loss that depends on parameters, but it is a constant
              try: parameters in the model or the guide""");
  }

  /** TensorFlow is asked; these answers are known. */
  @ParameterizedTest
  @CsvSource({
    "digamma, true",
    "igamma, true",
    "polygamma, true",
    "cumprod, true",
    "xlogy, true",
    "exp, false",
    "lgamma, false",
    "cumsum, false",
    "floor, false"
  })
  void functionsThatHaveNoGradientAreFound(String name, boolean expected) {
    try (Graph owned = new Graph()) {
      ExprGraph graph = ExprGraph.of(owned, Precision.FLOAT32);
      Expr w = graph.unknown(Axes.NONE, Shape.of(3));
      Ops tf = Ops.create(owned);
      Operand<TNumber> x = w.operand();
      Operand<TNumber> y =
          switch (name) {
            case "digamma" -> tf.math.digamma(x);
            case "igamma" -> tf.math.igamma(x, x);
            case "polygamma" -> tf.math.polygamma(x, x);
            case "cumprod" -> tf.math.cumprod(x, tf.constant(0));
            case "xlogy" -> tf.math.xlogy(x, x);
            case "exp" -> tf.math.exp(x);
            case "lgamma" -> tf.math.lgamma(x);
            case "cumsum" -> tf.math.cumsum(x, tf.constant(0));
            default -> tf.math.floor(x);
          };
      Expr loss = Expr.of(y, Axes.NONE).exp().sum();
      assertThat(Gradients.withoutGradient(loss, Map.of("w", w)))
          .extracting(GraphOperation::type)
          .hasSize(expected ? 1 : 0)
          .allSatisfy(type -> assertThat(type).isEqualToIgnoringCase(name));
    }
  }

  /** One stands behind a stop, one is computed from data only, one gives whole numbers. */
  @Test
  void functionsThatNoGradientGoesThroughAreNot() {
    try (Graph owned = new Graph()) {
      ExprGraph graph = ExprGraph.of(owned, Precision.FLOAT32);
      Expr w = graph.unknown(Axes.NONE, Shape.of(3));
      Expr data = graph.unknown(Axes.NONE, Shape.of(3));
      Ops tf = Ops.create(owned);
      Expr stopped = Expr.of(tf.math.digamma(w.operand()), Axes.NONE).stopGradient();
      Expr ofData = Expr.of(tf.math.polygamma(data.operand(), data.operand()), Axes.NONE);
      Expr whole = Expr.of(tf.math.floor(tf.math.xlogy(w.operand(), w.operand())), Axes.NONE);
      Expr live = Expr.of(tf.math.igamma(data.operand(), w.operand()), Axes.NONE);
      Expr loss = stopped.plus(ofData).plus(whole).plus(live).sum();
      assertThat(Gradients.withoutGradient(loss, Map.of("w", w)))
          .extracting(GraphOperation::type)
          .containsExactly("Igamma");
    }
  }
}
