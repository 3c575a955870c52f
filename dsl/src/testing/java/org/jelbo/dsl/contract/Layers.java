package org.jelbo.dsl.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.contract.LayerContract.Case;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.param.Param;

/** Applications of a layer, held to its contract. */
final class Layers {
  private static final Axis[] NONE = {};
  private static final Axis[] ROWS = {Bench.ROWS};
  private static final Axis[] BOTH = {Bench.PARTICLES, Bench.ROWS};

  private Layers() {}

  static void parameterNamesArePaths(Case given) {
    try (Applied applied = Applied.in(Precision.FLOAT64, given)) {
      applied.to(ROWS);
      String path = given.layer().name() + "/";
      assertThat(applied.params().keySet())
          .as("parameter names, paths under '%s'", path)
          .allMatch(name -> name.startsWith(path) && name.length() > path.length());
    }
  }

  static void secondApplicationIsTheSame(Case given) {
    try (Applied applied = Applied.in(Precision.FLOAT64, given)) {
      double[] first = applied.values(applied.to(ROWS));
      Map<String, Param> params = Map.copyOf(applied.params());
      double[] second = applied.values(applied.to(ROWS));
      assertThat(applied.params()).as("parameters after a second application").isEqualTo(params);
      assertThat(second).as("output of a second application").containsExactly(first);
    }
  }

  static void outputHasItsShape(Case given) {
    try (Applied applied = Applied.in(Precision.FLOAT64, given)) {
      for (Axis[] axes : new Axis[][] {NONE, ROWS}) {
        Expr output = applied.to(axes);
        assertThat(output.eventShape())
            .as("event shape of the output, inputs having the axes %s", Axes.of(axes))
            .isEqualTo(given.output());
        assertThat(applied.evaluation().shape(output))
            .as("sizes of the output's tensor, inputs having the axes %s", Axes.of(axes))
            .isEqualTo(Applied.sizes(given.output(), axes));
      }
    }
  }

  static void axesArePreserved(Case given) {
    try (Applied applied = Applied.in(Precision.FLOAT64, given)) {
      for (Axis[] first : new Axis[][] {NONE, {Bench.PARTICLES}, ROWS, BOTH}) {
        for (Axis[] rest : new Axis[][] {NONE, ROWS}) {
          Expr output = applied.to(first, rest);
          Axes expected = Axes.of(first);
          if (given.inputs().size() > 1) {
            expected = expected.union(Axes.of(rest));
          }
          assertThat(output.axes())
              .as(
                  "axes of the output, the first input having %s and others %s",
                  Axes.of(first), Axes.of(rest))
              .isEqualTo(expected);
          assertThat(applied.evaluation().shape(output))
              .as("sizes of the output's tensor, axes %s", expected)
              .isEqualTo(
                  Applied.sizes(output.eventShape(), expected.asList().toArray(Axis[]::new)));
        }
      }
    }
  }

  static void rowsAreNotMixed(Case given) {
    try (Applied applied = Applied.in(Precision.FLOAT64, given)) {
      int indices = Applied.count(BOTH);
      List<Expr> fetched = new ArrayList<>(List.of(applied.to(BOTH)));
      for (int index = 0; index < indices; index++) {
        fetched.add(applied.alone(index));
      }
      List<double[]> numbers = applied.evaluation().values(fetched);
      double[] all = numbers.get(0);
      int width = all.length / indices;
      for (int index = 0; index < indices; index++) {
        Agreement.of(Precision.FLOAT64)
            .assertValues(
                "output at index %d of %d of the axes %s, against the output of that row alone"
                    .formatted(index, indices, Axes.of(BOTH)),
                Arrays.copyOfRange(all, index * width, (index + 1) * width),
                numbers.get(index + 1));
      }
    }
  }

  static void gradientReachesParameters(Case given) {
    try (Applied applied = Applied.in(Precision.FLOAT64, given)) {
      Expr output = applied.to(BOTH);
      Expr weighted = output.times(applied.weights(output.eventShape())).sum();
      applied
          .given()
          .forEach(
              (name, value) -> {
                double[] gradient =
                    Slopes.gradient(
                        applied.evaluation(), "the output", weighted, "'" + name + "'", value);
                boolean finite = Arrays.stream(gradient).allMatch(Double::isFinite);
                if (!finite || Arrays.stream(gradient).allMatch(x -> x == 0)) {
                  fail(
                      "gradient of the output to '%s': expected finite numbers, not all zero, but"
                          + " got %s",
                      name, Arrays.toString(gradient));
                }
              });
    }
  }

  static void constantsAreInputs(Case given) {
    try (Applied applied = Applied.in(Precision.FLOAT64, given)) {
      double[] expected = applied.values(applied.alone(0));
      Agreement.of(Precision.FLOAT64)
          .assertValues(
              "output for host constants", applied.values(applied.toConstants()), expected);
    }
  }

  static void precisionsAgree(Case given) {
    try (Applied single = Applied.in(Precision.FLOAT32, given);
        Applied twice = Applied.in(Precision.FLOAT64, given)) {
      Agreement.of(Precision.FLOAT32)
          .assertValues(
              "output in float32", single.values(single.to(BOTH)), twice.values(twice.to(BOTH)));
    }
  }
}
