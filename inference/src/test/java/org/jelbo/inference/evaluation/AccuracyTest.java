package org.jelbo.inference.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.DoubleStream;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Categorical;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.distribution.OneHotCategorical;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.GuideLikelihood;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.training.Fit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.ndarray.Shape;

class AccuracyTest {
  private static final Program MODEL =
      p ->
          p.plate(
              "rows",
              () -> {
                Expr y = p.sample("y", OneHotCategorical.uniform(3));
                p.sample("x", Normal.of(y, Expr.of(1)));
              });

  private static final Program CLASSIFIER =
      p -> p.plate("rows", () -> p.sample("y", OneHotCategorical.ofLogits(p.input("x", 3))));

  /** The greatest entry of x: 0, 2, 1, and the first of equal ones, 1. */
  private static final double[] X = {3, 1, 2, -1, 0, 4, 0, 1, 0.5, 0, 5, 5};

  @Test
  void fractionOfRowsWhoseMostProbableValueIsTheLabel() {
    Elbo elbo = Elbo.of(MODEL, CLASSIFIER).given("x");
    try (Fit fit = Fit.start(elbo)) {
      Accuracy found = fit.accuracy(labelled(X, 0, 2, 2, 1), "y");
      assertThat(found).isEqualTo(new Accuracy("y", 3, 4));
      assertThat(found.value()).isEqualTo(0.75);
      assertThat(fit.accuracy(labelled(X, 1, 1, 0, 2), "y").value()).isEqualTo(0);
    }
  }

  @Test
  void sameForTermsInWhichTheSiteIsGiven() {
    Objective sum =
        Objective.sum(
            Elbo.of(MODEL, CLASSIFIER).given("x", "y").named("labelled"),
            GuideLikelihood.of(CLASSIFIER, "y").named("classifier"));
    Data data = labelled(X, 0, 2, 2, 1);
    try (Fit fit = Fit.start(sum)) {
      assertThat(fit.accuracy(data, "y").right()).isEqualTo(3);
      assertThat(fit.predicting("classifier").accuracy(data, "y").right()).isEqualTo(3);
    }
  }

  @Test
  void rowsInChunksAreAllCounted() {
    int rows = 25_000;
    double[] x = new double[3 * rows];
    double[] labels = new double[rows];
    for (int i = 0; i < rows; i++) {
      x[3 * i + i % 3] = 1;
      labels[i] = i % 5 == 0 ? (i + 1) % 3 : i % 3;
    }
    try (Fit fit = Fit.start(Elbo.of(MODEL, CLASSIFIER).given("x"))) {
      assertThat(fit.accuracy(labelled(x, labels), "y")).isEqualTo(new Accuracy("y", 20_000, rows));
    }
  }

  /**
   * {@code q(a = 1) = 0.6, q(y = 2 | a = 1) = 0.6, q(y = 1 | a = 0) = 1, q(y = 0 | a = 1) = 0.4}:
   * summed, 1 is most probable, with 0.4 against 0.36.
   */
  @Test
  void finiteSiteBeforeItIsSummedOut() {
    Expr rows = Expr.of(new double[] {0, 1, 0, 0.4, 0, 0.6}, Shape.of(2, 3)).plus(1e-9);
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  p.sample("a", Bernoulli.ofProbabilities(0.5));
                  Expr y = p.sample("y", Categorical.uniform(3));
                  p.sample("x", Normal.of(y, Expr.of(1)));
                });
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr a = p.sample("a", Bernoulli.ofProbabilities(0.6));
                  p.sample("y", Categorical.ofProbabilities(rows.at(a)));
                });
    Data data =
        Data.of(
            Column.ofDoubles("x", new double[3]), Column.ofDoubles("y", new double[] {0, 1, 2}));
    try (Fit fit = Fit.start(Elbo.of(model, guide).given("x"))) {
      assertThat(fit.accuracy(data, "y")).isEqualTo(new Accuracy("y", 1, 3));
    }
  }

  /** Of a draw of a, the class changes from row to row; of their mean it does not. */
  @Test
  void probabilitiesAreAveragedOverDraws() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  p.sample("a", Normal.standard());
                  Expr y = p.sample("y", Bernoulli.ofProbabilities(0.5));
                  p.sample("x", Normal.of(y, Expr.of(1)));
                });
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr a = p.sample("a", Normal.standard());
                  p.sample("y", Bernoulli.ofLogits(a.times(2).plus(1)));
                });
    Data data =
        Data.of(
            Column.ofDoubles("x", new double[40]),
            Column.ofDoubles("y", DoubleStream.generate(() -> 1).limit(40).toArray()));
    try (Fit fit = Fit.start(Elbo.of(model, guide).given("x"))) {
      assertThat(fit.accuracy(data, "y").right()).isBetween(20.0, 36.0);
      assertThat(fit.accuracy(data, "y", 2_000).right()).isEqualTo(40);
    }
  }

  /**
   * A draw for each value of c: {@code q(z > 0) = 0.6 Phi(2) = 0.59}, though the density of a draw
   * is far greater where c is 0.
   */
  @Test
  void densityOfDrawsForEachValueSaysNothingOfTheValue() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  p.sample("c", Bernoulli.ofProbabilities(0.5));
                  p.sample("z", Normal.standard());
                  Expr y = p.sample("y", Bernoulli.ofProbabilities(0.5));
                  p.sample("x", Normal.of(y, Expr.of(1)));
                });
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr c = p.sample("c", Bernoulli.ofProbabilities(0.6));
                  Expr z = p.sample("z", Normal.of(c.times(4).minus(2), c.plus(0.01)));
                  p.sample("y", Bernoulli.ofLogits(z.times(10)));
                });
    Data data =
        Data.of(
            Column.ofDoubles("x", new double[20]),
            Column.ofDoubles("y", DoubleStream.generate(() -> 1).limit(20).toArray()));
    try (Fit fit = Fit.start(Elbo.of(model, guide).given("x"))) {
      assertThat(fit.accuracy(data, "y", 2_000).right()).isEqualTo(20);
    }
  }

  /**
   * {@code q(y) = 0.3, 0.38, 0.32} at each index by itself; of both together 2 would be the most
   * probable, with 0.256 against 0.166 and 0.15.
   */
  @Test
  void finiteSiteOutsideItsPlateIsSummedOutForEachIndex() {
    Expr rows = Expr.of(new double[] {0.5, 0.5, 0, 0, 0.2, 0.8}, Shape.of(2, 3));
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  p.sample("g", Bernoulli.ofProbabilities(0.5));
                  p.plate(
                      "parts",
                      2,
                      () -> {
                        Expr y = p.sample("y", Categorical.uniform(3));
                        p.sample("x", Normal.of(y, Expr.of(1)));
                      });
                });
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr g = p.sample("g", Bernoulli.ofProbabilities(0.4));
                  p.plate("parts", 2, () -> p.sample("y", Categorical.ofProbabilities(rows.at(g))));
                });
    Data data =
        Data.of(
            Column.ofDoubles("x", new double[6], 2),
            Column.ofDoubles("y", new double[] {1, 1, 0, 1, 2, 2}, 2));
    try (Fit fit = Fit.start(Elbo.of(model, guide).given("x"))) {
      assertThat(fit.accuracy(data, "y")).isEqualTo(new Accuracy("y", 3, 6));
    }
  }

  @Test
  void eachIndexOfInnerPlatesCounts() {
    Program model =
        p ->
            p.plate(
                "rows",
                () ->
                    p.plate(
                        "parts",
                        2,
                        () -> {
                          Expr y = p.sample("y", Bernoulli.ofProbabilities(0.5));
                          p.sample("x", Normal.of(y, Expr.of(1)));
                        }));
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> p.plate("parts", 2, () -> p.sample("y", Bernoulli.ofLogits(p.input("x")))));
    Data data =
        Data.of(
            Column.ofDoubles("x", new double[] {1, -1, 2, -2, 3, 3}, 2),
            Column.ofDoubles("y", new double[] {1, 0, 1, 1, 0, 0}, 2));
    try (Fit fit = Fit.start(Elbo.of(model, guide).given("x"))) {
      assertThat(fit.accuracy(data, "y")).isEqualTo(new Accuracy("y", 3, 6));
    }
  }

  /** In the model, in the guide, or in both; two of three that are seen are right. */
  @ParameterizedTest(name = "masked in the model: {0}, in the guide: {1}")
  @CsvSource({"true, true", "true, false", "false, true"})
  void maskedLabelsAreNotCounted(boolean inModel, boolean inGuide) {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr keep = inModel ? p.input("seen") : Expr.of(1);
                  p.masked(keep, () -> p.sample("y", Categorical.uniform(3)));
                  p.sample("x", Normal.standard(3));
                });
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr keep = inGuide ? p.input("seen") : Expr.of(1);
                  p.masked(keep, () -> p.sample("y", Categorical.ofLogits(p.input("x", 3))));
                });
    double[] x = {3, 0, 0, 0, 3, 0, 0, 0, 3, 3, 0, 0, 3, 0, 0};
    Data data =
        Data.of(
            Column.ofDoubles("x", x, 3),
            Column.ofDoubles("y", new double[] {0, 1, 0, 1, 0}),
            Column.ofDoubles("seen", new double[] {1, 1, 1, 0, 0}));
    for (Elbo elbo :
        List.of(Elbo.of(model, guide).given("x"), Elbo.of(model, guide).given("x", "y"))) {
      try (Fit fit = Fit.start(elbo)) {
        assertThat(fit.accuracy(data, "y")).isEqualTo(new Accuracy("y", 2, 3));
      }
    }
  }

  /** A label of two entries is known where both are. */
  @Test
  void labelsThatAreMaskedEntryByEntry() {
    Program guide =
        p ->
            p.plate(
                "rows",
                () ->
                    p.masked(
                        p.input("seen", 2),
                        () -> p.sample("y", Bernoulli.ofLogits(p.input("x", 2)))));
    Data data =
        Data.of(
            Column.ofDoubles("x", new double[] {1, -1, 1, -1, 1, -1}, 2),
            Column.ofDoubles("y", new double[] {1, 0, 1, 0, 1, 0}, 2),
            Column.ofDoubles("seen", new double[] {1, 1, 1, 0, 0, 0}, 2));
    try (Fit fit = Fit.start(GuideLikelihood.of(guide, "y"))) {
      assertThat(fit.accuracy(data, "y")).isEqualTo(new Accuracy("y", 1, 1));
    }
  }

  /** The guide reads a column that the model says is missing; where the label is, too, it may. */
  @Test
  void probabilitiesFromMissingValuesAreRefused() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  p.masked(p.input("labelled"), () -> p.sample("y", Bernoulli.ofLogits(zero())));
                  p.masked(p.input("seen"), () -> p.sample("x", Normal.standard()));
                });
    Program guide = p -> p.plate("rows", () -> p.sample("y", Bernoulli.ofLogits(p.input("x"))));
    try (Fit fit = Fit.start(Elbo.of(model, guide).given("x"))) {
      assertThat(fit.accuracy(pair(0), "y")).isEqualTo(new Accuracy("y", 1, 1));
      assertThatThrownBy(() -> fit.accuracy(pair(1), "y"))
          .hasMessageStartingWith("at site 'y' in the guide, plate 'rows'")
          .hasMessageContaining("a value of 'x' is missing there");
    }
  }

  private static Expr zero() {
    return Expr.of(0);
  }

  private static Data pair(double labelled) {
    return Data.of(
        Column.ofDoubles("x", new double[] {2, 999}),
        Column.ofDoubles("y", new double[] {1, 1}),
        Column.ofDoubles("seen", new double[] {1, 0}),
        Column.ofDoubles("labelled", new double[] {1, labelled}));
  }

  private static Data labelled(double[] x, double... labels) {
    return Data.of(Column.ofDoubles("x", x, 3), Column.ofDoubles("y", labels).oneHot(3));
  }

  /** p(y = 1 | x) is above a half where x is above 0.5 + log 3 = 1.6, x being normal about y. */
  @Test
  void modelWithoutGuideIsAskedForTheSiteGivenAllElse() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr y = p.sample("y", Bernoulli.ofProbabilities(0.25));
                  p.sample("x", Normal.of(y, Expr.of(1)));
                });
    Data data =
        Data.of(
            Column.ofDoubles("x", new double[] {1.5, 1.5, 1.7, 1.7, -3}),
            Column.ofDoubles("y", new double[] {0, 1, 0, 1, 0}));
    for (MaximumLikelihood likelihood :
        List.of(
            MaximumLikelihood.of(model).given("x"), MaximumLikelihood.of(model).given("x", "y"))) {
      try (Fit fit = Fit.start(likelihood)) {
        assertThat(fit.accuracy(data, "y")).isEqualTo(new Accuracy("y", 3, 5));
      }
    }
  }

  /** 2,000 draws are those of 5 rows at once where one does not need the others. */
  @Test
  void finiteSiteAroundTheRowsSeesAllOfThem() {
    Program model =
        p -> {
          Expr c = p.sample("c", Bernoulli.ofProbabilities(0.5));
          p.plate(
              "rows",
              () -> {
                Expr y = p.sample("y", Bernoulli.ofLogits(c.times(4).minus(2)));
                p.sample("x", Normal.of(y, Expr.of(1)));
              });
        };
    double[] x = DoubleStream.iterate(0, i -> i + 1).map(i -> i < 10 ? 0.3 : 3).limit(40).toArray();
    Data data =
        Data.of(
            Column.ofDoubles("x", x),
            Column.ofDoubles("y", DoubleStream.of(x).map(i -> 1).toArray()));
    try (Fit fit = Fit.start(MaximumLikelihood.of(model).given("x"))) {
      assertThat(fit.accuracy(data, "y", 2_000)).isEqualTo(new Accuracy("y", 40, 40));
      assertThat(fit.accuracy(data.first(10), "y", 2_000)).isEqualTo(new Accuracy("y", 0, 10));
    }
  }
}
