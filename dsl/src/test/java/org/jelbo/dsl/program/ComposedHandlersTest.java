package org.jelbo.dsl.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.Map;
import java.util.Set;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Extents;
import org.jelbo.dsl.expr.Precision;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Interventions, substitution, blocking, prefixes and masks, and their composition. */
final class ComposedHandlersTest {
  private final Evaluation evaluation = Evaluation.in(Precision.FLOAT64);
  private final FedEnvironment environment = new FedEnvironment(evaluation);
  private final Draw draw = environment.draw(Extents.NONE);

  @AfterEach
  void close() {
    evaluation.close();
  }

  /** Rain, sprinkler, wet grass, with scalar sites. */
  private static void chain(Scope p) {
    Expr a = p.sample("a", Normal.of(0, 1));
    Expr b = p.sample("b", Normal.of(a.times(2), Expr.of(1)));
    p.sample("c", Normal.of(b.plus(1), Expr.of(1)));
  }

  private static double logNormal(double x, double mean) {
    return -0.5 * (x - mean) * (x - mean) - 0.5 * Math.log(2 * Math.PI);
  }

  private double value(Trace trace, String name) {
    return evaluation.scalar(trace.site(name).orElseThrow().value());
  }

  @Test
  void interventionsCutTheSiteFromItsCausesAndLeaveItWithoutDensity() {
    Program program = ComposedHandlersTest::chain;
    Trace trace = environment.run(program.doing("b", 5), draw);
    assertThat(value(trace, "b")).isEqualTo(5);
    assertThat(trace.randoms()).extracting(Site.Random::name).containsExactly("a", "c");
    double expected = logNormal(value(trace, "a"), 0) + logNormal(value(trace, "c"), 6);
    assertThat(evaluation.scalar(trace.logDensity())).isCloseTo(expected, within(1e-12));
  }

  @Test
  void interventionsLeaveTheDrawsBeforeThem() {
    Program program = ComposedHandlersTest::chain;
    Trace plain = environment.run(program, draw);
    Trace changed = environment.run(program.doing("b", 5), draw);
    assertThat(value(changed, "a")).isEqualTo(value(plain, "a"));
    assertThat(value(changed, "c") - 6)
        .isCloseTo(value(plain, "c") - value(plain, "b") - 1, within(1e-12));
  }

  @Test
  void substitutedSitesAreScoredAtTheirValues() {
    Handler fixed = Substitute.of(Map.of("a", Expr.of(0.5), "c", Expr.of(3)), draw);
    Trace trace = environment.run(ComposedHandlersTest::chain, fixed);
    assertThat(trace.randoms())
        .extracting(Site.Random::origin)
        .containsExactly(Site.Origin.REPLAYED, Site.Origin.DRAWN, Site.Origin.REPLAYED);
    double b = value(trace, "b");
    assertThat(evaluation.scalar(trace.logDensity()))
        .isCloseTo(logNormal(0.5, 0) + logNormal(b, 1) + logNormal(3, b + 1), within(1e-12));
  }

  @Test
  void blockedSitesAreDrawnButNotListed() {
    Program program = ComposedHandlersTest::chain;
    Trace plain = environment.run(program, draw);
    Trace trace = environment.run(program.under(rest -> Block.of(Set.of("b"), rest)), draw);
    assertThat(trace.sites()).extracting(Site::name).containsExactly("a", "c");
    assertThat(value(trace, "c")).isEqualTo(value(plain, "c"));
    assertThat(evaluation.scalar(trace.logDensity()))
        .isCloseTo(
            logNormal(value(plain, "a"), 0) + logNormal(value(plain, "c"), value(plain, "b") + 1),
            within(1e-12));
  }

  @Test
  void theInnermostChangeAnswersFirstAndEndsWithItsBody() {
    Program program =
        p ->
            p.under(
                outer -> Do.of("b", Expr.of(1), outer),
                () -> {
                  p.under(
                      rest -> Do.of("a", Expr.of(2), rest), () -> p.sample("a", Normal.standard()));
                  p.sample("b", Normal.standard());
                });
    Trace trace =
        environment.run(
            p -> {
              program.run(p);
              p.sample("d", Normal.standard());
            },
            Give.of(Set.of("a", "d"), request -> Expr.of(9), draw));
    assertThat(value(trace, "a")).isEqualTo(2);
    assertThat(value(trace, "b")).isEqualTo(1);
    assertThat(value(trace, "d")).isEqualTo(9);
    assertThat(trace.randoms()).extracting(Site.Random::name).containsExactly("d");
  }

  @Test
  void programsInsideProgramsHaveNamesOfTheirOwn() {
    Program program =
        p -> {
          p.within("left", () -> chain(p));
          p.within("right", () -> p.within("inner", () -> chain(p)));
          chain(p);
        };
    Trace trace = environment.run(program.doing("right/inner/b", -1), draw);
    assertThat(trace.sites())
        .extracting(Site::name)
        .containsExactly(
            "left/a",
            "left/b",
            "left/c",
            "right/inner/a",
            "right/inner/b",
            "right/inner/c",
            "a",
            "b",
            "c");
    assertThat(value(trace, "right/inner/b")).isEqualTo(-1);
    assertThat(value(trace, "left/a")).isNotEqualTo(value(trace, "a"));
  }

  @Test
  void masksOfEntriesAndRowsMultiply() {
    Program program =
        p ->
            p.masked(
                Expr.of(new double[] {1, 0, 1}),
                () -> {
                  p.sample("x", Normal.standard(3));
                  p.masked(
                      Expr.of(new double[] {0, 1, 0.25}), () -> p.sample("y", Normal.standard(3)));
                });
    Handler fixed =
        Substitute.of(
            Map.of("x", Expr.of(new double[] {1, 2, 3}), "y", Expr.of(new double[] {4, 5, 6})),
            draw);
    Trace trace = environment.run(program, fixed);
    assertThat(evaluation.scalar(trace.random("x").orElseThrow().logProb()))
        .isCloseTo(logNormal(1, 0) + logNormal(3, 0), within(1e-12));
    assertThat(evaluation.scalar(trace.random("y").orElseThrow().logProb()))
        .isCloseTo(0.25 * logNormal(6, 0), within(1e-12));
  }

  @Test
  void whatIsMaskedMayBeImpossible() {
    Expr logit = evaluation.fedScalar(Double.NEGATIVE_INFINITY);
    Program program = p -> p.masked(Expr.of(0), () -> p.sample("x", Bernoulli.ofLogits(logit)));
    Handler fixed = Substitute.of(Map.of("x", Expr.of(1)), draw);
    Trace trace = environment.run(program, fixed);
    assertThat(evaluation.scalar(trace.logDensity())).isZero();
  }
}
