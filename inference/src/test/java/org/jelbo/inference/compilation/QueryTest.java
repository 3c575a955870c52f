package org.jelbo.inference.compilation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.derivation.Setting;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.Iwae;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.objective.Programs;
import org.jelbo.usage.Entry;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/** What queries compute, and with how many particles. */
class QueryTest {
  private static final Param MU = Param.of("mu").constant(0.3);
  private static final Program MODEL =
      p ->
          p.plate(
              "rows",
              () -> p.sample("x", Normal.of(p.sample("z", Normal.standard()), Expr.of(0.5))));
  private static final Program GUIDE =
      p -> p.plate("rows", () -> p.sample("z", Normal.of(p.param(MU), Expr.of(1))));
  private static final Iwae IWAE = Iwae.of(MODEL, GUIDE).given("x").particles(5);
  private static final Data DATA =
      Data.of(Column.ofDoubles("x", new double[] {0.4, -1.2, 2.5, 0.1}));
  private static final DrawKey KEY = DrawKey.of(3);

  private static double shared;

  private static Compiled compiled(Objective objective) {
    return Compilation.of(objective).precision(Precision.FLOAT64).compile();
  }

  private static Query times(Function<Setting, Map<String, Expr>> build) {
    return new Query("times", Axes.NONE, build);
  }

  private static double answer(Compiled compiled, Query query) {
    return Entry.of(compiled.run(query, 1, KEY), "v").scalar();
  }

  @Test
  void lambdasOfOneLineAnswerForThemselves() {
    List<Double> captured = new ArrayList<>();
    List<Double> read = new ArrayList<>();
    try (Compiled compiled = compiled(IWAE)) {
      for (int i = 0; i < 3; i++) {
        double k = 2 + i;
        captured.add(answer(compiled, times(setting -> Map.of("v", Expr.of(k)))));
        shared = 2 + i;
        read.add(answer(compiled, times(setting -> Map.of("v", Expr.of(shared)))));
      }
    }
    assertThat(captured).containsExactly(2.0, 3.0, 4.0);
    assertThat(read).containsExactly(2.0, 3.0, 4.0);
  }

  /** Counts how often it is built. */
  private record Times(AtomicInteger built, double k)
      implements Function<Setting, Map<String, Expr>> {
    @Override
    public Map<String, Expr> apply(Setting setting) {
      built.incrementAndGet();
      return Map.of("v", setting.fed("x").times(k));
    }
  }

  @Test
  void equalRecordsAreBuiltOnceAndFedAnew() {
    AtomicInteger built = new AtomicInteger();
    List<Double> found = new ArrayList<>();
    try (Compiled compiled = compiled(IWAE)) {
      for (int i = 0; i < 3; i++) {
        for (double k : new double[] {2, 5}) {
          Query query = times(new Times(built, k)).feeding(Map.of("x", Expr.of(i)));
          found.add(answer(compiled, query));
        }
      }
    }
    assertThat(found).containsExactly(0.0, 0.0, 2.0, 5.0, 4.0, 10.0);
    assertThat(built).hasValue(2);
  }

  @Test
  void graphsThatWereNotAskedForLongGo() {
    try (Compiled compiled = compiled(IWAE)) {
      Query first = times(setting -> Map.of("v", Expr.of(-1)));
      for (int i = 0; i < 2 * Queries.KEPT; i++) {
        double k = i;
        assertThat(answer(compiled, times(setting -> Map.of("v", Expr.of(k))))).isEqualTo(k);
        assertThat(answer(compiled, first)).isEqualTo(-1);
      }
      assertThat(compiled.graphs()).isEqualTo(Queries.KEPT);
    }
  }

  @Test
  void theObjectivesParticlesUnlessTheKeySays() {
    Query draws =
        new Query(
            "draws",
            Programs.PARTICLES,
            setting ->
                Map.of(
                    "v", setting.noise().stream("z", setting.particles()).normal(Shape.scalar())));
    try (Compiled compiled = compiled(IWAE)) {
      for (int count : new int[] {5, 2}) {
        DrawKey key = count == 5 ? KEY : KEY.particles(2);
        DrawKey same = KEY.particles(count);
        assertThat(compiled.measure(DATA, key).part("ess")).isBetween(1.0, (double) count);
        assertThat(compiled.measure(DATA, key).value())
            .isEqualTo(compiled.measure(DATA, same).value());
        assertThat(compiled.recompute(DATA, key)).isEqualTo(compiled.recompute(DATA, same));
        assertThat(Entry.of(compiled.gradients(DATA, key), "mu").scalar())
            .isEqualTo(Entry.of(compiled.gradients(DATA, same), "mu").scalar());
        assertThat(Entry.of(compiled.run(draws, 1, key), "v").size()).isEqualTo(count);
      }
    }
  }

  @Test
  void gradientsOfSomeRows() {
    try (Compiled compiled = compiled(IWAE)) {
      double first = Entry.of(compiled.gradients(DATA, 0, 2, KEY), "mu").scalar();
      double one = Entry.of(compiled.gradients(DATA.first(2), KEY), "mu").scalar();
      assertThat(first).isEqualTo(one);
      assertThat(first).isNotEqualTo(Entry.of(compiled.gradients(DATA, 2, 4, KEY), "mu").scalar());
    }
    Objective sum = Objective.sum(IWAE.from("a"), Elbo.of(MODEL, GUIDE).given("x").from("b"));
    try (Compiled compiled = compiled(sum)) {
      assertThat(Entry.of(compiled.gradients("a", DATA, 0, 2, KEY), "mu").toArray())
          .isEqualTo(Entry.of(compiled.gradients("a", DATA.first(2), KEY), "mu").toArray());
    }
  }

  @Test
  void anAnswerOfOneDrawThatNoHeapHoldsIsAskedOfFewerRows() {
    assertThat(Messages.noRoom("times", 10, 1, new Room(1e13, 1e13)).getMessage())
        .matches(
            """
            at the query 'times'.*:
              expected answers that the heap of Java holds, which has \\d+ MB, but 1 draw of 10 rows would take 76293945 MB
              try: fewer rows at once""");
  }
}
