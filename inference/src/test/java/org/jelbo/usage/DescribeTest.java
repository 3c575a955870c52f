package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.program.Program;
import org.jelbo.dsl.program.TraceTable;
import org.jelbo.inference.objective.Description;
import org.jelbo.inference.objective.Elbo;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/** The sites of programs as tables, without data. */
class DescribeTest {
  @Test
  void autoencoder() {
    assertThat(SmallVae.tiny().elbo().particles(3).describe())
        .hasToString(
            """
            Model

            site  kind    origin    family     axes                 event  support         log-density
            z     random  replayed  Normal     [particles, images]  [2]    real numbers    [particles, images]
            x     random  given     Bernoulli  [images]             [6]    zeros and ones  [particles, images]

            Guide

            site  kind    origin  family  axes                 event  support       log-density
            x     input   -       -       [images]             [6]    -             -
            z     random  drawn   Normal  [particles, images]  [2]    real numbers  [particles, images]
            """);
  }

  @Test
  void rowsAreInProgramOrder() {
    Program model =
        p -> {
          Expr w = p.sample("é", Normal.standard());
          Expr s = p.deterministic("two\nlines", w.exp());
          p.plate("rows", () -> p.plate("words", 3, () -> p.sample("x", Normal.of(Expr.of(0), s))));
        };
    Program guide = p -> p.sample("é", Normal.of(1, 2));
    TraceTable table = Elbo.of(model, guide).given("x").describe().model();
    assertThat(table.rows())
        .extracting(TraceTable.Row::site)
        .containsExactly("é", "two\nlines", "x");
    assertThat(table.rows()).extracting(TraceTable.Row::eventShape).containsOnly(Shape.scalar());
    assertThat(table.rows().get(1).axes()).isEqualTo(Axes.NONE);
    assertThat(table)
        .hasToString(
            """
            site       kind           origin    family  axes           event  support       log-density
            é          random         replayed  Normal  []             []     real numbers  []
            two lines  deterministic  -         -       []             []     -             -
            x          random         given     Normal  [rows, words]  []     real numbers  [rows, words]
            """);
  }

  @Test
  void aLogDensityThatIsNotReducedShowsItsEvent() {
    Program model = p -> p.plate("rows", () -> p.sample("x", unreduced()));
    assertThat(Elbo.of(model, p -> {}).given("x").describe().model().rows())
        .extracting(TraceTable.Row::logDensity)
        .containsExactly("[rows] [3]");
  }

  /** A family that forgets to sum the log-densities of its entries. */
  private static Distribution unreduced() {
    Normal normal = Normal.standard(3);
    return (Distribution)
        Proxy.newProxyInstance(
            DescribeTest.class.getClassLoader(),
            new Class<?>[] {Distribution.class},
            (proxy, method, arguments) ->
                method.getName().equals("logProb")
                    ? normal.logProbOfEach((Expr) arguments[0])
                    : method.invoke(normal, arguments));
  }

  @Test
  void programsThatNoBoundFollowsFromAreDescribed() {
    Program model = p -> p.plate("rows", () -> p.sample("y", Bernoulli.ofLogits(Expr.of(0))));
    Description description = Elbo.of(model, model).describe();
    assertThat(description.guide().rows()).extracting(TraceTable.Row::origin).containsOnly("drawn");
    assertThat(Elbo.of(model, p -> {}).describe().model().rows())
        .extracting(TraceTable.Row::origin)
        .containsOnly("drawn");
  }

  @Test
  void aGivenSiteOutsideThePlateOfTheDataIsRefused() {
    Program model = p -> p.sample("x", Normal.standard());
    assertThat(Refusal.of(() -> Elbo.of(model, p -> {}).given("x").describe()))
        .isEqualTo(
            """
            at site 'x' in the model (DescribeTest.java: Program model = p -> p.sample("x", Normal.standard());):
              expected a given site inside the plate that the data fill, but no such plate is open
              try: p.plate("rows", () -> ...) around it""");
  }
}
