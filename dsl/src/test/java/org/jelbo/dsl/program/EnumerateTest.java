package org.jelbo.dsl.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.diagram.Diagram;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Categorical;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.distribution.Empirical;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.distribution.OneHotCategorical;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/** All values of finite sites. */
final class EnumerateTest {
  private static final Axis ROWS = new Axis.Plate("rows", 0, Axis.Plate.OF_DATA);

  private final Evaluation evaluation = Evaluation.in(Precision.FLOAT32);
  private final FedEnvironment environment = new FedEnvironment(evaluation);

  @AfterEach
  void close() {
    evaluation.close();
  }

  private Trace run(Program program) {
    return environment.run(program, Enumerate.of(environment.graph(), 4));
  }

  private static Site.Random site(Trace trace, String name) {
    return trace.random(name).orElseThrow();
  }

  @Test
  void valuesStandAlongAnAxisOfTheSitesOwnAndHaveNoPlates() {
    Trace trace = run(p -> p.plate("rows", () -> p.sample("c", OneHotCategorical.uniform(3))));
    Site.Random c = site(trace, "c");
    assertThat(c.origin()).isEqualTo(Site.Origin.ENUMERATED);
    assertThat(c.isLatent()).isTrue();
    assertThat(c.plates()).isEqualTo(Axes.of(ROWS));
    assertThat(c.value().axes()).isEqualTo(Axes.of(new Axis.Enumeration("c", 4, 3)));
    assertThat(evaluation.values(c.value())).containsExactly(1, 0, 0, 0, 1, 0, 0, 0, 1);
  }

  @Test
  void axesFollowEachOtherInTheOrderOfTheSites() {
    Trace trace =
        run(
            p -> {
              Expr c = p.sample("c", Categorical.uniform(3));
              p.sample("b", Bernoulli.ofLogits(c));
            });
    Axis first = new Axis.Enumeration("c", 4, 3);
    Axis second = new Axis.Enumeration("b", 5, 2);
    Site.Random b = site(trace, "b");
    assertThat(b.value().axes()).isEqualTo(Axes.of(second));
    assertThat(b.logProb().axes()).isEqualTo(Axes.of(first, second));
    assertThat(evaluation.shape(b.logProb())).isEqualTo(Shape.of(3, 2));
  }

  /** Rows of their own for each index of a plate: the axis of the values stands before it. */
  @Test
  void valuesThatDifferAlongPlatesKeepTheirs() {
    double[] atoms = {1, 2, 3, 4, 5, 6, 7, 8};
    Expr fed = evaluation.fed(atoms, Shape.of(4, 2), ROWS);
    Trace trace = run(p -> p.plate("rows", () -> p.sample("e", Empirical.ofRows(fed))));
    Expr value = site(trace, "e").value();
    assertThat(value.axes()).isEqualTo(Axes.of(new Axis.Enumeration("e", 4, 2), ROWS));
    assertThat(evaluation.values(value)).containsExactly(1, 3, 5, 7, 2, 4, 6, 8);
  }

  @Test
  void siteOfInfinitelyManyValuesIsRefused() {
    assertThatThrownBy(() -> run(p -> p.sample("z", Normal.standard())))
        .isInstanceOf(JelboException.class)
        .hasMessageContaining("Normal");
  }

  @Test
  void tablesAndDiagramsShowTheSiteAsLatent() {
    Trace trace = run(p -> p.sample("c", Categorical.uniform(3)));
    assertThat(TraceTable.of(trace).rows().get(0).origin()).isEqualTo("enumerated");
    assertThat(Diagram.of(trace).nodes().get(0).kind()).isEqualTo(Diagram.Kind.LATENT);
  }

  @Test
  void valuesStayInThePlateOfTheirSite() {
    Program program =
        p -> {
          Expr[] kept = new Expr[1];
          p.plate("parts", 2, () -> kept[0] = p.sample("c", Categorical.uniform(3)));
          p.factor("outside", kept[0].times(2));
        };
    assertThatThrownBy(() -> run(program))
        .isInstanceOf(JelboException.class)
        .hasMessageContaining("it uses a value of plate 'parts' outside of that plate");
  }

  @Test
  void runUpToSiteLeavesTheRestUndone() {
    boolean[] wentOn = new boolean[1];
    Program program =
        p -> {
          p.within("a", () -> p.plate("parts", 2, () -> p.sample("c", Categorical.uniform(3))));
          p.sample("d", Categorical.uniform(2));
          wentOn[0] = true;
        };
    Enumerate enumerate = Enumerate.of(environment.graph(), 0);
    Trace part = Trace.upTo("a/c", program, "the guide", environment, enumerate);
    assertThat(part.sites()).extracting(Site::name).containsExactly("a/c");
    assertThat(wentOn[0]).isFalse();
    Trace all = Trace.upTo("elsewhere", program, "the guide", environment, enumerate);
    assertThat(all.sites()).extracting(Site::name).containsExactly("a/c", "d");
    assertThat(wentOn[0]).isTrue();
  }

  /** All places in turn are known as such; the same numbers of another op give the same. */
  @Test
  void allPlacesInTurnGiveWhatIndicesGive() {
    Expr table = evaluation.fed(new double[] {5, 7, 8, 6, 1, 2}, Shape.of(3, 2));
    Expr weights = evaluation.fed(0.3, -1, 2);
    Trace trace =
        run(
            p -> {
              Expr c = p.sample("c", Categorical.uniform(3));
              p.sample("d", Categorical.ofLogits(weights.times(table.at(c).sum())));
              p.sample("two", Categorical.uniform(2));
            });
    Expr c = site(trace, "c").value();
    Expr d = site(trace, "d").value();
    for (Expr index : List.of(c, d)) {
      Expr other = index.plus(evaluation.fedScalar(0));
      assertThat(evaluation.values(table.at(index))).isEqualTo(evaluation.values(table.at(other)));
      for (Site.Random site : trace.randoms()) {
        Distribution of = site.distribution();
        if (of.cardinality().getAsLong() == 3) {
          Expr found = of.logProb(index);
          Expr expected = of.logProb(other);
          assertThat(found.axes()).isEqualTo(expected.axes());
          assertThat(evaluation.values(found)).isEqualTo(evaluation.values(expected));
        }
      }
    }
    Categorical ofItself = Categorical.ofLogits(weights.times(c));
    assertThat(evaluation.values(ofItself.logProb(c)))
        .isEqualTo(evaluation.values(ofItself.logProb(c.plus(evaluation.fedScalar(0)))));
    Expr two = site(trace, "two").value();
    assertThat(evaluation.values(Categorical.ofLogits(weights).logProb(two)))
        .containsExactly(
            evaluation.values(
                Categorical.ofLogits(weights).logProb(two.plus(evaluation.fedScalar(0)))));
  }
}
