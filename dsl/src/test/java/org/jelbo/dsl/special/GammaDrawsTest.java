package org.jelbo.dsl.special;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.numbers.gamma.RegularizedGamma;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A gamma draw moves with its concentration so that its cumulative probability stays. */
final class GammaDrawsTest {
  private static final double[] CONCENTRATIONS = {
    0.005, 0.03, 0.2, 0.7, 1, 2.5, 9, 40, 99, 101, 300, 3e3, 1e5, 1e6
  };

  private static final double[] PROBABILITIES = {1e-5, 0.02, 0.3, 0.5, 0.8, 0.99, 0.99999};

  /** A draw and the slope of its log. */
  private record Point(double concentration, double log, double slope) {}

  /** By differences of commons-numbers' incomplete gamma function. */
  private static List<Point> points() {
    List<Point> points = new ArrayList<>();
    for (double concentration : CONCENTRATIONS) {
      double a = (float) concentration;
      GammaDistribution distribution = GammaDistribution.of(a, 1);
      for (double probability : PROBABILITIES) {
        double draw = distribution.inverseCumulativeProbability(probability);
        if (draw > 1e-300) {
          double log = (float) Math.log(draw);
          points.add(new Point(a, log, slope(a, log)));
        }
      }
    }
    return points;
  }

  private static double slope(double a, double log) {
    double x = Math.exp(log);
    double step = 2e-3 * Math.min(a, Math.sqrt(a));
    double slope = (8 * change(a, step, x) - change(a, 2 * step, x)) / (12 * step);
    return -slope / Math.exp(a * log - x - LogGamma.value(a));
  }

  /** Of the smaller tail: the difference of numbers near 1 has few digits. */
  private static double change(double a, double step, double x) {
    return x < a
        ? RegularizedGamma.P.value(a + step, x) - RegularizedGamma.P.value(a - step, x)
        : RegularizedGamma.Q.value(a - step, x) - RegularizedGamma.Q.value(a + step, x);
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void slopesAreThoseOfQuantiles(Precision precision) {
    List<Point> points = points();
    assertThat(points).hasSizeGreaterThan(80);
    double tolerance = precision == Precision.FLOAT64 ? 1e-6 : 2e-5;
    double[] found = slopes(precision, points);
    for (int i = 0; i < found.length; i++) {
      assertThat(found[i] / points.get(i).slope())
          .as("slope at %s", points.get(i))
          .isCloseTo(1, within(tolerance));
    }
  }

  private static double[] slopes(Precision precision, List<Point> points) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr concentration =
          evaluation.fed(points.stream().mapToDouble(Point::concentration).toArray());
      Expr log = evaluation.fed(points.stream().mapToDouble(Point::log).toArray());
      Expr moving = GammaDraws.pathwiseLog(log, concentration);
      assertThat(evaluation.values(moving)).isEqualTo(evaluation.values(log));
      return evaluation.gradient(moving, concentration);
    }
  }

  /** There {@code P(a, g) = g^a / Gamma(a + 1)}, so that {@code log g} is known. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void drawsThatAreNoFloatsHaveSlopes(Precision precision) {
    double a = (float) 1e-3;
    List<Point> points = new ArrayList<>();
    for (double probability : new double[] {1e-6, 0.1, 0.8}) {
      double step = 1e-6;
      double slope = (quantile(probability, a + step) - quantile(probability, a - step)) / 2 / step;
      points.add(new Point(a, quantile(probability, a), slope));
    }
    double[] found = slopes(precision, points);
    for (int i = 0; i < found.length; i++) {
      assertThat(found[i] / points.get(i).slope()).isCloseTo(1, within(1e-5));
    }
  }

  private static double quantile(double probability, double a) {
    return (Math.log(probability) + LogGamma.value(a + 1)) / a;
  }

  /** Where the draw is its concentration the expansion divides 0 by 0. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void drawsAtTheirConcentrationHaveSlopes(Precision precision) {
    double log = (float) Math.log(1024);
    List<Point> points = List.of(new Point(1024, log, slope(1024, log)));
    assertThat(slopes(precision, points)[0] / points.get(0).slope()).isCloseTo(1, within(1e-5));
  }
}
