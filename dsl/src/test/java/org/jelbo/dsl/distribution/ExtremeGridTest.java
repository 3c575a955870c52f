package org.jelbo.dsl.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
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
 * number is a float, log-densities besides to what the last place of an argument changes.
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
        double rest = isNear(found[i], expected, 0) ? 0 : ofLastPlaces(grid, points.get(i));
        if (!isNear(found[i], expected, rest)) {
          wrong.add(grid.describe(points.get(i)) + ": " + found[i] + " for " + expected);
        }
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
            if (!isNear(found[i], expected, 0)) {
              String where = "along " + along + " at " + grid.describe(point);
              wrong.add(where + ": " + found[i] + " for " + expected);
            }
          }
        }
      }
      assertThat(wrong).as("gradients of %s that are not exact", grid).isEmpty();
    }
  }

  /** Of these the textbook has no formula, but float64 has digits to spare. */
  @ParameterizedTest
  @MethodSource("grids")
  void cumulativesAndEntropiesAreThoseOfFloat64(ExtremeGrid grid) {
    List<double[]> points = grid.points();
    List<double[]> found = cumulativesAndEntropies(grid, points, Precision.FLOAT32);
    List<double[]> expected = cumulativesAndEntropies(grid, points, Precision.FLOAT64);
    List<String> wrong = new ArrayList<>();
    for (int number = 0; number < found.size(); number++) {
      for (int i = 0; i < points.size(); i++) {
        double right = expected.get(number)[i];
        if (!isNear(found.get(number)[i], right, 0)) {
          String where = "number " + number + " at " + grid.describe(points.get(i));
          wrong.add(where + ": " + found.get(number)[i] + " for " + right);
        }
      }
    }
    assertThat(wrong).as("cdfs, entropies and gradients of %s", grid).isEmpty();
  }

  private static List<double[]> cumulativesAndEntropies(
      ExtremeGrid grid, List<double[]> points, Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr[] numbers = grid.fed(evaluation, points);
      Elementwise distribution = grid.distribution(numbers);
      List<Expr> at = Arrays.stream(grid.differentiable()).mapToObj(i -> numbers[i]).toList();
      Expr value = numbers[numbers.length - 1];
      List<double[]> all = new ArrayList<>();
      if (distribution instanceof Cumulative cumulative) {
        all.addAll(withGradients(evaluation, cumulative.cdfOfEach(value), at));
      }
      all.addAll(withGradients(evaluation, distribution.entropyOfEach(), at));
      return all;
    }
  }

  private static List<double[]> withGradients(Evaluation evaluation, Expr of, List<Expr> at) {
    Expr all = of;
    for (Expr number : at) {
      // TensorFlow has no gradient of what does not depend on a number.
      all = all.plus(number.times(0));
    }
    List<double[]> found = new ArrayList<>(evaluation.gradients(all, at));
    found.add(0, evaluation.values(all));
    return found;
  }

  /**
   * What one more unit in the last places of the arguments changes: of a million times its rate a
   * gamma entry has no more digits.
   */
  private static double ofLastPlaces(ExtremeGrid grid, double[] point) {
    return Arrays.stream(grid.differentiable())
        .mapToDouble(
            along ->
                Math.ulp((float) point[along])
                    * ExactDensity.slope(
                        grid.density(), grid.parameters(point), grid.value(point), along))
        .map(Math::abs)
        .sum();
  }

  private static boolean isNear(double found, double expected, double rest) {
    double allowed = TOLERANCE * Math.max(1, Math.abs(expected)) + rest;
    return Float.isFinite((float) expected)
        ? Math.abs(found - expected) <= Margin.of(allowed)
        : !Double.isNaN(found);
  }
}
