package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.usage.UsualPrograms.GUIDE;
import static org.jelbo.usage.UsualPrograms.MODEL;

import java.util.stream.Stream;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Categorical;
import org.jelbo.dsl.distribution.Dirichlet;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.distribution.Laplace;
import org.jelbo.dsl.distribution.Mixture;
import org.jelbo.dsl.distribution.Multinomial;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.distribution.OneHotCategorical;
import org.jelbo.dsl.distribution.Poisson;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.objective.Treatment;
import org.jelbo.inference.training.Trainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.Shape;

/** Programs whose values and families are wrong. */
class WrongValuesTest {
  @Test
  void spreadOfZero() {
    Program guide =
        p -> p.plate("rows", () -> p.sample("z", Normal.of(Expr.of(new double[2]), Expr.of(0))));
    assertThat(Refusal.of(() -> Elbo.of(MODEL, guide).given("x").explain()))
        .isEqualTo(
            """
            at Normal in the guide, plate 'rows' (WrongValuesTest.java: p -> p.plate("rows", () -> p.sample("z", Normal.of(Expr.of(new double[2]), Expr.of(0))));):
              expected a positive stddev, but got 0.0
              try: softplus of an unconstrained value, plus a small constant""");
  }

  @Test
  void meanThatIsNotNumeric() {
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> p.sample("z", Normal.of(Expr.of(new double[] {0, 0.0 / 0}), Expr.of(1))));
    assertThat(Refusal.of(() -> Elbo.of(MODEL, guide).given("x").explain()))
        .isEqualTo(
            """
            at Normal in the guide, plate 'rows' (WrongValuesTest.java: () -> p.sample("z", Normal.of(Expr.of(new double[] {0, 0.0 / 0}), Expr.of(1))));):
              expected finite numbers for the mean, but got NaN
              try: the arithmetic it comes from: 0 / 0, or the log or root of a negative number""");
  }

  @Test
  void logitsThatAreInfinite() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  p.sample("z", Normal.standard(2));
                  p.sample("x", Bernoulli.ofLogits(Expr.of(new double[] {0, 1 / 0.0})));
                });
    assertThat(Refusal.of(() -> Elbo.of(model, GUIDE).given("x").explain()))
        .isEqualTo(
            """
            at Bernoulli in the model, plate 'rows' (WrongValuesTest.java: p.sample("x", Bernoulli.ofLogits(Expr.of(new double[] {0, 1 / 0.0})));):
              expected finite numbers for the logits, but got Infinity
              try: a large finite number, such as 1e6""");
  }

  @Test
  void logitsWithoutCategories() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.standard(2));
                  p.sample("x", Categorical.ofLogits(z.sum()));
                });
    assertThat(Refusal.of(() -> Elbo.of(model, GUIDE).given("x").explain()))
        .isEqualTo(
            """
            at Categorical in the model, plate 'rows' (WrongValuesTest.java: p.sample("x", Categorical.ofLogits(z.sum()));):
              expected logits whose last dim has one entry a category, at least one and at most 16,777,216, but got event shape []
              try: logits of event shape [n]""");
  }

  @Test
  void noCategories() {
    Program model = p -> p.plate("rows", () -> p.sample("x", Categorical.uniform(0)));
    assertThat(Refusal.of(() -> Elbo.of(model, GUIDE).given("x").explain()))
        .isEqualTo(
            """
            at Categorical in the model, plate 'rows' (WrongValuesTest.java: Program model = p -> p.plate("rows", () -> p.sample("x", Categorical.uniform(0)));):
              expected logits whose last dim has one entry a category, at least one and at most 16,777,216, but got event shape [0]
              try: at least one category""");
  }

  @Test
  void discreteLatentWithDensity() {
    Program guide = p -> p.plate("rows", () -> p.sample("z", OneHotCategorical.uniform(2)));
    assertThat(Refusal.of(() -> Elbo.of(MODEL, guide).given("x").explain()))
        .isEqualTo(
            """
            at site 'z' in the model, plate 'rows' (UsualPrograms.java: Expr z = p.sample("z", Normal.standard(2));):
              expected a family of discrete values, because the guide has OneHotCategorical for it (WrongValuesTest.java: Program guide = p -> p.plate("rows", () -> p.sample("z", OneHotCategorical.uniform(2)));), but Normal has a density over real numbers
              try: OneHotCategorical in the model, or a family with a density in the guide""");
  }

  @Test
  void sumOverImages() {
    Program model =
        p ->
            p.plate(
                "rows", () -> p.sample("image", Bernoulli.ofLogits(Expr.filled(0, Shape.of(784)))));
    assertThat(Refusal.of(() -> MaximumLikelihood.of(model).given("images").explain()))
        .isEqualTo(
            """
            at site 'image' in the model, plate 'rows' (WrongValuesTest.java: "rows", () -> p.sample("image", Bernoulli.ofLogits(Expr.filled(0, Shape.of(784)))));):
              expected a site that is given, that the guide samples, or that has at most 65,536 values to sum over, but given are [images], the guide has no latents, and Bernoulli [784] has more values
              try: given("image") for given("images"), a plate of sites with few values each, or RelaxedBernoulli for the site in model and guide""");
  }

  @Test
  void latentCount() {
    Program guide =
        p -> p.plate("rows", () -> p.sample("z", Poisson.ofRate(Expr.filled(3, Shape.of(2)))));
    assertThat(Refusal.of(() -> Elbo.of(MODEL, guide).given("x").explain()))
        .isEqualTo(
            """
            at site 'z' in the model, plate 'rows' (UsualPrograms.java: Expr z = p.sample("z", Normal.standard(2));):
              expected a family of discrete values, because the guide has Poisson for it (WrongValuesTest.java: p -> p.plate("rows", () -> p.sample("z", Poisson.ofRate(Expr.filled(3, Shape.of(2)))));), but Normal has a density over real numbers
              try: Poisson in the model, or a family with a density in the guide""");
  }

  @Test
  void mixtureOfVectors() {
    Laplace rows = Laplace.of(Expr.filled(0, Shape.of(5, 2)), Expr.of(1));
    Program guide = p -> p.plate("rows", () -> p.sample("z", Mixture.ofRows(rows)));
    Elbo elbo = Elbo.of(MODEL, guide).given("x").treat("z", Treatment.pathwise());
    assertThat(Refusal.of(() -> elbo.explain()))
        .isEqualTo(
            """
            at site 'z' in the guide, plate 'rows' (WrongValuesTest.java: Program guide = p -> p.plate("rows", () -> p.sample("z", Mixture.ofRows(rows)));):
              expected a latent whose draws can be differentiated, because treat("z", Treatment.pathwise()) needs them, but Mixture is not reparameterized
              try: a Mixture of Normal components""");
  }

  @Test
  void latentOfTwoSupports() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Bernoulli.ofLogits(Expr.of(new double[2])));
                  p.sample("x", Bernoulli.ofLogits(z));
                });
    assertThat(Refusal.of(() -> Elbo.of(model, GUIDE).given("x").explain()))
        .isEqualTo(
            """
            at site 'z' in the model, plate 'rows' (WrongValuesTest.java: Expr z = p.sample("z", Bernoulli.ofLogits(Expr.of(new double[2])));):
              expected a support that holds the draws of the guide (UsualPrograms.java: static final Program GUIDE = p -> p.plate("rows", () -> p.sample("z", Normal.standard(2)));), real numbers, but Bernoulli has zeros and ones
              try: families of equal support in both programs""");
  }

  @Test
  void greyPixelsOfBernoulli() {
    Data data = Data.of(Column.ofDoubles("x", new double[] {0, 1, 0.5, 0}, 2));
    Elbo elbo = Elbo.of(MODEL, GUIDE).given("x");
    assertThat(Refusal.of(() -> Trainer.of(elbo).feed(data.batch(2)).steps(1).run()))
        .isEqualTo(
            """
            at site 'x' in the model, plate 'rows' (UsualPrograms.java: p.sample("x", Bernoulli.ofLogits(z));):
              expected values of Bernoulli, zeros and ones, but column 'x' holds real numbers in [0, 1]; the first outside is 0.5 in row 1, entry 0
              try: binarized() on the column, or ContinuousBernoulli for the site""");
  }

  @Test
  void categoryThatIsNotThere() {
    Program model = p -> p.plate("rows", () -> p.sample("y", Categorical.uniform(3)));
    Data data = Data.of(Column.ofBytes("y", new byte[] {0, 1, 3}));
    Objective likelihood = MaximumLikelihood.of(model).given("y");
    assertThat(Refusal.of(() -> Trainer.of(likelihood).feed(data.batch(2)).steps(1).run()))
        .isEqualTo(
            """
            at site 'y' in the model, plate 'rows' (WrongValuesTest.java: Program model = p -> p.plate("rows", () -> p.sample("y", Categorical.uniform(3)));):
              expected values of Categorical, whole numbers in [0, 2], but column 'y' holds whole numbers in [0, 3]; the first outside is 3 in row 2
              try: a distribution whose support holds them""");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void columnOfNumbersForVectors(
      Distribution family, double[] values, String found, String remedy) {
    Program model = p -> p.plate("rows", () -> p.sample("y", family));
    Data data = Data.of(Column.ofDoubles("y", values, 2));
    Objective likelihood = MaximumLikelihood.of(model).given("y");
    assertThat(Refusal.of(() -> Trainer.of(likelihood).feed(data.batch(2)).steps(1).run()))
        .isEqualTo(
            """
            at site 'y' in the model, plate 'rows' (WrongValuesTest.java: Program model = p -> p.plate("rows", () -> p.sample("y", family));):
              expected values of %s, %s, but column 'y' holds %s
              try: %sa distribution whose support holds them\
            """
                .formatted(family.family(), family.support(), found, remedy));
  }

  static Stream<Arguments> vectors() {
    return Stream.of(
        Arguments.of(
            OneHotCategorical.uniform(2),
            new double[] {0, 1, 1, 0},
            "zeros and ones",
            "oneHot(2) on a column of whole numbers, counts() on one of vectors, or "),
        Arguments.of(
            Multinomial.ofLogits(3, Expr.of(new double[] {0, 0}, Shape.of(2))),
            new double[] {0, 3, 1, 2},
            "whole numbers in [0, 3]",
            "counts() on the column where it has that total in every row,"
                + " Multinomial.ofLogits(p.input(\"totals\"), ...) where rows have their own, or "),
        Arguments.of(
            Dirichlet.ofConcentration(1, 1),
            new double[] {0.5, 0.5, 0.25, 0.75},
            "real numbers in [0.25, 0.75]",
            "simplex() on the column, or "));
  }
}
