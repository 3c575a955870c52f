package org.jelbo.dsl.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Extents;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.expr.Sources;
import org.jelbo.dsl.nn.Dense;
import org.jelbo.dsl.param.Param;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/** What a run records. */
final class TraceTest {
  private static final Axis ROWS = new Axis.Plate("rows", 0, Axis.Plate.OF_DATA);
  private static final Axis WORDS = new Axis.Plate("words", 1, 3);
  private static final Param LOCATION = Param.of("location", 2).normal(1);

  private final Evaluation evaluation = Evaluation.in(Precision.FLOAT32);
  private final FedEnvironment environment = new FedEnvironment(evaluation);

  @AfterEach
  void close() {
    evaluation.close();
  }

  private static void model(Scope p) {
    Expr w = p.sample("w", Normal.of(p.param(LOCATION), Expr.of(1)));
    p.plate(
        "rows",
        () -> {
          Expr x = p.input("x", 2);
          Expr z = p.sample("z", Normal.of(x.plus(w), Expr.of(1)));
          Expr logit = p.deterministic("logit", Dense.of("d", 1).apply(p, z).reshape());
          p.plate("words", 3, () -> p.sample("y", Bernoulli.ofLogits(logit)));
        });
    p.plate("others", 5, () -> p.sample("v", Normal.standard()));
  }

  private Trace trace() {
    return environment.run(TraceTest::model, environment.draw(Extents.NONE));
  }

  @Test
  void sitesStandInProgramOrderWithTheirPlates() {
    Trace trace = trace();
    assertThat(trace.program()).isEqualTo("the model");
    assertThat(trace.sites())
        .extracting(Site::name)
        .containsExactly("w", "x", "z", "logit", "y", "v");
    Axis others = new Axis.Plate("others", 0, 5);
    assertThat(trace.sites())
        .extracting(Site::plates)
        .containsExactly(
            Axes.NONE,
            Axes.of(ROWS),
            Axes.of(ROWS),
            Axes.of(ROWS),
            Axes.of(ROWS, WORDS),
            Axes.of(others));
    assertThat(trace.plates()).isEqualTo(Axes.of(ROWS, WORDS, others));
    assertThat(trace.randoms()).extracting(Site.Random::name).containsExactly("w", "z", "y", "v");
    assertThat(trace.randoms()).extracting(Site.Random::origin).containsOnly(Site.Origin.DRAWN);
  }

  @Test
  void parametersAreReadOnceAndRecorded() {
    Program program =
        p -> assertThat(p.param(LOCATION)).isSameAs(p.param(Param.of("location", 2).normal(1)));
    Trace trace = environment.run(program, environment.draw(Extents.NONE));
    assertThat(trace.parameters()).containsOnlyKeys(LOCATION);
    assertThat(trace().parameters().keySet())
        .extracting(Param::name)
        .containsExactly("location", "d/kernel", "d/bias");
  }

  @Test
  void aDeterministicSiteIsAnOpOfItsOwn() {
    Program program =
        p -> {
          Expr z = p.sample("z", Normal.standard(2));
          Expr copy = p.deterministic("copy", z);
          assertThat(Sources.direct(Set.of(copy.exp()), Map.of("z", z, "copy", copy)))
              .containsExactly("copy");
        };
    Trace trace = environment.run(program, environment.draw(Extents.NONE));
    assertThat(trace.site("copy").orElseThrow().value().axes()).isEqualTo(Axes.NONE);
  }

  @Test
  void sitesAreFoundByName() {
    Trace trace = trace();
    assertThat(trace.site("logit").orElseThrow()).isInstanceOf(Site.Deterministic.class);
    assertThat(trace.random("z").orElseThrow().distribution()).isInstanceOf(Normal.class);
    assertThat(trace.random("logit")).isEmpty();
    assertThat(trace.site("nothing")).isEmpty();
  }

  @Test
  void drawsHaveTheirPlatesAndEventInTheOrderOfAxes() {
    Trace trace = trace();
    assertThat(shape(trace, "w")).isEqualTo(Shape.of(2));
    assertThat(shape(trace, "z")).isEqualTo(Shape.of(4, 2));
    assertThat(shape(trace, "y")).isEqualTo(Shape.of(4, 3));
    assertThat(shape(trace, "v")).isEqualTo(Shape.of(5));
  }

  private Shape shape(Trace trace, String name) {
    return evaluation.shape(trace.random(name).orElseThrow().value());
  }

  @Test
  void nestedPlatesOfKnownSizeNest() {
    Program program =
        p ->
            p.plate(
                "a",
                2,
                () ->
                    p.plate(
                        "b", 3, () -> p.plate("c", 4, () -> p.sample("z", Normal.standard(5)))));
    Trace trace = environment.run(program, environment.draw(Extents.NONE));
    Site.Random site = trace.random("z").orElseThrow();
    assertThat(site.plates())
        .isEqualTo(
            Axes.of(
                new Axis.Plate("a", 0, 2), new Axis.Plate("b", 1, 3), new Axis.Plate("c", 2, 4)));
    assertThat(site.value().axes()).isEqualTo(site.plates());
    assertThat(site.value().operand().shape()).isEqualTo(Shape.of(2, 3, 4, 5));
    assertDistinct(evaluation.values(site.value()), 120);
  }

  private static void assertDistinct(double[] values, int count) {
    Set<Double> distinct = java.util.Arrays.stream(values).boxed().collect(Collectors.toSet());
    assertThat(values).hasSize(count);
    assertThat(distinct).hasSize(count);
  }

  @Test
  void aPlateMayBeOpenedAgain() {
    Program program =
        p -> {
          p.plate("a", 2, () -> p.sample("z", Normal.standard()));
          p.plate("a", 2, () -> p.sample("y", Normal.standard()));
        };
    Trace trace = environment.run(program, environment.draw(Extents.NONE));
    assertThat(trace.plates().size()).isEqualTo(1);
    assertThat(trace.random("y").orElseThrow().plates())
        .isEqualTo(trace.random("z").orElseThrow().plates());
  }

  @Test
  void sitesInPlatesMayUseValuesFromOutside() {
    Program program =
        p -> {
          Expr w = p.sample("w", Normal.standard(2));
          p.plate("a", 3, () -> p.sample("x", Normal.of(w, Expr.of(1))));
        };
    Trace trace = environment.run(program, environment.draw(Extents.NONE));
    assertThat(shape(trace, "x")).isEqualTo(Shape.of(3, 2));
    assertDistinct(evaluation.values(trace.random("x").orElseThrow().value()), 6);
  }

  @Test
  void anInputReadTwiceIsOneSite() {
    Program program =
        p -> p.plate("rows", () -> assertThat(p.input("x", 2)).isSameAs(p.input("x", 2)));
    Trace trace = environment.run(program, environment.draw(Extents.NONE));
    assertThat(trace.sites()).hasSize(1);
    assertThat(trace.sites().get(0)).isInstanceOf(Site.Input.class);
  }
}
