package org.jelbo.inference.compilation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.nn.Dense;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Scope;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.optimizer.Sgd;
import org.junit.jupiter.api.Test;

/**
 * Losses and gradients of 300,000 rows in float32 against those in float64. The rows are nearly
 * alike, so that what they add to a parameter does not cancel: added one after another it would be
 * wrong by a thousandth.
 */
final class ManyRowsTest {
  private static final int ROWS = 300_000;

  /** The rounding of single terms and of the last result, with room; 1e-4 is the demand. */
  private static final double TOLERANCE = 5e-6;

  private static final Objective LOSS = MaximumLikelihood.of(ManyRowsTest::program).given("x", "y");

  private static void program(Scope p) {
    Expr mean = p.param(Param.of("mean", 2).constant(0.25));
    Expr scale = p.param(Param.of("scale", 2).positive());
    Expr table = p.param(Param.of("table", 3, 2).constant(0.125));
    p.plate(
        "rows",
        () -> {
          Expr group = p.input("group");
          Expr x = p.sample("x", Normal.of(mean.plus(table.at(group)), scale));
          p.sample("y", Normal.of(Dense.of("layer", 2).apply(p, x), Expr.of(1)));
        });
  }

  private static Data data() {
    float[] x = new float[2 * ROWS];
    float[] group = new float[ROWS];
    for (int row = 0; row < ROWS; row++) {
      x[2 * row] = 1 + row % 7 / 128f;
      x[2 * row + 1] = 1.5f - row % 5 / 128f;
      group[row] = row % 3;
    }
    return Data.of(
        Column.ofFloats("x", x, 2), Column.ofFloats("y", x, 2), Column.ofFloats("group", group));
  }

  @Test
  void lossesAndGradientsOfManyRows() {
    Data data = data();
    Map<String, double[]> gradients = new LinkedHashMap<>();
    double value;
    try (Compiled exact = compilation().precision(Precision.FLOAT64).compile()) {
      exact.gradients(data, DrawKey.of(0)).forEach((name, x) -> gradients.put(name, x.toArray()));
      value = exact.measure(data, DrawKey.of(0)).value();
    }
    assertThat(gradients).containsOnlyKeys("mean", "scale", "table", "layer/kernel", "layer/bias");
    try (Compiled compiled = compilation().compile()) {
      assertThat(compiled.measure(data, DrawKey.of(0)).value() / value)
          .isCloseTo(1, within(TOLERANCE));
      compiled
          .gradients(data, DrawKey.of(0))
          .forEach(
              (name, x) ->
                  assertClose(name, x.toArray(), Objects.requireNonNull(gradients.get(name))));
    }
    try (Compiled trained = compilation().feed(data.batch(ROWS)).optimizer(Sgd.of(1)).compile()) {
      Map<String, double[]> before = new LinkedHashMap<>();
      gradients.keySet().forEach(name -> before.put(name, trained.state(name)));
      trained.step();
      before.forEach(
          (name, start) -> {
            double[] step = trained.state(name);
            Arrays.setAll(step, i -> start[i] - step[i]);
            assertClose("step of " + name, step, Objects.requireNonNull(gradients.get(name)));
          });
    }
  }

  private static Compilation compilation() {
    return Compilation.of(LOSS).seed(3);
  }

  private static void assertClose(String name, double[] values, double[] expected) {
    double greatest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    for (int i = 0; i < expected.length; i++) {
      assertThat((values[i] - expected[i]) / greatest)
          .as("%s, entry %d", name, i)
          .isCloseTo(0, within(TOLERANCE));
    }
  }
}
