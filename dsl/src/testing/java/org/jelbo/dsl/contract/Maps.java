package org.jelbo.dsl.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jelbo.dsl.bijector.Bijector;
import org.jelbo.dsl.contract.BijectorContract.Case;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/** Values and shapes of maps. */
final class Maps {
  private static final int FEW = 8;

  /** A flat map loses digits on the way there and back. */
  private static final Agreement ROUND_TRIP = Agreement.within(1e-8);

  private Maps() {}

  static void undoEachOther(Case given, long seed) {
    try (MapBench bench = MapBench.in(Precision.FLOAT64, given)) {
      double[] xs = MapBench.xs(given, seed, FEW);
      Expr y = bench.map().forward(bench.fed(xs));
      Expr back = bench.map().inverse(y);
      ROUND_TRIP.assertValues("inverse(forward(x)), against x", bench.values(back), xs);
      ROUND_TRIP.assertValues(
          "forward(inverse(y)), against y",
          bench.values(bench.map().forward(back)),
          bench.values(y));
    }
  }

  static void haveTheirEventShape(Case given, long seed) {
    try (MapBench bench = MapBench.in(Precision.FLOAT32, given)) {
      Bijector map = bench.map();
      Shape free = given.free();
      int batch = free.numDimensions() - map.freeRank();
      Shape event = map.eventShape(free);
      assertThat(event.numDimensions() - map.eventRank())
          .as("dims of y before those of one map, as of x")
          .isEqualTo(batch);
      assertThat(event.take(batch)).as("first sizes of y, as of x").isEqualTo(free.take(batch));
      assertThat(map.freeShape(event)).as("freeShape(eventShape(x))").isEqualTo(free);
      Expr x = bench.fed(MapBench.xs(given, seed, FEW));
      Expr y = map.forward(x);
      assertShape(bench, "forward(x)", y, event);
      assertShape(bench, "inverse(y)", map.inverse(y), free);
      Expr withAxes = map.logDet(x).plus(bench.fed(new double[FEW], Shape.scalar()));
      assertShape(bench, "logDet(x)", withAxes, free.take(batch));
    }
  }

  private static void assertShape(MapBench bench, String what, Expr found, Shape event) {
    assertThat(found.eventShape()).as("event shape of %s", what).isEqualTo(event);
    assertThat(bench.evaluation().shape(found))
        .as("sizes of the tensor of %s, of %s events", what, FEW)
        .isEqualTo(event.prepend(FEW));
  }

  static void lieInTheSupport(Case given, long seed) {
    for (Precision precision : Precision.values()) {
      try (MapBench bench = MapBench.in(precision, given)) {
        Bijector map = bench.map();
        double[] ys = bench.values(map.forward(bench.fed(MapBench.xs(given, seed, FEW * FEW))));
        Support support = map.support();
        Shape entry = map.eventShape(given.free()).takeLast(support.rank());
        int size = Math.toIntExact(entry.size());
        for (int i = 0; i < ys.length; i += size) {
          double[] found = Arrays.copyOfRange(ys, i, i + size);
          if (!Draws.isIn(support, found)) {
            fail(
                "forward(x) in %s: expected %s as support() says, but got %s",
                precision, support, Arrays.toString(found));
          }
        }
      }
    }
  }

  /** The three functions, each of what it takes. */
  private static Map<String, Function<Expr, Expr>> functions(Bijector map) {
    Map<String, Function<Expr, Expr>> functions = new LinkedHashMap<>();
    functions.put("forward", map::forward);
    functions.put("inverse of forward", x -> map.inverse(map.forward(x)));
    functions.put("logDet", map::logDet);
    return functions;
  }

  static void broadcastOverAxes(Case given, long seed) {
    double[] xs = MapBench.xs(given, seed, FEW);
    for (String name : functions(given.ofConstants()).keySet()) {
      double[] expected = new double[0];
      int width = 0;
      for (int row = 0; row < Bench.ROW_COUNT; row++) {
        try (MapBench alone = MapBench.atRow(Precision.FLOAT64, given, row)) {
          Expr result = function(alone.map(), name).apply(alone.fed(xs));
          width = Math.toIntExact(result.eventShape().size());
          expected = Bench.joined(expected, alone.values(spread(alone, result)));
        }
      }
      try (MapBench bench = MapBench.alongRows(Precision.FLOAT64, given)) {
        Expr result = function(bench.map(), name).apply(bench.fed(xs));
        double[] found = bench.values(result.plus(bench.zeros(FEW)));
        double[] turned = new double[found.length];
        for (int i = 0; i < found.length; i++) {
          int particle = i / (Bench.ROW_COUNT * width);
          int row = i / width % Bench.ROW_COUNT;
          turned[(row * FEW + particle) * width + i % width] = found[i];
        }
        Agreement.of(Precision.FLOAT64)
            .assertValues(name + " along particles and rows, against each alone", turned, expected);
      }
    }
  }

  /** With the axis of particles, also where nothing depends on it. */
  private static Expr spread(MapBench bench, Expr result) {
    return result.plus(bench.fed(new double[FEW], Shape.scalar()));
  }

  private static Function<Expr, Expr> function(Bijector map, String name) {
    return Objects.requireNonNull(functions(map).get(name), name);
  }

  static void haveTheirParameters(Case given) {
    try (MapBench bench = MapBench.in(Precision.FLOAT32, given)) {
      Map<String, Expr> found = bench.map().parameters();
      bench
          .parameters()
          .forEach(
              (name, value) -> assertThat(found).as("parameters()").containsEntry(name, value));
      assertThat(found.values())
          .as("parameters() that were not given are constants of the map")
          .allMatch(value -> value.isConstant() || bench.parameters().containsValue(value));
    }
  }

  static void areEqual(Case given) {
    try (MapBench bench = MapBench.in(Precision.FLOAT32, given)) {
      assertThat(bench.map())
          .as("another map of the same parameters")
          .isEqualTo(bench.map())
          .hasSameHashCodeAs(bench.map());
    }
    assertThat(given.ofConstants())
        .as("another map of the same constants")
        .isEqualTo(given.ofConstants());
  }

  static void haveTheirMapOfVariances(Case given, long seed) {
    try (MapBench bench = MapBench.in(Precision.FLOAT64, given)) {
      Bijector map = bench.map();
      map.ofVariances()
          .ifPresent(
              ofVariances -> {
                Expr a = bench.fed(MapBench.xs(given, seed, FEW));
                Expr b = bench.fed(MapBench.xs(given, seed + 1, FEW));
                ROUND_TRIP.assertValues(
                    "ofVariances() of a squared difference",
                    bench.values(ofVariances.forward(a.minus(b).square())),
                    bench.values(map.forward(a).minus(map.forward(b)).square()));
                ROUND_TRIP.assertValues(
                    "logDet at one x, against that at another",
                    bench.values(spread(bench, map.logDet(a))),
                    bench.values(spread(bench, map.logDet(b))));
              });
    }
  }

  static void constantsAgreeWithTheGraph(Case given, long seed) {
    double[] xs = MapBench.xs(given, seed, 1);
    try (MapBench bench = MapBench.in(Precision.FLOAT64, given)) {
      functions(bench.map())
          .forEach(
              (name, ofGraph) -> {
                Expr constant =
                    function(given.ofConstants(), name).apply(Expr.of(xs, given.free()));
                assertThat(constant.isConstant()).as("%s of constants folds", name).isTrue();
                Expr fed = bench.evaluation().fed(xs, given.free());
                Agreement.of(Precision.FLOAT64)
                    .assertValues(
                        name + " in the graph, against host constants",
                        bench.values(ofGraph.apply(fed)),
                        constant.constant());
              });
    }
  }

  static void precisionsAgree(Case given, long seed) {
    double[] xs = MapBench.xs(given, seed, FEW);
    try (MapBench single = MapBench.in(Precision.FLOAT32, given);
        MapBench exact = MapBench.in(Precision.FLOAT64, given)) {
      Agreement agreement = Agreement.of(Precision.FLOAT32);
      agreement.assertValues(
          "forward in float32, against float64",
          single.values(single.map().forward(single.fed(xs))),
          exact.values(exact.map().forward(exact.fed(xs))));
      agreement.assertValues(
          "logDet in float32, against float64",
          single.values(single.map().logDet(single.fed(xs))),
          exact.values(exact.map().logDet(exact.fed(xs))));
    }
  }
}
