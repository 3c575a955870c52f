package org.jelbo.inference.compilation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.Iterator;
import java.util.stream.IntStream;
import org.jelbo.dsl.distribution.Categorical;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.inference.optimizer.Adam;
import org.jelbo.inference.optimizer.Sgd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.GraphOperation;

/** Programs of many sites, and the long graphs of them. */
class ManySitesTest {
  private static final Data DATA = Data.of(Column.ofDoubles("x", new double[] {0.5, -1, 2}));

  private static int ops(Compilation compilation) {
    int ops = 0;
    try (Compiled compiled = compilation.compile()) {
      for (Iterator<GraphOperation> all = compiled.graph().operations();
          all.hasNext();
          all.next()) {
        ops++;
      }
    }
    return ops;
  }

  /** A chain of latents, each with a location and a scale of its own in the guide. */
  private static Compilation latents(int count) {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = Expr.of(0);
                  for (int i = 0; i < count; i++) {
                    z = p.sample("z" + i, Normal.of(z, Expr.of(1)));
                  }
                  p.sample("x", Normal.of(z, Expr.of(1)));
                });
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  for (int i = 0; i < count; i++) {
                    Expr loc = p.param(Param.of("loc" + i).constant(0.1));
                    Expr scale = p.param(Param.of("scale" + i).constant(0.5).positive());
                    p.sample("z" + i, Normal.of(loc, scale));
                  }
                });
    return Compilation.of(Elbo.of(model, guide).given("x"))
        .feed(DATA.batch(3))
        .optimizer(Adam.of(0.01));
  }

  /** A chain of summed states, each with a given value. */
  private static Compilation states(int count) {
    Program model =
        p -> {
          Expr moves = p.param(Param.of("moves", 3, 3).normal(1));
          Expr locs = p.param(Param.of("locs", 3).normal(1));
          p.plate(
              "rows",
              () -> {
                Expr z = p.sample("z0", Categorical.uniform(3));
                for (int i = 0; i < count; i++) {
                  z = p.sample("z" + (i + 1), Categorical.ofLogits(moves.at(z)));
                  p.sample("x" + i, Normal.of(locs.at(z), Expr.of(1)));
                }
              });
        };
    String[] given = IntStream.range(0, count).mapToObj(i -> "x" + i).toArray(String[]::new);
    Column[] columns = new Column[count];
    for (int i = 0; i < count; i++) {
      columns[i] = Column.ofDoubles(given[i], new double[] {0.1 * i, 1});
    }
    return Compilation.of(MaximumLikelihood.of(model).given(given))
        .feed(Data.of(columns).batch(2))
        .optimizer(Adam.of(0.01));
  }

  @Test
  void opsGrowWithTheNumberOfLatents() {
    int few = ops(latents(8));
    int more = ops(latents(16));
    assertThat(ops(latents(32)) - more).isEqualTo(2 * (more - few));
  }

  @Test
  void opsGrowWithTheNumberOfSummedStates() {
    int few = ops(states(8));
    int more = ops(states(16));
    assertThat(ops(states(32)) - more).isEqualTo(2 * (more - few));
  }

  /** A sum so long that TensorFlow rewrites its graph wholly, once, or not at all. */
  @ParameterizedTest
  @CsvSource({"300, FULL", "1200, ONE_PASS", "2500, NONE"})
  void longGraphsCompute(int terms, GraphOptimization expected) {
    Program model =
        p -> {
          Expr w = p.param(Param.of("w").constant(0.5));
          Expr sum = Expr.of(0);
          for (int i = 0; i < terms; i++) {
            sum = sum.plus(w.times(Math.cos(i)).square());
          }
          Expr loc = sum;
          p.plate("rows", () -> p.sample("x", Normal.of(loc, Expr.of(1))));
        };
    double squares = IntStream.range(0, terms).mapToDouble(i -> Math.pow(Math.cos(i), 2)).sum();
    double error = (0.5 - 1 + 2) / 3 - 0.25 * squares;
    try (Compiled compiled =
        Compilation.of(MaximumLikelihood.of(model).given("x"))
            .feed(DATA.batch(3))
            .optimizer(Sgd.of(1))
            .precision(Precision.FLOAT64)
            .compile()) {
      assertThat(GraphOptimization.of(compiled.graph())).isEqualTo(expected);
      compiled.step();
      double gradient = 0.5 - compiled.values("w")[0];
      assertThat(gradient).isCloseTo(-error * squares, within(1e-9 * Math.abs(error * squares)));
    }
  }

  @Test
  void theNumberOfOpsDecides() {
    assertThat(GraphOptimization.of(0)).isEqualTo(GraphOptimization.FULL);
    assertThat(GraphOptimization.of(20_000)).isEqualTo(GraphOptimization.FULL);
    assertThat(GraphOptimization.of(20_001)).isEqualTo(GraphOptimization.ONE_PASS);
    assertThat(GraphOptimization.of(45_001)).isEqualTo(GraphOptimization.NONE);
  }
}
