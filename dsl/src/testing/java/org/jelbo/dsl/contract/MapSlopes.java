package org.jelbo.dsl.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import org.jelbo.dsl.bijector.Bijector;
import org.jelbo.dsl.contract.BijectorContract.Case;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/** Gradients of maps against central differences, and far out. */
final class MapSlopes {
  private static final double FAR = 80;
  private static final double STEP = 1e-6;
  private static final Agreement AGREEMENT = Agreement.within(1e-5);

  private MapSlopes() {}

  static void agreeWithDifferences(Case given, long seed) {
    try (MapBench bench = MapBench.in(Precision.FLOAT64, given)) {
      Bijector map = bench.map();
      double[] xs = MapBench.xs(given, seed, 1);
      Shape event = map.eventShape(given.free());
      double[] ys = bench.values(map.forward(bench.evaluation().fed(xs, given.free())));
      Expr x = bench.evaluation().fed(xs, given.free());
      Expr y = bench.evaluation().fed(ys, event);
      assertSlopes(bench, "forward", map.forward(x), x);
      assertSlopes(bench, "inverse", map.inverse(y), y);
      assertSlopes(bench, "logDet", map.logDet(x), x);
    }
  }

  private static void assertSlopes(MapBench bench, String what, Expr result, Expr argument) {
    Expr weighted = result.times(weights(result.eventShape()));
    double[] slopes = assertSlope(bench, what, weighted, "its argument", argument);
    if (!what.equals("logDet")) {
      assertThat(Arrays.stream(slopes).anyMatch(slope -> slope != 0))
          .as("%s depends on its argument", what)
          .isTrue();
    }
    for (Map.Entry<String, Expr> parameter : bench.parameters().entrySet()) {
      Expr value = parameter.getValue();
      String name = "'" + parameter.getKey() + "'";
      assertSlope(bench, what, weighted, name, value);
    }
  }

  /** A constant has no gradient, and one that does not depend on the argument has none to it. */
  private static double[] assertSlope(
      MapBench bench, String what, Expr weighted, String name, Expr at) {
    Evaluation evaluation = bench.evaluation();
    double[] start = bench.values(at);
    double[] slopes = new double[start.length];
    for (int i = 0; i < start.length; i++) {
      double[] sums = new double[2];
      double step = STEP * Math.max(Math.abs(start[i]), 0.01);
      for (int side = 0; side < 2; side++) {
        double[] moved = start.clone();
        moved[i] += side == 0 ? -step : step;
        evaluation.feed(at, moved, at.eventShape());
        sums[side] = Arrays.stream(evaluation.values(weighted)).sum();
      }
      slopes[i] = (sums[1] - sums[0]) / (2 * step);
    }
    evaluation.feed(at, start, at.eventShape());
    boolean isFlat = Arrays.stream(slopes).allMatch(slope -> slope == 0);
    AGREEMENT.assertGradient(
        "gradient of %s to %s, against finite differences".formatted(what, name),
        isFlat
            ? gradientOrZeros(evaluation, weighted, at, start.length)
            : Slopes.gradient(evaluation, what, weighted, name, at),
        slopes);
    return slopes;
  }

  private static double[] gradientOrZeros(Evaluation evaluation, Expr of, Expr at, int size) {
    try {
      return evaluation.gradient(of, at);
    } catch (RuntimeException noPath) {
      return new double[size];
    }
  }

  /** Different for each entry, so that no error cancels. */
  private static Expr weights(Shape event) {
    double[] weights = new double[Math.toIntExact(event.size())];
    Arrays.setAll(weights, i -> 1 + 0.25 * i);
    return Expr.of(weights, event);
  }

  static void areFiniteFarOut(Case given) {
    if (!given.ofConstants().domain().equals(Support.reals())) {
      return;
    }
    int size = Math.toIntExact(given.free().size());
    double[] far = new double[4 * size];
    Arrays.setAll(far, i -> (i / size < 2 ? i % 2 : 1) * (i / size % 2 == 0 ? FAR : -FAR));
    for (Precision precision : Precision.values()) {
      try (MapBench bench = MapBench.in(precision, given)) {
        Expr x = bench.fed(far);
        Expr logDet = bench.map().logDet(x);
        assertFinite("logDet in " + precision, bench.values(logDet));
        if (logDet.axes().contains(Bench.PARTICLES)) {
          assertFinite(
              "gradient of logDet in " + precision,
              Slopes.gradient(bench.evaluation(), "logDet", logDet, "x", x));
        }
      }
    }
  }

  private static void assertFinite(String what, double[] found) {
    assertThat(Arrays.stream(found).allMatch(Double::isFinite))
        .as("%s at %s and -%s is finite: %s", what, FAR, FAR, Arrays.toString(found))
        .isTrue();
  }
}
