package org.jelbo.dsl.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jelbo.dsl.contract.Agreement;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.contract.RecordedBuild;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.param.LinearInitializer;
import org.jelbo.dsl.param.Param;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.ndarray.Shape;

final class MlpTest {
  private final Evaluation evaluation = Evaluation.in(Precision.FLOAT64);
  private final RecordedBuild build = RecordedBuild.of(evaluation);

  @AfterEach
  void close() {
    evaluation.close();
  }

  @Test
  void parametersAreNamedByLayer() {
    Mlp.of("net", 5, 2).apply(build, evaluation.fed(1, 2, 3), evaluation.fed(4));
    assertThat(build.params().keySet())
        .containsExactlyInAnyOrder(
            "net/0/kernel0", "net/0/kernel1", "net/0/bias", "net/1/kernel", "net/1/bias");
    assertThat(build.params().values())
        .extracting(Param::shape)
        .containsExactlyInAnyOrder(
            Shape.of(3, 5), Shape.of(1, 5), Shape.of(5), Shape.of(5, 2), Shape.of(2));
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void theActivationStandsBetweenLayersAndNotAfterTheLast(Activation activation) {
    for (int layer = 0; layer < 3; layer++) {
      build.set("net/" + layer + "/kernel", -2);
      build.set("net/" + layer + "/bias", 0.3);
    }
    Expr output = Mlp.of("net", 1, 1, 1).activation(activation).apply(build, evaluation.fed(0.7));
    double expected = -2 * f(activation, -2 * f(activation, -2 * 0.7 + 0.3) + 0.3) + 0.3;
    Agreement.of(Precision.FLOAT64).assertValues("output", evaluation.values(output), expected);
  }

  private static double f(Activation activation, double x) {
    return switch (activation) {
      case IDENTITY -> x;
      case RELU -> Math.max(x, 0);
      case LEAKY_RELU -> x > 0 ? x : 0.01 * x;
      case ELU -> x > 0 ? x : Math.exp(x) - 1;
      case TANH -> (Math.exp(2 * x) - 1) / (Math.exp(2 * x) + 1);
      case SIGMOID -> 1 / (1 + Math.exp(-x));
      case SOFTPLUS -> Math.log(1 + Math.exp(x));
    };
  }

  @Test
  void aNetworkIsReluAndStartsAsPytorchUnlessToldOtherwise() {
    Mlp network = Mlp.of("net", 3, 2);
    assertThat(network)
        .isEqualTo(new Mlp("net", List.of(3L, 2L), Activation.RELU, LinearInitializer.PYTORCH));
    Mlp keras = network.initializer(LinearInitializer.KERAS);
    assertThat(keras.activation(Activation.TANH))
        .isEqualTo(new Mlp("net", List.of(3L, 2L), Activation.TANH, LinearInitializer.KERAS));
    keras.apply(build, evaluation.fed(1));
    assertThat(build.params().get("net/1/bias")).isEqualTo(Param.of("net/1/bias", 2));
  }

  @Test
  void oneNetworkUsedTwiceHasOneSetOfParameters() {
    Mlp network = Mlp.of("net", 3);
    double[] first = evaluation.values(network.apply(build, evaluation.fed(1, 2)));
    assertThat(evaluation.values(network.apply(build, evaluation.fed(1, 2))))
        .containsExactly(first);
    assertThat(build.params()).hasSize(2);
  }
}
