package org.jelbo.inference.compilation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jelbo.dsl.contract.Margin.within;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.evaluation.EvidenceEstimator;
import org.jelbo.inference.loss.Setting;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.Iwae;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.objective.Programs;
import org.jelbo.inference.objective.SumTerm;
import org.jelbo.usage.Absent;
import org.jelbo.usage.Computed;
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

  private static Compiled compiled(Objective objective) {
    return Compilation.of(objective).precision(Precision.FLOAT64).compile();
  }

  private static double answer(Compiled compiled, Times query) {
    return compiled.run(query, QueryRun.of(1, KEY));
  }

  /**
   * Counts how often it is built.
   *
   * @param k captured by the graph
   */
  private record Times(AtomicInteger built, double k) implements Query<Double> {
    @Override
    public String name() {
      return "times";
    }

    @Override
    public Outputs<Double> build(Setting setting) {
      built.incrementAndGet();
      Expr product = Expr.of(2).times(k);
      return Outputs.of(List.of(product), found -> found.of(product).scalar());
    }
  }

  @Test
  void queriesOfDifferentValuesShareNoGraphAndEqualOnesDo() {
    AtomicInteger built = new AtomicInteger();
    List<Double> found = new ArrayList<>();
    try (Compiled compiled = compiled(IWAE)) {
      for (int i = 0; i < 3; i++) {
        for (double k : new double[] {2, 5, -0.0, 0.0}) {
          found.add(answer(compiled, new Times(built, k)));
        }
      }
      assertThat(compiled.graphs()).isEqualTo(4);
    }
    assertThat(found.subList(0, 4)).containsExactly(4.0, 10.0, -0.0, 0.0);
    assertThat(found.subList(4, 8)).isEqualTo(found.subList(0, 4));
    assertThat(found.subList(8, 12)).isEqualTo(found.subList(0, 4));
    assertThat(built).hasValue(4);
  }

  /**
   * Every call that takes a query: one of a lambda, or of a class with an identity, is no record.
   */
  @Test
  void whatIsNoRecordDoesNotCompile() {
    List<List<String>> bounds = new ArrayList<>();
    for (Method method : Compiled.class.getMethods()) {
      for (TypeVariable<Method> variable : method.getTypeParameters()) {
        List<String> names = Arrays.stream(variable.getBounds()).map(Type::getTypeName).toList();
        if (names.toString().contains("Query")) {
          bounds.add(names);
        }
      }
    }
    String query = Query.class.getName() + "<R>";
    assertThat(bounds).hasSize(3).containsOnly(List.of(Record.class.getName(), query));
  }

  /** Another query than {@link Times} of the same name and components. */
  private record Over(AtomicInteger built, double k) implements Query<Double> {
    @Override
    public String name() {
      return "times";
    }

    @Override
    public Outputs<Double> build(Setting setting) {
      built.incrementAndGet();
      Expr ratio = Expr.of(2).dividedBy(Expr.of(k));
      return Outputs.of(List.of(ratio), found -> found.of(ratio).scalar());
    }
  }

  @Test
  void recordsOfEqualComponentsAndNamesShareNoGraph() {
    AtomicInteger built = new AtomicInteger();
    try (Compiled compiled = compiled(IWAE)) {
      QueryRun run = QueryRun.of(1, KEY);
      assertThat(compiled.run(new Times(built, 4), run)).isEqualTo(8);
      assertThat(compiled.run(new Over(built, 4), run)).isEqualTo(0.5);
      assertThat(compiled.run(new Times(built, 4), run)).isEqualTo(8);
    }
    assertThat(built).hasValue(2);
  }

  @Test
  void lambdasOfOneLineAnswerForThemselves() {
    List<Double> captured = new ArrayList<>();
    try (Compiled compiled = compiled(IWAE)) {
      for (int i = 0; i < 3; i++) {
        double k = 2 + i;
        Computed query = new Computed("k", Axes.NONE, setting -> Map.of("v", Expr.of(k)));
        captured.add(Entry.of(compiled.run(query, QueryRun.of(1, KEY)), "v").scalar());
      }
    }
    assertThat(captured).containsExactly(2.0, 3.0, 4.0);
  }

  /** Of a number that is fed. */
  private record TimesFed(AtomicInteger built, double k) implements Query<Values> {
    @Override
    public String name() {
      return "times";
    }

    @Override
    public Outputs<Values> build(Setting setting) {
      built.incrementAndGet();
      return Outputs.of(setting.fed("x").times(k));
    }
  }

  @Test
  void equalQueriesAreBuiltOnceAndFedAnew() {
    AtomicInteger built = new AtomicInteger();
    List<Double> found = new ArrayList<>();
    QueryRun run = QueryRun.of(1, KEY);
    try (Compiled compiled = compiled(IWAE)) {
      for (int i = 0; i < 3; i++) {
        for (double k : new double[] {2, 5}) {
          QueryRun fed = run.feeding(Map.of("x", Expr.of(i)));
          found.add(compiled.run(new TimesFed(built, k), fed).scalar());
        }
      }
      assertThat(built).hasValue(2);
      QueryRun wider = run.feeding(Map.of("x", Expr.of(new double[] {1, 2})));
      assertThat(compiled.run(new TimesFed(built, 5), wider).toArray()).containsExactly(5, 10);
    }
    assertThat(found).containsExactly(0.0, 0.0, 2.0, 5.0, 4.0, 10.0);
    assertThat(built).hasValue(3);
  }

  @Test
  void graphsThatWereNotAskedForLongGo() {
    AtomicInteger built = new AtomicInteger();
    try (Compiled compiled = compiled(IWAE)) {
      for (int i = 0; i < 2 * Queries.KEPT; i++) {
        assertThat(answer(compiled, new Times(built, i))).isEqualTo(2 * i);
        assertThat(answer(compiled, new Times(built, -1))).isEqualTo(-2);
      }
      assertThat(compiled.graphs()).isEqualTo(Queries.KEPT);
    }
    assertThat(built).hasValue(2 * Queries.KEPT + 1);
  }

  @Test
  void theObjectivesParticlesUnlessTheKeySays() {
    Computed draws =
        new Computed(
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
        assertThat(Entry.of(compiled.run(draws, QueryRun.of(1, key)), "v").size()).isEqualTo(count);
      }
    }
  }

  @Test
  void gradientsOfSomeRows() {
    try (Compiled compiled = compiled(IWAE)) {
      double first =
          Entry.of(compiled.onlyTerm().gradients(QueryRun.of(DATA, 0, 2, KEY)), "mu").scalar();
      double one = Entry.of(compiled.gradients(DATA.first(2), KEY), "mu").scalar();
      assertThat(first).isEqualTo(one);
      assertThat(first)
          .isNotEqualTo(
              Entry.of(compiled.onlyTerm().gradients(QueryRun.of(DATA, 2, 4, KEY)), "mu").scalar());
    }
    Objective sum = Objective.sum(IWAE.from("a"), Elbo.of(MODEL, GUIDE).given("x").from("b"));
    try (Compiled compiled = compiled(sum)) {
      assertThat(
              Entry.of(compiled.term("a").gradients(QueryRun.of(DATA, 0, 2, KEY)), "mu").toArray())
          .isEqualTo(
              Entry.of(compiled.term("a").gradients(QueryRun.of(DATA.first(2), KEY)), "mu")
                  .toArray());
    }
  }

  @Test
  void anAnswerOfOneDrawThatNoHeapHoldsIsAskedOfFewerRows() {
    assertThat(QueryMessages.noRoom("times", 10, 1, new Room(1e13, 1e13)).getMessage())
        .matches(
            """
            at the query 'times'.*:
              expected answers that the heap of Java holds, which has \\d+ MB, but 1 draw of 10 rows would take 76293945 MB
              try: fewer rows at once""");
  }

  /**
   * What may hold an array.
   *
   * @param held anything
   */
  private record Holding(Object held) implements Query<Double> {
    @Override
    public String name() {
      return "holding";
    }

    @Override
    public Outputs<Double> build(Setting setting) {
      throw new IllegalStateException("it was not refused");
    }
  }

  /** An array within what is equal stays equal while its numbers change. */
  @Test
  void arraysWithinComponentsAreRefused() {
    double[] numbers = {1};
    try (Compiled compiled = compiled(IWAE)) {
      for (Object held :
          List.of(
              numbers,
              List.of(numbers),
              Map.of("n", numbers),
              Optional.of(numbers),
              List.of(Map.of("n", Set.of(new Holding(numbers)))))) {
        assertThatThrownBy(() -> compiled.run(new Holding(held), QueryRun.of(1, KEY)))
            .hasMessageContaining("at query 'holding'")
            .hasMessageContaining("but 'held' is an array, or has one");
      }
    }
  }

  /**
   * The loss of a term as a query of someone else's.
   *
   * @param term built as it is
   */
  private record LossOf(SumTerm term) implements Query<Double> {
    @Override
    public String name() {
      return "loss of " + term.name();
    }

    @Override
    public Axes particles() {
      return Programs.PARTICLES;
    }

    @Override
    public Outputs<Double> build(Setting setting) {
      Expr value = term.build(setting).value();
      return Outputs.of(List.of(value), found -> found.of(value).scalar());
    }
  }

  /** Asked of a term, a query sees what the term's loss sees: the sites that another counts. */
  @Test
  void queriesAreAskedOfTerms() {
    Program model =
        p -> {
          Expr w = p.sample("w", Normal.of(0, 1));
          p.plate("rows", () -> p.sample("x", Normal.of(w, Expr.of(1))));
        };
    Program guide = p -> p.sample("w", Normal.of(p.param(MU), Expr.of(0.5)));
    Elbo elbo = Elbo.of(model, guide).given("x");
    try (Compiled compiled = compiled(Objective.pooled(elbo.from("a"), elbo.from("b")))) {
      QueryRun run = QueryRun.of(DATA, KEY);
      double a = compiled.term("a").run(new LossOf(compiled.term("a").term()), run);
      double b = compiled.term("b").run(new LossOf(compiled.term("b").term()), run);
      assertThat(a).isCloseTo(b + divergence(0.3, 0.5) / 4, within(0.5));
      assertThat(a).isGreaterThan(b);
    }
  }

  /** Of N(m, s^2) from the standard normal. */
  private static double divergence(double m, double s) {
    return (m * m + s * s - 1) / 2 - Math.log(s);
  }

  @Test
  void evidenceOfAnotherObjectiveIsRefused() {
    try (Compiled compiled = compiled(IWAE)) {
      Elbo other = Elbo.of(MODEL, GUIDE).given("x");
      assertThatThrownBy(() -> EvidenceEstimator.of(5).run(compiled, other, DATA))
          .hasMessageContaining(
              "expected the compiled objective, or one of its terms, but got another")
          .hasMessageContaining("try: compiled.objective(), or compiled.term(\"images\").term()");
      assertThatThrownBy(() -> EvidenceEstimator.of(5).run(compiled, Absent.value(), DATA))
          .hasMessageContaining("expected the compiled objective, or one of its terms");
    }
  }
}
