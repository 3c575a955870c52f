package org.jelbo.dsl.distribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
  private int firstSlope;
  private int lastSlope;

  private ExtremeGrid(
      String family,
      double[][] parameters,
      Function<double[], double[]> values,
      Function<Expr[], Elementwise> distribution) {
    this.family = family;
    this.parameters = parameters;
    this.values = values;
    this.distribution = distribution;
    this.lastSlope = parameters.length + 1;
  }

  /** Values without a slope; the parameters that have one, the last not included. */
  private ExtremeGrid discrete(int from, int to) {
    firstSlope = from;
    lastSlope = to;
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

  private static Function<double[], double[]> these(double... values) {
    return p -> values;
  }

  static List<ExtremeGrid> all() {
    return Stream.of(ofTheLine(), ofHalfLines(), ofIntervals(), ofCounts())
        .flatMap(List::stream)
        .collect(Collectors.toList());
  }

  private static List<ExtremeGrid> ofTheLine() {
    double[][] places = grid(LOCATIONS, SCALES);
    double[] vast = {-1e20, -30, -2, -1e-3, 0, 0.5, 3, 50, 1e20};
    return List.of(
        new ExtremeGrid("Normal", places, around(FAR), p -> Normal.of(p[0], p[1])),
        new ExtremeGrid("Laplace", places, around(FAR), p -> Laplace.of(p[0], p[1])),
        new ExtremeGrid("Logistic", places, around(FAR), p -> Logistic.of(p[0], p[1])),
        new ExtremeGrid("Gumbel", places, around(FAR), p -> Gumbel.of(p[0], p[1])),
        new ExtremeGrid("Cauchy", places, around(vast), p -> Cauchy.of(p[0], p[1])),
        new ExtremeGrid(
            "StudentT",
            grid(new double[] {0.1, 1, 5, 100, 1e6}, new double[] {-1, 0}, SCALES),
            p -> Arrays.stream(FAR).map(y -> p[1] + y * p[2]).toArray(),
            p -> StudentT.of(p[0], p[1], p[2])));
  }

  private static List<ExtremeGrid> ofHalfLines() {
    double[] few = {1e-6, 1, 1e6};
    return List.of(
        new ExtremeGrid(
            "HalfNormal", grid(SCALES), timesScale(FAR_ABOVE), p -> HalfNormal.ofScale(p[0])),
        new ExtremeGrid(
            "HalfCauchy",
            grid(SCALES),
            timesScale(0, 1e-10, 0.5, 50, 1e15),
            p -> HalfCauchy.ofScale(p[0])),
        new ExtremeGrid(
            "Exponential",
            grid(SCALES),
            p -> Arrays.stream(FAR_ABOVE).map(x -> x / p[0]).toArray(),
            p -> Exponential.ofRate(p[0])),
        new ExtremeGrid(
            "LogNormal",
            grid(new double[] {-20, -1, 0, 20}, new double[] {0.3, 2, 10}),
            p ->
                Arrays.stream(new double[] {-3, -0.5, 1, 3})
                    .map(y -> Math.exp(p[0] + y * p[1]))
                    .toArray(),
            p -> LogNormal.of(p[0], p[1])),
        new ExtremeGrid(
            "Gamma",
            grid(new double[] {1e-3, 0.1, 1, 5, 1e3, 1e6}, few),
            p -> multiplesOf(p[0] / p[1], p[0]),
            p -> Gamma.ofConcentrationAndRate(p[0], p[1])),
        new ExtremeGrid(
            "InverseGamma",
            grid(new double[] {1e-3, 0.1, 1, 5, 1e3, 1e6}, few),
            p -> multiplesOf(p[1] / p[0], p[0]),
            p -> InverseGamma.ofConcentrationAndScale(p[0], p[1])),
        new ExtremeGrid(
            "Weibull",
            grid(few, new double[] {0.1, 1, 1.001, 3, 30}),
            timesScale(1e-3, 0.5, 1, 1.3),
            p -> Weibull.ofScaleAndConcentration(p[0], p[1])));
  }

  /** Around a mean, nearer to it where the distribution is narrow. */
  private static double[] multiplesOf(double mean, double concentration) {
    double spread = 1 / Math.sqrt(1 + concentration / 100);
    return new double[] {
      mean * 1e-6, mean * (1 - 0.9 * spread), mean * (1 - 0.3 * spread), mean * (1 + spread)
    };
  }

  private static List<ExtremeGrid> ofIntervals() {
    double[] shapes = {1e-3, 0.5, 1, 20, 1e5};
    return List.of(
        new ExtremeGrid(
            "Uniform",
            grid(new double[] {-3, 0, 1}, new double[] {1.5, 1e6, 1e20}),
            these(1, 1.25),
            p -> Uniform.of(p[0], p[1])),
        new ExtremeGrid(
            "TruncatedNormal",
            grid(
                new double[] {-2, 0, 3},
                new double[] {0.4, 1, 100},
                new double[] {-1},
                new double[] {-0.99, 2}),
            these(-1, -0.995),
            p -> TruncatedNormal.of(p[0], p[1], p[2], p[3])),
        new ExtremeGrid(
            "Beta",
            grid(shapes, shapes),
            these(1e-6, 0.3, 0.999),
            p -> Beta.ofAlphaAndBeta(p[0], p[1])),
        new ExtremeGrid(
            "VonMises",
            grid(new double[] {-1, 0, 3}, new double[] {1e-6, 0.5, 20, 500}),
            these(-3, -0.5, 0, 0.1, 2),
            p -> VonMises.of(p[0], p[1])),
        new ExtremeGrid(
            "ContinuousBernoulli",
            grid(LOGITS),
            these(0, 1e-6, 0.3, 1),
            p -> ContinuousBernoulli.ofLogits(p[0])),
        new ExtremeGrid(
            "RelaxedBernoulli",
            grid(new double[] {0.1, 0.66, 1, 2}, new double[] {-100, -1, 0, 3, 100}),
            these(1e-30, 1e-6, 0.3, 0.999),
            p -> RelaxedBernoulli.ofLogits(p[0], p[1])));
  }

  private static List<ExtremeGrid> ofCounts() {
    return List.of(
        new ExtremeGrid("Bernoulli", grid(LOGITS), these(0, 1), p -> Bernoulli.ofLogits(p[0]))
            .discrete(0, 1),
        new ExtremeGrid(
                "Binomial",
                grid(new double[] {0, 1, 10, 1e6}, LOGITS),
                p -> new double[] {0, Math.floor(p[0] / 3), Math.rint(p[0] / 2), p[0]},
                p -> Binomial.ofLogits(p[0], p[1]))
            .discrete(1, 2),
        new ExtremeGrid(
                "NegativeBinomial",
                grid(new double[] {0.5, 3, 1e5}, LOGITS),
                these(0, 1, 50, 100_100, 1e6),
                p -> NegativeBinomial.ofLogits(p[0], p[1]))
            .discrete(0, 2),
        new ExtremeGrid(
                "Geometric", grid(LOGITS), these(0, 1, 1000, 1e6), p -> Geometric.ofLogits(p[0]))
            .discrete(0, 1),
        new ExtremeGrid(
                "Poisson",
                grid(new double[] {1e-20, 1e-3, 1, 50, 1e6}),
                p -> new double[] {0, 1, 40, 1e6, Math.floor(p[0] * 1.001)},
                p -> Poisson.ofRate(p[0]))
            .discrete(0, 1),
        new ExtremeGrid(
                "DiscretizedLogistic",
                grid(
                    new double[] {-50, 0, 100.5, 300},
                    new double[] {1e-2, 1, 30, 1e4},
                    new double[] {0},
                    new double[] {255}),
                these(0, 1, 100, 254, 255),
                p -> DiscretizedLogistic.of(p[0], p[1], 0, 255))
            .discrete(0, 2));
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
        if (Float.isFinite((float) value)) {
          all.add(with(point, value));
        }
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
    return distribution(numbers).logProbOfEach(numbers[parameters.length]);
  }

  Elementwise distribution(Expr[] numbers) {
    return distribution.apply(Arrays.copyOf(numbers, parameters.length));
  }

  /** What has a slope. */
  int[] differentiable() {
    return IntStream.range(firstSlope, lastSlope).toArray();
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
