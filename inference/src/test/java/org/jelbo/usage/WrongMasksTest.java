package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Categorical;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.inference.training.Fit;
import org.jelbo.inference.training.Predictive;
import org.junit.jupiter.api.Test;

/** Programs whose masks leave out what others need, where the data show it. */
class WrongMasksTest {
  @Test
  void siteThatDependsOnMissingValue() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr[] x = new Expr[1];
                  p.masked(p.input("seen"), () -> x[0] = p.sample("x", Normal.standard()));
                  p.sample("y", Normal.of(x[0], Expr.of(1)));
                });
    Data data =
        Data.of(
            Column.ofDoubles("x", new double[] {1.1, 999}),
            Column.ofDoubles("y", new double[] {0.4, -0.6}),
            Column.ofDoubles("seen", new double[] {1, 0}));
    Fit fit = Fit.start(MaximumLikelihood.of(model).given("x", "y"));
    assertThat(Refusal.of(() -> fit.evaluate(data, 1)))
        .isEqualTo(
            """
            at site 'y' in the model, plate 'rows' (WrongMasksTest.java: p.sample("y", Normal.of(x[0], Expr.of(1)));) in the query 'measure':
              expected what it depends on to be known where it counts, but a value of 'x' is missing there: its mask is 0
              try: the mask of 'x' around this site too, keptWhere with the mask of 'x' where it depends on 'x', or for such rows a term in which 'x' is not given""");
  }

  @Test
  void factorThatDependsOnMissingValue() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr[] x = new Expr[1];
                  p.masked(p.input("seen"), () -> x[0] = p.sample("x", Normal.standard()));
                  p.factor("pull", x[0].times(5));
                });
    Data data =
        Data.of(
            Column.ofDoubles("x", new double[] {1.1, 50}),
            Column.ofDoubles("seen", new double[] {1, 0}));
    Fit fit = Fit.start(MaximumLikelihood.of(model).given("x"));
    assertThat(Refusal.of(() -> fit.evaluate(data, 1)))
        .isEqualTo(
            """
            at factor 'pull' in the model, plate 'rows' (WrongMasksTest.java: p.factor("pull", x[0].times(5));) in the query 'measure':
              expected what it depends on to be known where it counts, but a value of 'x' is missing there: its mask is 0
              try: the mask of 'x' around this factor too, keptWhere with the mask of 'x' where it depends on 'x', or for such rows a term in which 'x' is not given""");
  }

  @Test
  void guideThatReadsMissingValue() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.standard());
                  p.masked(
                      p.input("seen", 2),
                      () -> p.sample("x", Normal.of(z.plus(Expr.of(new double[2])), Expr.of(1))));
                });
    Program guide =
        p -> p.plate("rows", () -> p.sample("z", Normal.of(p.input("x", 2).sum(), Expr.of(1))));
    Data data =
        Data.of(
            Column.ofDoubles("x", new double[] {1.1, 999}, 2),
            Column.ofDoubles("seen", new double[] {1, 0}, 2));
    Fit fit = Fit.start(Elbo.of(model, guide).given("x"));
    assertThat(Refusal.of(() -> fit.encode(data)))
        .isEqualTo(
            """
            at site 'z' in the guide, plate 'rows' (WrongMasksTest.java: p -> p.plate("rows", () -> p.sample("z", Normal.of(p.input("x", 2).sum(), Expr.of(1))));) in the query 'encode':
              expected what it depends on to be known where it counts, but a value of 'x' is missing there: its mask is 0
              try: keptWhere with the mask of 'x' where it depends on 'x', or for such rows a term in which 'x' is not given""");
  }

  @Test
  void missingLabelThatLaterValueTellsOf() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr[] y = new Expr[1];
                  p.masked(
                      p.input("seen"), () -> y[0] = p.sample("y", Bernoulli.ofProbabilities(0.3)));
                  p.sample("x", Normal.of(y[0].times(5), Expr.of(1)));
                });
    Data data =
        Data.of(
            Column.ofDoubles("x", new double[] {0.1, 4.9}),
            Column.ofDoubles("y", new double[] {0, 0}),
            Column.ofDoubles("seen", new double[] {1, 0}));
    Fit fit = Fit.start(MaximumLikelihood.of(model).given("x", "y"));
    assertThat(Refusal.of(() -> fit.predict(Predictive.imputing(data))))
        .isEqualTo(
            """
            at site 'x' in the model, plate 'rows' (WrongMasksTest.java: p.sample("x", Normal.of(y[0].times(5), Expr.of(1)));) in the query 'reconstruct':
              expected what it depends on to be known where it counts, but a value of 'y' is missing there: its mask is 0
              try: the mask of 'y' around this site too, keptWhere with the mask of 'y' where it depends on 'y', or for such rows a term in which 'y' is not given""");
  }

  @Test
  void summedOutSiteOfMissingValue() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr[] x = new Expr[1];
                  p.masked(p.input("seen"), () -> x[0] = p.sample("x", Normal.standard()));
                  Expr c = p.sample("c", Bernoulli.ofLogits(x[0]));
                  p.sample("y", Normal.of(c, Expr.of(1)));
                });
    Data data =
        Data.of(
            Column.ofDoubles("x", new double[] {1.1, 999}),
            Column.ofDoubles("y", new double[] {0.4, -0.6}),
            Column.ofDoubles("seen", new double[] {1, 0}));
    Fit fit = Fit.start(MaximumLikelihood.of(model).given("x", "y"));
    assertThat(Refusal.of(() -> fit.reconstruct(data)))
        .isEqualTo(
            """
            at site 'c' in the model, plate 'rows' (WrongMasksTest.java: Expr c = p.sample("c", Bernoulli.ofLogits(x[0]));) in the query 'reconstruct':
              expected what it depends on to be known where it counts, but a value of 'x' is missing there: its mask is 0
              try: keptWhere with the mask of 'x' where it depends on 'x', or for such rows a term in which 'x' is not given""");
  }

  @Test
  void latentThatIsMaskedAndItsObservationNot() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr[] z = new Expr[1];
                  p.masked(p.input("keep"), () -> z[0] = p.sample("z", Normal.standard()));
                  p.sample("x", Normal.of(z[0], Expr.of(1)));
                });
    Program guide =
        p ->
            p.plate(
                "rows",
                () ->
                    p.masked(
                        p.input("keep"), () -> p.sample("z", Normal.of(p.input("x"), Expr.of(1)))));
    Data data =
        Data.of(
            Column.ofDoubles("x", new double[] {3, 3}),
            Column.ofDoubles("keep", new double[] {1, 0}));
    Fit fit = Fit.start(Elbo.of(model, guide).given("x"));
    assertThat(Refusal.of(() -> fit.evaluate(data, 1)))
        .isEqualTo(
            """
            at site 'x' in the model, plate 'rows' (WrongMasksTest.java: p.sample("x", Normal.of(z[0], Expr.of(1)));) in the query 'measure':
              expected what it depends on to count where it counts, but the latent 'z' is masked there: the sum would be no bound of the evidence
              try: 'z' outside p.masked in both programs, or the same mask around this site""");
  }

  @Test
  void latentThatIsMaskedInOneProgram() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  p.masked(p.input("keep"), () -> p.sample("z", Normal.standard()));
                  p.sample("x", Normal.standard());
                });
    Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.standard()));
    Data data =
        Data.of(
            Column.ofDoubles("x", new double[] {3, 3}),
            Column.ofDoubles("keep", new double[] {1, 0}));
    Fit fit = Fit.start(Elbo.of(model, guide).given("x"));
    assertThat(Refusal.of(() -> fit.evaluate(data, 1)))
        .isEqualTo(
            """
            at site 'z' in the model, plate 'rows' (WrongMasksTest.java: p.masked(p.input("keep"), () -> p.sample("z", Normal.standard()));) in the query 'measure':
              expected one mask of the latent in model and guide, but the two differ: the sum would be no bound of the evidence
              try: the same p.masked around 'z' in both programs""");
  }

  @Test
  void maskOfCounts() {
    Program model =
        p ->
            p.plate(
                "rows", () -> p.masked(p.input("weight"), () -> p.sample("x", Normal.standard())));
    Data data =
        Data.of(
            Column.ofDoubles("x", new double[] {1, 2}),
            Column.ofDoubles("weight", new double[] {1, 3}));
    Fit fit = Fit.start(MaximumLikelihood.of(model).given("x"));
    assertThat(Refusal.of(() -> fit.evaluate(data, 1)))
        .isEqualTo(
            """
            at site 'x' in the model, plate 'rows' (WrongMasksTest.java: "rows", () -> p.masked(p.input("weight"), () -> p.sample("x", Normal.standard())));) in the query 'measure':
              expected a mask from 0 to 1, by which the log-density is multiplied, but an entry is outside
              try: 1 where it counts, else 0, such as keep.lessThan(...)""");
  }

  @Test
  void accuracyWithoutLabels() {
    Program guide =
        p ->
            p.plate(
                "rows",
                () ->
                    p.masked(
                        p.input("seen"),
                        () -> p.sample("y", Categorical.ofLogits(p.input("x", 3)))));
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  p.masked(p.input("seen"), () -> p.sample("y", Categorical.uniform(3)));
                  p.sample("x", Normal.standard(3));
                });
    Data data =
        Data.of(
            Column.ofDoubles("x", new double[6], 3),
            Column.ofDoubles("y", new double[] {0, 2}),
            Column.ofDoubles("seen", new double[] {0, 0}));
    Fit fit = Fit.start(Elbo.of(model, guide).given("x"));
    assertThat(Refusal.of(() -> fit.accuracy(data, "y")))
        .isEqualTo(
            """
            at accuracy of 'y' (WrongMasksTest.java: assertThat(Refusal.of(() -> fit.accuracy(data, "y")))):
              expected labels that are seen, but all are masked in 2 rows
              try: rows of the data whose mask of 'y' is 1""");
  }
}
