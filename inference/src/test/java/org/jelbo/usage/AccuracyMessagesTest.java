package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.inference.training.Fit;
import org.junit.jupiter.api.Test;

/** Accuracies that there are not. */
class AccuracyMessagesTest {
  private static final Data DATA =
      Data.of(
          Column.ofDoubles("x", new double[] {-1, 2}), Column.ofDoubles("c", new double[] {0, 1}));

  /** The draws of z that the prior makes say nothing of c. */
  @Test
  void finiteSiteOfTheModelBesideGuideOfOthers() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr c = p.sample("c", Bernoulli.ofProbabilities(0.5));
                  Expr z = p.sample("z", Normal.of(c.times(4), Expr.of(1)));
                  p.sample("x", Normal.of(z, Expr.of(1)));
                });
    Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.of(p.input("x"), Expr.of(1))));
    try (Fit fit = Fit.start(Elbo.of(model, guide).given("x"))) {
      assertThat(Refusal.of(() -> fit.accuracy(DATA, "c")))
          .isEqualTo(
              """
              at accuracy of 'c':
                expected a site of the guide with finitely many values, but there is none
                try: a guide that samples 'c' from a family such as OneHotCategorical""");
    }
  }

  @Test
  void siteOfAnotherName() {
    Program classes =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr c = p.sample("c", Bernoulli.ofProbabilities(0.5));
                  p.sample("x", Normal.of(c, Expr.of(1)));
                });
    try (Fit fit = Fit.start(MaximumLikelihood.of(classes).given("x"))) {
      assertThat(Refusal.of(() -> fit.accuracy(DATA, "cc")))
          .isEqualTo(
              """
              at accuracy of 'cc':
                expected a site of the model with finitely many values, but those are [c]
                try: 'c'""");
      assertThat(Refusal.of(() -> fit.accuracy(DATA, "label")))
          .isEqualTo(
              """
              at accuracy of 'label':
                expected a site of the model with finitely many values, but those are [c]
                try: the name of one""");
    }
    Program numbers = p -> p.plate("rows", () -> p.sample("x", Normal.standard()));
    try (Fit fit = Fit.start(MaximumLikelihood.of(numbers).given("x"))) {
      assertThat(Refusal.of(() -> fit.accuracy(DATA, "c")))
          .isEqualTo(
              """
              at accuracy of 'c':
                expected a site of the model with finitely many values, but there is none
                try: a model that samples 'c' from a family such as OneHotCategorical""");
    }
  }
}
