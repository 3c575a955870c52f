package org.jelbo.dsl.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.ndarray.Shape;

/** Norms, tables, cells and networks, against their formulas entry by entry. */
final class VectorLayersTest {
  private static final Axis ROWS = new Axis.Plate("rows", 0, Axis.Plate.OF_DATA);

  private final Evaluation evaluation = Evaluation.in(Precision.FLOAT64);
  private final RecordedBuild build = RecordedBuild.of(evaluation);

  @AfterEach
  void close() {
    evaluation.close();
  }

  private static double[] numbers(String seed, int count) {
    return new Random(seed.hashCode()).doubles(count, -1, 1).toArray();
  }

  @Test
  void layersAreNormedAlongTheLastDim() {
    double[] x = numbers("x", 2 * 3 * 4);
    double[] scale = numbers("scale", 4);
    double[] shift = numbers("shift", 4);
    build.set("n/scale", scale);
    build.set("n/shift", shift);
    double[] expected = new double[x.length];
    for (int row = 0; row < 6; row++) {
      double[] normed = normed(Arrays.copyOfRange(x, 4 * row, 4 * row + 4), 0.01);
      for (int i = 0; i < 4; i++) {
        expected[4 * row + i] = scale[i] * normed[i] + shift[i];
      }
    }
    Expr input = evaluation.fed(x, Shape.of(2, 3, 4), ROWS);
    Expr output = LayerNorm.of("n").epsilon(0.01).apply(build, input);
    Agreement.within(1e-12).assertValues("output", evaluation.values(output), expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void groupsOfChannelsAreNormedAtAllPlaces(int groups) {
    double[] x = numbers("x", 6 * 4);
    double[] scale = numbers("scale", 4);
    double[] shift = numbers("shift", 4);
    build.set("n/scale", scale);
    build.set("n/shift", shift);
    int width = 4 / groups;
    double[] expected = new double[x.length];
    for (int group = 0; group < groups; group++) {
      double[] members = new double[6 * width];
      for (int i = 0; i < members.length; i++) {
        members[i] = x[i / width * 4 + group * width + i % width];
      }
      double[] normed = normed(members, 1e-5);
      for (int i = 0; i < members.length; i++) {
        int channel = group * width + i % width;
        expected[i / width * 4 + channel] = scale[channel] * normed[i] + shift[channel];
      }
    }
    Expr input = evaluation.fed(x, Shape.of(2, 3, 4));
    Expr output = GroupNorm.of("n", groups).apply(build, input);
    Agreement.within(1e-12).assertValues("output", evaluation.values(output), expected);
  }

  private static double[] normed(double[] x, double epsilon) {
    double mean = Arrays.stream(x).average().orElseThrow();
    double variance = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    return Arrays.stream(x).map(v -> (v - mean) / Math.sqrt(variance + epsilon)).toArray();
  }

  @Test
  void embeddingsAreRowsOfTheirTable() {
    build.set("words/table", 1, 2, 3, 4, 5, 6);
    Expr index = evaluation.fed(new double[] {2, 0, 2}, Shape.of(3), ROWS);
    Expr rows = Embedding.of("words", 3, 2).apply(build, index);
    assertThat(rows.eventShape()).isEqualTo(Shape.of(2));
    assertThat(evaluation.values(rows)).containsExactly(5, 6, 1, 2, 5, 6);
    assertThat(evaluation.gradient(rows, build.given("words/table")))
        .containsExactly(1, 1, 0, 0, 2, 2);
    assertThat(Embedding.of("words", 3, 2).startedAsKeras().initializer())
        .isEqualTo(new Initializer.Uniform(0.05));
  }

  @Test
  void gatedRecurrentUnitsAreAsWritten() {
    double[] x = {0.5, -1};
    double[] h = {0.3, -0.6, 0.9};
    Layer layer = GatedRecurrent.of("g", 3);
    Expr next = layer.apply(build, evaluation.fed(x), evaluation.fed(h));
    double[] given = affine(x, build.values("g/input"), build.values("g/inputbias"));
    double[] kept = affine(h, build.values("g/state"), build.values("g/statebias"));
    double[] expected = new double[3];
    for (int i = 0; i < 3; i++) {
      double seen = 1 / (1 + Math.exp(-given[i] - kept[i]));
      double stays = 1 / (1 + Math.exp(-given[3 + i] - kept[3 + i]));
      double fresh = Math.tanh(given[6 + i] + seen * kept[6 + i]);
      expected[i] = (1 - stays) * fresh + stays * h[i];
    }
    Agreement.within(1e-12).assertValues("state", evaluation.values(next), expected);
    assertThat(build.params().get("g/input"))
        .isEqualTo(Param.of("g/input", 2, 9).uniform(1 / Math.sqrt(3)));
    assertThat(build.params().get("g/state"))
        .isEqualTo(Param.of("g/state", 3, 9).uniform(1 / Math.sqrt(3)));
    RecordedBuild keras = RecordedBuild.of(evaluation);
    GatedRecurrent.of("g", 3)
        .initializer(LinearInitializer.KERAS)
        .apply(keras, evaluation.fed(x), evaluation.fed(h));
    assertThat(keras.params())
        .containsEntry("g/input", Param.of("g/input", 2, 9).uniform(Math.sqrt(6.0 / 11)))
        .containsEntry("g/inputbias", Param.of("g/inputbias", 9).constant(0))
        .containsEntry(
            "g/state", Param.of("g/state", 3, 9).startedBy(new Initializer.Orthogonal(1)));
  }

  private static double[] affine(double[] x, double[] kernel, double[] bias) {
    double[] y = bias.clone();
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < y.length; j++) {
        y[j] += x[i] * kernel[i * y.length + j];
      }
    }
    return y;
  }

  @Test
  void networksGiveTheirLayersPaths() {
    Layer network =
        Sequential.of(
            "net",
            Dense.of("0", 4),
            Activation.RELU,
            Residual.of(Sequential.of("in", Dense.of("d", 4))));
    double[] x = {1, -2};
    Expr output = network.apply(build, evaluation.fed(x));
    assertThat(build.params().keySet())
        .containsExactly("net/0/kernel", "net/0/bias", "net/in/d/kernel", "net/in/d/bias");
    double[] first = affine(x, build.values("net/0/kernel"), build.values("net/0/bias"));
    double[] hidden = Arrays.stream(first).map(v -> Math.max(v, 0)).toArray();
    double[] moved = affine(hidden, build.values("net/in/d/kernel"), build.values("net/in/d/bias"));
    Arrays.setAll(moved, i -> hidden[i] + moved[i]);
    Agreement.within(1e-12).assertValues("output", evaluation.values(output), moved);
  }
}
