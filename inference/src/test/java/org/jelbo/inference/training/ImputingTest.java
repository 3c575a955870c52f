package org.jelbo.inference.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.Arrays;
import org.jelbo.dsl.contract.MonteCarlo;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.inference.objective.Objective;
import org.junit.jupiter.api.Test;

/** What is imputed is drawn given all that is seen, later values too, or the query is refused. */
class ImputingTest {
  private static final int ROWS = 10_000;

  private static double[] same(double value) {
    double[] values = new double[ROWS];
    Arrays.fill(values, value);
    return values;
  }

  private static double density(double x, double mean) {
    return Math.exp(-0.5 * (x - mean) * (x - mean));
  }

  /** x0 is missing; x1, which follows it, is seen where its own mask is 1. */
  private static Program chain(String mask) {
    return p ->
        p.plate(
            "rows",
            () -> {
              Expr[] x0 = new Expr[1];
              p.masked(p.input("seen"), () -> x0[0] = p.sample("x0", Normal.of(0.3, 1)));
              p.masked(p.input(mask), () -> p.sample("x1", Normal.of(x0[0], Expr.of(0.7))));
            });
  }

  private static Data missing(double later) {
    return Data.of(
        Column.ofDoubles("x0", same(50)),
        Column.ofDoubles("x1", same(2)),
        Column.ofDoubles("seen", same(0)),
        Column.ofDoubles("later", same(later)));
  }

  /** Rate of false alarms: {@value MonteCarlo#FALSE_ALARM_RATE} for each of two means. */
  @Test
  void laterValueTellsOfMissingOneUnlessItIsMissingToo() {
    try (Fit fit = Fit.start(MaximumLikelihood.of(chain("later")).given("x0", "x1"))) {
      assertThatThrownBy(() -> fit.predict(Predictive.imputing(missing(1))))
          .hasMessageStartingWith("at site 'x1' in the model, plate 'rows'")
          .hasMessageContaining("a value of 'x0' is missing there: its mask is 0");
      Draws draws = fit.predict(Predictive.imputing(missing(0)));
      double[] x0 = draws.of("x0").toArray();
      double[] x1 = draws.of("x1").toArray();
      MonteCarlo.assertMeanAgrees("x0", x0, 0.3, 0);
      double[] products = new double[ROWS];
      Arrays.setAll(products, i -> (x0[i] - 0.3) * (x1[i] - 0.3));
      MonteCarlo.assertMeanAgrees("covariance", products, 1, 0);
    }
  }

  /** Its label is missing: y is not given there, and drawn from p(y | x). */
  @Test
  void rowsThatLackTheLabelAreTheirOwnTerm() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr y = p.sample("y", Bernoulli.ofProbabilities(0.046));
                  p.sample("x", Normal.of(y.times(3), Expr.of(1)));
                });
    Objective pooled =
        Objective.pooled(
            MaximumLikelihood.of(model).given("x", "y").from("labelled"),
            MaximumLikelihood.of(model).given("x").from("rest"));
    Data rest = Data.of(Column.ofDoubles("x", same(2.4)));
    try (Fit fit = Fit.start(pooled)) {
      double[] y = fit.predicting("rest").predict(Predictive.posterior(rest)).of("y").toArray();
      double yes = 0.046 * density(2.4, 3);
      MonteCarlo.assertMeanAgrees("y", y, yes / (yes + 0.954 * density(2.4, 0)), 0);
    }
  }

  /**
   * c follows the completed x, not what stands in its place, and tells of nothing that is seen:
   * where x is above 0 it is 1.
   */
  @Test
  void summedOutSiteFollowsWhatIsImputed() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr[] x = new Expr[1];
                  p.masked(p.input("seen"), () -> x[0] = p.sample("x", Normal.of(0.4, 1)));
                  Expr c = p.sample("c", Bernoulli.ofLogits(x[0].times(1e6)));
                  p.masked(p.input("seen"), () -> p.sample("y", Normal.of(c, Expr.of(1))));
                });
    Data data =
        Data.of(
            Column.ofDoubles("x", same(-50)),
            Column.ofDoubles("y", same(1)),
            Column.ofDoubles("seen", same(0)));
    try (Fit fit = Fit.start(MaximumLikelihood.of(model).given("x", "y"))) {
      Draws draws = fit.predict(Predictive.imputing(data));
      double[] x = draws.of("x").toArray();
      double[] c = draws.of("c").toArray();
      for (int i = 0; i < ROWS; i++) {
        assertThat(c[i]).isEqualTo(x[i] > 0 ? 1 : 0);
      }
      assertThat(Arrays.stream(c).sum()).isBetween(1.0, ROWS - 1.0);
    }
  }

  /** What the guide reads where it is missing is refused in every query of it. */
  @Test
  void guidesThatReadMissingValues() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.standard());
                  p.masked(p.input("seen"), () -> p.sample("x0", Normal.of(z, Expr.of(1))));
                });
    Program plain = p -> p.plate("rows", () -> p.sample("z", Normal.of(p.input("x0"), one())));
    Program held =
        p ->
            p.plate(
                "rows",
                () -> p.sample("z", Normal.of(p.input("x0").keptWhere(p.input("seen")), one())));
    for (Predictive query :
        new Predictive[] {
          Predictive.guide(missing(0)),
          Predictive.posterior(missing(0)),
          Predictive.imputing(missing(0)),
          Predictive.posterior(missing(0)).doing("x0", 3)
        }) {
      try (Fit fit = Fit.start(Elbo.of(model, plain).given("x0"))) {
        assertThatThrownBy(() -> fit.predict(query))
            .hasMessageStartingWith("at site 'z' in the guide, plate 'rows'");
      }
      try (Fit fit = Fit.start(Elbo.of(model, held).given("x0"))) {
        MonteCarlo.assertMeanAgrees("z", fit.predict(query).of("z").toArray(), 0, 0);
      }
    }
  }

  private static Expr one() {
    return Expr.of(1);
  }

  /** Half of a mask is not missing. */
  @Test
  void whatCountsInPartIsSeen() {
    Data data =
        Data.of(
            Column.ofDoubles("x0", same(50)),
            Column.ofDoubles("x1", same(2)),
            Column.ofDoubles("seen", same(0.5)),
            Column.ofDoubles("later", same(1)));
    try (Fit fit = Fit.start(MaximumLikelihood.of(chain("later")).given("x0", "x1"))) {
      assertThat(fit.predict(Predictive.imputing(data)).of("x0").toArray()).containsOnly(50);
      assertThat(fit.predict(Predictive.imputing(data)).of("x1").at(7)).isCloseTo(2, within(1e-6));
    }
  }
}
