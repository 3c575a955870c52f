package org.jelbo.dsl.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.jelbo.dsl.contract.Agreement;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.contract.RecordedBuild;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.Graph;
import org.tensorflow.Output;

/** Activations, and their derivatives of first and second order, against closed forms. */
final class ActivationTest {
  private static final double[] AT = {-30, -2, -0.5, 0.3, 1.5, 40};

  private static final double[] WEIGHTS = {1, 2, 3, 4, 5, 6};

  private static double[] values(DoubleUnaryOperator function) {
    return Arrays.stream(AT).map(function).toArray();
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double[] value(Activation activation) {
    return values(
        switch (activation) {
          case IDENTITY -> x -> x;
          case RELU -> x -> Math.max(x, 0);
          case LEAKY_RELU -> x -> x > 0 ? x : 0.01 * x;
          case ELU -> x -> x > 0 ? x : Math.expm1(x);
          case TANH -> Math::tanh;
          case SIGMOID -> ActivationTest::sigmoid;
          case SOFTPLUS -> x -> x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
        });
  }

  private static double[] first(Activation activation) {
    return values(
        switch (activation) {
          case IDENTITY -> x -> 1;
          case RELU -> x -> x > 0 ? 1 : 0;
          case LEAKY_RELU -> x -> x > 0 ? 1 : 0.01;
          case ELU -> x -> x > 0 ? 1 : Math.exp(x);
          case TANH -> x -> 1 / Math.cosh(x) / Math.cosh(x);
          case SIGMOID -> x -> sigmoid(x) * sigmoid(-x);
          case SOFTPLUS -> ActivationTest::sigmoid;
        });
  }

  private static double[] second(Activation activation) {
    return values(
        switch (activation) {
          case IDENTITY, RELU, LEAKY_RELU -> x -> 0;
          case ELU -> x -> x > 0 ? 0 : Math.exp(x);
          case TANH -> x -> -2 * Math.tanh(x) / Math.cosh(x) / Math.cosh(x);
          case SIGMOID -> x -> sigmoid(x) * sigmoid(-x) * (sigmoid(-x) - sigmoid(x));
          case SOFTPLUS -> x -> sigmoid(x) * sigmoid(-x);
        });
  }

  @ParameterizedTest
  @EnumSource
  void derivativesAreThoseOfTheFunction(Activation activation) {
    assertFunction(activation, activation, first(activation));
  }

  @ParameterizedTest
  @EnumSource
  void composedOnesHaveSecondDerivatives(Activation activation) {
    Layer composed = activation.composed();
    assertThat(composed.name()).isEqualTo(activation.name());
    assertFunction(activation, composed, first(activation));
    if (activation == Activation.IDENTITY) {
      return;
    }
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT64)) {
      Expr x = evaluation.fed(AT);
      Expr y = composed.apply(RecordedBuild.of(evaluation), x);
      Expr slope = slope(evaluation, y.square().sum(), x);
      double[] twice = evaluation.gradient(slope.times(Expr.of(WEIGHTS)).sum(), x);
      double[] value = value(activation);
      double[] first = first(activation);
      double[] second = second(activation);
      double[] expected = new double[AT.length];
      Arrays.setAll(expected, i -> WEIGHTS[i] * 2 * (first[i] * first[i] + value[i] * second[i]));
      Agreement.within(1e-10).assertGradient("second", twice, expected);
    }
  }

  /** What went wrong before a layer does not end in it as 0. */
  @ParameterizedTest
  @EnumSource
  void whatIsNotNumericStaysSo(Activation activation) {
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT64)) {
      Expr x = evaluation.fedScalar(Double.NaN);
      assertThat(evaluation.values(activation.apply(x))).containsOnly(Double.NaN);
      assertThat(evaluation.values(activation.composed().apply(RecordedBuild.of(evaluation), x)))
          .containsOnly(Double.NaN);
    }
  }

  private static void assertFunction(Activation activation, Layer layer, double[] first) {
    double[] value = value(activation);
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT64)) {
      RecordedBuild build = RecordedBuild.of(evaluation);
      Expr x = evaluation.fed(AT);
      Expr y = layer.apply(build, x);
      Agreement agreement = Agreement.within(1e-10);
      agreement.assertValues("value", evaluation.values(y), value);
      agreement.assertValues("on the host", layer.apply(build, Expr.of(AT)).constant(), value);
      agreement.assertGradient("first", evaluation.gradient(y.times(Expr.of(1)).sum(), x), first);
    }
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT32)) {
      Expr y = layer.apply(RecordedBuild.of(evaluation), evaluation.fed(AT));
      Agreement.of(Precision.FLOAT32).assertValues("float32", evaluation.values(y), value);
    }
  }

  /** The gradient as a value of the graph. */
  private static Expr slope(Evaluation evaluation, Expr y, Expr x) {
    Graph graph = (Graph) y.operand().op().env();
    Output<?> one = evaluation.graph().tf().constant(1.0).asOutput();
    Output<?>[] first =
        graph.addGradients(
            "first",
            new Output<?>[] {y.operand().asOutput()},
            new Output<?>[] {x.operand().asOutput()},
            new Output<?>[] {one});
    return Expr.of(first[0], x.axes(), x.eventShape());
  }
}
