package org.jelbo.dsl.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.contract.Margin;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Log-densities and their gradients in float32 on grids of extreme parameters and values, against
 * the textbook's formula to 110 digits: finite and right to {@value #TOLERANCE} wherever the exact
 * number is a float.
 */
final class ExtremeGridTest {
  private static final double TOLERANCE = 1e-4;

  static Stream<ExtremeGrid> grids() {
    return ExtremeGrid.all().stream();
  }

  @ParameterizedTest
  @MethodSource("grids")
  void logDensitiesAreExact(ExtremeGrid grid) {
    List<double[]> points = grid.points();
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT32)) {
      Expr[] numbers = grid.fed(evaluation, points);
      double[] found = evaluation.values(grid.logProb(numbers));
      List<String> wrong = new ArrayList<>();
      for (int i = 0; i < found.length; i++) {
        double expected =
            ExactDensity.value(
                grid.density(), grid.parameters(points.get(i)), grid.value(points.get(i)));
        note(wrong, grid.describe(points.get(i)), found[i], expected);
      }
      assertThat(wrong).as("log-densities of %s that are not exact", grid).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("grids")
  void gradientsAreExact(ExtremeGrid grid) {
    List<double[]> points = grid.points();
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT32)) {
      Expr[] numbers = grid.fed(evaluation, points);
      Expr scored = grid.logProb(numbers);
      List<String> wrong = new ArrayList<>();
      for (int along : grid.differentiable()) {
        double[] found = evaluation.gradient(scored, numbers[along]);
        for (int i = 0; i < found.length; i++) {
          double[] point = points.get(i);
          if (!grid.hasKink(point, along)) {
            double expected =
                ExactDensity.slope(
                    grid.density(), grid.parameters(point), grid.value(point), along);
            note(wrong, "along " + along + " at " + grid.describe(point), found[i], expected);
          }
        }
      }
      assertThat(wrong).as("gradients of %s that are not exact", grid).isEmpty();
    }
  }

  private static void note(List<String> wrong, String where, double found, double expected) {
    boolean isFloat = Float.isFinite((float) expected);
    boolean agrees =
        isFloat
            ? Math.abs(found - expected) <= Margin.of(TOLERANCE) * Math.max(1, Math.abs(expected))
            : !Double.isNaN(found);
    if (!agrees) {
      wrong.add(where + ": " + found + " for " + expected);
    }
  }
}
