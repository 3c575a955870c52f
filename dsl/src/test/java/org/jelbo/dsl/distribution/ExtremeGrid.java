package org.jelbo.dsl.distribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.expr.Expr;

/** Extreme parameters of a family, and values for each. All are numbers of float32. */
final class ExtremeGrid {
  private static final double[] SCALES = {1e-20, 1e-6, 0.3, 1, 1e6, 1e20};
  private static final double[] LOCATIONS = {-1e6, -1, 0, 1e-20, 3};
  private static final double[] FAR = {-30, -2, -1e-3, 0, 0.5, 3, 50};
  private static final double[] FAR_ABOVE = {1e-10, 1e-3, 0.5, 3, 50};
  private static final double[] LOGITS = {-100, -20, -1, -1e-6, 0, 1e-3, 3, 30, 100};

  private final String family;
  private final double[][] parameters;
  private final Function<double[], double[]> values;
  private final Function<Expr[], Elementwise> distribution;
  private boolean isDiscrete;
  private int fixed;

  private ExtremeGrid(
      String family,
      double[][] parameters,
      Function<double[], double[]> values,
      Function<Expr[], Elementwise> distribution) {
    this.family = family;
    this.parameters = parameters;
    this.values = values;
    this.distribution = distribution;
  }

  /** Values without a slope, and parameters without one before the others. */
  private ExtremeGrid discrete(int parametersWithoutSlope) {
    isDiscrete = true;
    fixed = parametersWithoutSlope;
    return this;
  }

  private static double[][] grid(double[]... parameters) {
    return parameters;
  }

  private static Function<double[], double[]> around(double... distances) {
    return p -> Arrays.stream(distances).map(distance -> p[0] + distance * p[1]).toArray();
  }

  private static Function<double[], double[]> timesScale(double... multiples) {
    return p -> Arrays.stream(multiples).map(multiple -> multiple * p[0]).toArray();
  }

  static List<ExtremeGrid> all() {
    return List.of(
        new ExtremeGrid("Normal", grid(LOCATIONS, SCALES), around(FAR), p -> Normal.of(p[0], p[1])),
        new ExtremeGrid(
            "Laplace", grid(LOCATIONS, SCALES), around(FAR), p -> Laplace.of(p[0], p[1])),
        new ExtremeGrid(
            "Logistic", grid(LOCATIONS, SCALES), around(FAR), p -> Logistic.of(p[0], p[1])),
        new ExtremeGrid("Gumbel", grid(LOCATIONS, SCALES), around(FAR), p -> Gumbel.of(p[0], p[1])),
        new ExtremeGrid(
            "HalfNormal", grid(SCALES), timesScale(FAR_ABOVE), p -> HalfNormal.ofScale(p[0])),
        new ExtremeGrid(
            "Exponential",
            grid(SCALES),
            p -> Arrays.stream(FAR_ABOVE).map(x -> x / p[0]).toArray(),
            p -> Exponential.ofRate(p[0])),
        new ExtremeGrid(
                "Bernoulli", grid(LOGITS), p -> new double[] {0, 1}, p -> Bernoulli.ofLogits(p[0]))
            .discrete(0));
  }

  /** Every combination of parameters, with each of its values after them. */
  List<double[]> points() {
    List<double[]> points = new ArrayList<>();
    points.add(new double[0]);
    for (double[] numbers : parameters) {
      List<double[]> longer = new ArrayList<>();
      for (double[] point : points) {
        for (double number : numbers) {
          longer.add(with(point, number));
        }
      }
      points = longer;
    }
    List<double[]> all = new ArrayList<>();
    for (double[] point : points) {
      for (double value : values.apply(point)) {
        all.add(with(point, value));
      }
    }
    return all;
  }

  private static double[] with(double[] point, double number) {
    double[] longer = Arrays.copyOf(point, point.length + 1);
    longer[point.length] = (float) number;
    return longer;
  }

  /** The parameters and the value, each with an entry a point. */
  Expr[] fed(Evaluation evaluation, List<double[]> points) {
    return IntStream.rangeClosed(0, parameters.length)
        .mapToObj(i -> evaluation.fed(points.stream().mapToDouble(point -> point[i]).toArray()))
        .toArray(Expr[]::new);
  }

  Expr logProb(Expr[] numbers) {
    return distribution
        .apply(Arrays.copyOf(numbers, parameters.length))
        .logProbOfEach(numbers[parameters.length]);
  }

  /** What has a slope. */
  int[] differentiable() {
    return IntStream.range(fixed, isDiscrete ? parameters.length : parameters.length + 1).toArray();
  }

  /** Laplace's density has two slopes at its location. */
  boolean hasKink(double[] point, int along) {
    return family.equals("Laplace") && along != 1 && value(point) == point[0];
  }

  BiFunction<Exact[], Exact, Exact> density() {
    return Objects.requireNonNull(ExactDensity.OF.get(family));
  }

  double[] parameters(double[] point) {
    return Arrays.copyOf(point, parameters.length);
  }

  double value(double[] point) {
    return point[parameters.length];
  }

  String describe(double[] point) {
    return Arrays.toString(parameters(point)) + ", value " + value(point);
  }

  @Override
  public String toString() {
    return family;
  }
}
