package org.jelbo.dsl.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.contract.Agreement;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.contract.RecordedBuild;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.param.Initializer;
import org.jelbo.dsl.param.LinearInitializer;
import org.jelbo.dsl.param.Param;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.ndarray.Shape;

final class DenseTest {
  private static final Axis PARTICLES = new Axis.Particles("particles");
  private static final Axis ROWS = new Axis.Plate("rows", 0, Axis.Plate.OF_DATA);

  private final Evaluation evaluation = Evaluation.in(Precision.FLOAT64);
  private final RecordedBuild build = RecordedBuild.of(evaluation);

  @AfterEach
  void close() {
    evaluation.close();
  }

  @Test
  void oneInputIsMultipliedByTheKernelAndTheBiasAdded() {
    build.set("d/kernel", 1, 2, 3, 4, 5, 6);
    build.set("d/bias", 100, 200, 300);
    Expr output = Dense.of("d", 3).apply(build, evaluation.fed(10, 1));
    assertThat(output.eventShape()).isEqualTo(Shape.of(3));
    assertThat(evaluation.values(output)).containsExactly(114, 225, 336);
    assertThat(build.params().keySet()).containsExactlyInAnyOrder("d/kernel", "d/bias");
  }

  @Test
  void severalInputsAreOneConcatenatedInputWithStackedKernels() {
    double[] x = {0.5, -1, 2, 3, 0.25, 1};
    double[] z = {1, 2, 3};
    Expr rows = evaluation.fed(x, Shape.of(3, 2), ROWS);
    Expr particles = evaluation.fed(z, Shape.of(3, 1), PARTICLES);
    Expr both = Dense.of("d", 2).apply(build, rows, particles);
    assertThat(both.axes().asList()).containsExactly(PARTICLES, ROWS);
    build.set(
        "stacked/kernel",
        DoubleStream.concat(
                DoubleStream.of(build.values("d/kernel0")),
                DoubleStream.of(build.values("d/kernel1")))
            .toArray());
    build.set("stacked/bias", build.values("d/bias"));
    double[] joined = new double[27];
    for (int i = 0; i < 9; i++) {
      joined[3 * i] = x[2 * (i % 3)];
      joined[3 * i + 1] = x[2 * (i % 3) + 1];
      joined[3 * i + 2] = z[i / 3];
    }
    Expr one = evaluation.fed(joined, Shape.of(3, 3, 3), PARTICLES, ROWS);
    double[] expected = evaluation.values(Dense.of("stacked", 2).apply(build, one));
    assertThat(expected).hasSize(18);
    Agreement.within(1e-14).assertValues("output", evaluation.values(both), expected);
  }

  /** TensorFlow's optimizer makes {@code act(x W + b + y V)} an operation without a name. */
  @Test
  void biasOfInputsOfTheSameAxesComesLast() {
    build.set("d/kernel0", 1, 2);
    build.set("d/kernel1", 10, 20);
    build.set("d/bias", 0.5, -0.5);
    Expr x = evaluation.fed(new double[] {1, 2}, Shape.of(2, 1), ROWS);
    Expr y = evaluation.fed(new double[] {3, -1}, Shape.of(2, 1), ROWS);
    Expr both = Dense.of("d", 2).apply(build, x, y);
    assertThat(evaluation.values(both)).containsExactly(31.5, 61.5, -7.5, -16.5);
    Graph graph = (Graph) both.operand().op().env();
    List<String> types = new ArrayList<>();
    graph.operations().forEachRemaining(op -> types.add(op.type()));
    assertThat(types).contains("MatMul").doesNotContain("BiasAdd");
  }

  @Test
  void fanInCountsAllInputs() {
    Expr wide = evaluation.fed(new double[12], Shape.of(12));
    Expr narrow = evaluation.fed(new double[4], Shape.of(4));
    Dense.of("d", 9).apply(build, wide, narrow);
    Initializer quarter = new Initializer.Uniform(0.25);
    assertThat(build.params().values())
        .containsExactlyInAnyOrder(
            Param.of("d/kernel0", 12, 9).startedBy(quarter),
            Param.of("d/kernel1", 4, 9).startedBy(quarter),
            Param.of("d/bias", 9).startedBy(quarter));
  }

  @Test
  void theInitializerIsChosen() {
    Dense keras = Dense.of("d", 8).initializer(LinearInitializer.KERAS);
    assertThat(keras).isEqualTo(new Dense("d", 8, LinearInitializer.KERAS));
    keras.apply(build, evaluation.fed(new double[16], Shape.of(16)));
    assertThat(build.params().get("d/kernel")).isEqualTo(Param.of("d/kernel", 16, 8).uniform(0.5));
    assertThat(build.params().get("d/bias")).isEqualTo(Param.of("d/bias", 8));
  }
}
