package org.jelbo.dsl.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Extents;
import org.jelbo.dsl.expr.Precision;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/** Drawing, giving and replaying. */
final class HandlersTest {
  private static final Axis PARTICLES = new Axis.Particles("particles");
  private static final Axis CHOICES = new Axis.Enumeration("choice", 0, 2);
  private static final Axis ROWS = new Axis.Plate("rows", 0, Axis.Plate.OF_DATA);

  private final Evaluation evaluation = Evaluation.in(Precision.FLOAT32);
  private final FedEnvironment environment = new FedEnvironment(evaluation);
  private final Draw draw = environment.draw(Extents.NONE.with(PARTICLES, 3));

  @AfterEach
  void close() {
    evaluation.close();
  }

  private static void pair(Scope p) {
    p.plate(
        "rows",
        () -> {
          Expr z = p.sample("z", Normal.standard(2));
          p.sample("x", Normal.of(z, Expr.of(0.5)));
        });
  }

  private double[] values(Trace trace, String name) {
    return evaluation.values(trace.random(name).orElseThrow().value());
  }

  private static void assertAllDiffer(double[] values, int count) {
    Set<Double> distinct = new HashSet<>();
    Arrays.stream(values).forEach(distinct::add);
    assertThat(values).hasSize(count);
    assertThat(distinct).hasSize(count);
  }

  @Test
  void drawsAreIndependentAlongPlatesAndParticles() {
    Trace trace = environment.run(HandlersTest::pair, draw.along(Axes.of(PARTICLES)));
    Site.Random z = trace.random("z").orElseThrow();
    assertThat(z.plates()).isEqualTo(Axes.of(ROWS));
    assertThat(z.value().axes()).isEqualTo(Axes.of(PARTICLES, ROWS));
    assertThat(evaluation.shape(z.value())).isEqualTo(Shape.of(3, 4, 2));
    assertAllDiffer(values(trace, "z"), 24);
    assertAllDiffer(values(trace, "x"), 24);
  }

  @Test
  void aSiteOutsideOfPlatesIsDrawnOnce() {
    Trace trace = environment.run(p -> p.sample("w", Normal.standard()), draw);
    assertThat(evaluation.shape(trace.random("w").orElseThrow().value())).isEqualTo(Shape.scalar());
  }

  @Test
  void drawsAreIndependentAlongTheEnumerationAxesOfTheirParameters() {
    Expr means = evaluation.fed(new double[] {0, 0}, Shape.of(2), CHOICES);
    Expr logits = evaluation.fed(new double[] {0, 0}, Shape.of(2), CHOICES);
    Program program =
        p -> {
          p.sample("w", Normal.standard());
          p.plate(
              "rows",
              () -> {
                p.sample("z", Normal.of(means, Expr.of(1)));
                p.plate("bits", 50, () -> p.sample("b", Bernoulli.ofLogits(logits)));
              });
        };
    Trace trace = environment.run(program, draw.along(Axes.of(PARTICLES)));
    Site.Random z = trace.random("z").orElseThrow();
    assertThat(z.value().axes()).isEqualTo(Axes.of(PARTICLES, CHOICES, ROWS));
    assertThat(evaluation.shape(z.value())).isEqualTo(Shape.of(3, 2, 4));
    assertAllDiffer(values(trace, "z"), 24);
    double[] bits = values(trace, "b");
    List<List<Double>> blocks = new ArrayList<>();
    for (int from = 0; from < bits.length; from += 200) {
      blocks.add(Arrays.stream(bits, from, from + 200).boxed().toList());
    }
    assertThat(blocks).hasSize(6).doesNotHaveDuplicates();
    assertThat(trace.random("w").orElseThrow().value().axes()).isEqualTo(Axes.of(PARTICLES));
  }

  @Test
  void anUnrelatedSiteChangesNoOtherDraw() {
    Trace before = environment.run(HandlersTest::pair, draw);
    Program more =
        p -> {
          p.sample("first", Normal.standard());
          pair(p);
          p.plate("rows", () -> p.sample("last", Normal.standard(7)));
        };
    Trace after = environment.run(more, draw);
    assertThat(values(after, "z")).containsExactly(values(before, "z"));
    assertThat(values(after, "x")).containsExactly(values(before, "x"));
    assertThat(values(after, "first")).doesNotContain(values(before, "z"));
  }

  @Test
  void givenSitesTakeTheirValuesAndTheRestIsDrawn() {
    Expr data = evaluation.fed(new double[] {1, 2, 3, 4, 5, 6, 7, 8}, Shape.of(4, 2), ROWS);
    List<Handler.Request> requests = new ArrayList<>();
    Handler give =
        Give.of(
            Set.of("x"),
            request -> {
              requests.add(request);
              return data;
            },
            draw);
    Trace trace = environment.run(HandlersTest::pair, give);
    assertThat(trace.random("x").orElseThrow().value()).isSameAs(data);
    assertThat(trace.randoms())
        .extracting(Site.Random::origin)
        .containsExactly(Site.Origin.DRAWN, Site.Origin.GIVEN);
    assertThat(requests).hasSize(1);
    assertThat(requests.get(0).name()).isEqualTo("x");
    assertThat(requests.get(0).program()).isEqualTo("the model");
    assertThat(requests.get(0).plates()).isEqualTo(Axes.of(ROWS));
    Trace drawn = environment.run(HandlersTest::pair, draw);
    assertThat(values(trace, "z")).containsExactly(values(drawn, "z"));
  }

  @Test
  void replayTakesTheValuesOfAnotherRun() {
    Trace guide =
        environment.run(p -> p.plate("rows", () -> p.sample("z", Normal.standard(2))), draw);
    Trace model = environment.run(HandlersTest::pair, Replay.of(guide, draw));
    assertThat(model.random("z").orElseThrow().value())
        .isSameAs(guide.random("z").orElseThrow().value());
    assertThat(model.randoms())
        .extracting(Site.Random::origin)
        .containsExactly(Site.Origin.REPLAYED, Site.Origin.DRAWN);
    Site.Random z = model.random("z").orElseThrow();
    assertThat(z.distribution()).isNotSameAs(guide.random("z").orElseThrow().distribution());
  }
}
