package org.jelbo.dsl.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jelbo.dsl.contract.DistributionContract.Case;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.tensorflow.ndarray.Shape;

/** Gradients against central differences. */
final class Slopes {
  private static final double STEP = 1e-5;
  private static final double LEAST_SCALE = 0.01;
  private static final Agreement AGREEMENT = Agreement.within(1e-5);
  private static final int FEW = 8;
  private static final int MANY = 20_000;

  private Slopes() {}

  static void ofLogProb(Case given, long seed) {
    double[] draws = given.numbers.draws(given, Precision.FLOAT64, seed, FEW);
    try (Bench bench = Bench.in(Precision.FLOAT64)) {
      Evaluation evaluation = bench.evaluation();
      Map<String, Expr> parameters = bench.fed(given);
      Distribution distribution = given.of(parameters);
      Expr value = bench.fedParticles(draws, distribution.eventShape());
      Expr scored = distribution.logProb(value);
      Map<String, Expr> moving = new LinkedHashMap<>(parameters);
      moving.keySet().removeIf(given::isFixed);
      List<Double> finite = new ArrayList<>();
      gradients(evaluation, "logProb", scored, moving)
          .forEach(
              (name, found) -> {
                Expr parameter = Objects.requireNonNull(parameters.get(name));
                double[] slopes =
                    slopes(bench, given, name, parameter, () -> evaluation.values(scored));
                AGREEMENT.assertGradient(
                    "gradient of logProb to '" + name + "', against finite differences",
                    kept(found, slopes),
                    kept(slopes, slopes));
                finite.addAll(Arrays.stream(slopes).filter(Double::isFinite).boxed().toList());
              });
      if (moving.keySet().stream().anyMatch(name -> hasFinite(Bench.row(given, name, 0)))) {
        assertThat(finite).as("finite differences of logProb that are numbers").isNotEmpty();
      }
      Line.of(given.supportOf(distribution))
          .ifPresent(line -> assertSlopesOfValue(bench, scored, value, draws, line));
    }
  }

  static void ofScores(Case given, long seed) {
    double[] draws = given.numbers.draws(given, Precision.FLOAT64, seed, MANY);
    try (Bench bench = Bench.in(Precision.FLOAT64)) {
      Map<String, Expr> moving = bench.fedAlongParticles(given, MANY);
      Distribution distribution = given.of(moving);
      Expr scored = distribution.logProb(bench.fedParticles(draws, distribution.eventShape()));
      moving.keySet().removeIf(given::isFixed);
      moving.keySet().removeAll(distribution.rangeParameters());
      gradients(bench.evaluation(), "logProb", scored, moving)
          .forEach(
              (name, scores) -> {
                int width = scores.length / MANY;
                for (int i = 0; i < width; i++) {
                  String what =
                      "gradient of logProb of draws to '%s', entry %d, no range parameter"
                          .formatted(name, i);
                  Draws.assertMean(what, Bench.column(scores, i, width), 0, seed);
                }
              });
    }
  }

  /** Every event moved along every entry, both ways, is scored in one run. */
  private static void assertSlopesOfValue(
      Bench bench, Expr scored, Expr value, double[] draws, Line line) {
    double[] found = gradient(bench.evaluation(), "logProb", scored, "the value", value);
    int width = draws.length / FEW;
    double[] moved = new double[2 * draws.length * width];
    for (int i = 0; i < draws.length; i++) {
      for (int side = 0; side < 2; side++) {
        int to = (2 * i + side) * width;
        System.arraycopy(draws, i / width * width, moved, to, width);
        moved[to + i % width] += (2 * side - 1) * step(draws[i], line);
      }
    }
    bench.evaluation().feed(value, moved, value.eventShape().prepend(2L * draws.length));
    double[] scores = bench.evaluation().values(scored);
    double[] slopes = new double[draws.length];
    Arrays.setAll(slopes, i -> (scores[2 * i + 1] - scores[2 * i]) / (2 * step(draws[i], line)));
    AGREEMENT.assertGradient(
        "gradient of logProb to the value, against finite differences", found, slopes);
  }

  private static boolean hasFinite(double[] values) {
    return Arrays.stream(values).anyMatch(Double::isFinite);
  }

  /** Small enough to stay in the support. */
  private static double step(double value, Line line) {
    return STEP * Math.min(Math.max(Math.abs(value), LEAST_SCALE), line.room(value));
  }

  static void ofDraws(Case given, long seed) {
    try (Bench bench = Bench.in(Precision.FLOAT64)) {
      Evaluation evaluation = bench.evaluation();
      Map<String, Expr> parameters = bench.fed(given);
      Distribution fixed = given.of(parameters);
      boolean hasMoments = given.has("mean") && given.has("variance") && !fixed.isCircular();
      if (!fixed.isReparameterized() || !hasMoments) {
        return;
      }
      Map<String, Expr> repeated = bench.fedAlongParticles(given, MANY);
      Expr draw = bench.draws(given.of(repeated), seed, MANY);
      Expr weights = weights(fixed.eventShape());
      Expr center = Expr.of(evaluation.values(fixed.mean()), fixed.eventShape());
      Moment mean = new Moment("a draw", draw.times(weights), "mean()", fixed.mean());
      Moment variance =
          new Moment(
              "a draw's squared distance from the mean",
              draw.minus(center).square().times(weights),
              "variance()",
              fixed.variance());
      repeated.keySet().removeIf(given::isFixed);
      for (Moment moment : new Moment[] {mean, variance}) {
        Map<String, double[]> gradients =
            gradients(evaluation, moment.ofDraws, moment.sampled, repeated);
        Expr exact = moment.exact.times(weights);
        gradients.forEach(
            (name, gradient) -> {
              Expr parameter = Objects.requireNonNull(parameters.get(name));
              double[] slopes =
                  slopes(bench, given, name, parameter, () -> evaluation.values(exact));
              moment.assertAgree(name, gradient, slopes, seed);
            });
      }
    }
  }

  /** A function of draws whose mean is known. */
  private record Moment(String ofDraws, Expr sampled, String ofMoments, Expr exact) {
    void assertAgree(String parameter, double[] gradients, double[] slopes, long seed) {
      for (int i = 0; i < slopes.length; i++) {
        String what =
            "pathwise gradient of %s to '%s', entry %d, against the slope of %s"
                .formatted(ofDraws, parameter, i, ofMoments);
        Draws.assertMean(what, Bench.column(gradients, i, slopes.length), slopes[i], seed);
      }
    }
  }

  /** Different for each entry, so that no error cancels. */
  private static Expr weights(Shape event) {
    double[] weights = new double[Math.toIntExact(event.size())];
    Arrays.setAll(weights, i -> 1 + 0.25 * i);
    return Expr.of(weights, event);
  }

  /** The gradients of a sum of entries; fails when there is none to one of the parameters. */
  static Map<String, double[]> gradients(
      Evaluation evaluation, String what, Expr of, Map<String, Expr> at) {
    Map<String, double[]> gradients = new LinkedHashMap<>();
    List<double[]> all = new ArrayList<>();
    try {
      all.addAll(at.isEmpty() ? List.of() : evaluation.gradients(of, List.copyOf(at.values())));
    } catch (RuntimeException e) {
      at.forEach((name, value) -> all.add(gradient(evaluation, what, of, "'" + name + "'", value)));
    }
    at.keySet().forEach(name -> gradients.put(name, all.get(gradients.size())));
    return gradients;
  }

  /** The gradient of a sum of entries; fails when there is none. */
  static double[] gradient(Evaluation evaluation, String what, Expr of, String name, Expr at) {
    try {
      return evaluation.gradient(of, at);
    } catch (RuntimeException e) {
      throw new AssertionError(
          "expected a gradient of %s to %s, but there is none".formatted(what, name), e);
    }
  }

  /** The slopes of a sum of numbers along each entry of a parameter. */
  private static double[] slopes(
      Bench bench, Case given, String name, Expr parameter, Supplier<double[]> numbers) {
    double[] start = Bench.row(given, name, 0);
    double[] slopes = new double[start.length];
    for (int i = 0; i < start.length; i++) {
      double step = STEP * Math.max(Math.abs(start[i]), LEAST_SCALE);
      double[] sums = new double[2];
      for (int side = 0; side < 2; side++) {
        double[] moved = start.clone();
        moved[i] += side == 0 ? -step : step;
        bench.evaluation().feed(parameter, moved, parameter.eventShape());
        sums[side] = Arrays.stream(numbers.get()).sum();
      }
      slopes[i] = (sums[1] - sums[0]) / (2 * step);
    }
    bench.evaluation().feed(parameter, start, parameter.eventShape());
    return slopes;
  }

  /** Entries whose slopes are numbers: an infinite parameter cannot be moved. */
  private static double[] kept(double[] values, double[] slopes) {
    assertThat(values).hasSameSizeAs(slopes);
    double[] kept = values.clone();
    for (int i = 0; i < kept.length; i++) {
      kept[i] = Double.isFinite(slopes[i]) ? values[i] : 0;
    }
    return kept;
  }
}
