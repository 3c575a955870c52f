package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.usage.UsualPrograms.DATA;
import static org.jelbo.usage.UsualPrograms.GUIDE;
import static org.jelbo.usage.UsualPrograms.MODEL;

import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Categorical;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.compilation.QueryRun;
import org.jelbo.inference.objective.Iwae;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.inference.objective.Renyi;
import org.jelbo.inference.training.Fit;
import org.jelbo.inference.training.Trainer;
import org.junit.jupiter.api.Test;

/** Importance weights that would be wrong. */
class WrongWeightsTest {
  @Test
  void batchOfRowsInsideWeight() {
    Program model =
        p -> {
          Expr w = p.sample("w", Normal.standard(2));
          p.plate("rows", () -> p.sample("x", Bernoulli.ofLogits(w)));
        };
    Program guide = p -> p.sample("w", Normal.standard(2));
    Iwae iwae = Iwae.of(model, guide).given("x").particles(5).oneWeight();
    assertThat(Refusal.of(() -> Trainer.of(iwae).feed(DATA.batch(2)).steps(1).run()))
        .isEqualTo(
            """
            at site 'x' in the model, plate 'rows' (WrongWeightsTest.java: p.plate("rows", () -> p.sample("x", Bernoulli.ofLogits(w)));):
              expected all rows of the data in plate 'rows' at once, because an importance weight holds them together, but a run sees some of the rows
              try: a batch of all rows in one shard, Elbo.of(model, guide), or latents in plate 'rows'""");
  }

  @Test
  void someRowsMeasuredInsideWeight() {
    Program model =
        p -> {
          Expr w = p.sample("w", Normal.standard(2));
          p.plate("rows", () -> p.sample("x", Bernoulli.ofLogits(w)));
        };
    Program guide = p -> p.sample("w", Normal.standard(2));
    Compilation compilation = Compilation.of(Renyi.of(model, guide).given("x").oneWeight());
    QueryRun some = QueryRun.of(DATA, 0, 2, DrawKey.of(0));
    assertThat(Refusal.of(() -> compilation.compile().onlyTerm().measure(some)))
        .isEqualTo(
            """
            at site 'x' in the query 'measure':
              expected all rows of the data in plate 'rows' at once, because an importance weight holds them together, but a run sees some of the rows
              try: a batch of all rows in one shard, Elbo.of(model, guide), or latents in plate 'rows'""");
  }

  @Test
  void nothingToWeigh() {
    Program model =
        p -> {
          Expr w = p.sample("w", Normal.standard(2));
          p.plate("rows", () -> p.sample("x", Bernoulli.ofLogits(w)));
        };
    Program guide = p -> p.sample("w", Normal.standard(2));
    assertThat(Refusal.of(() -> Iwae.of(model, guide).given("x").explain()))
        .isEqualTo(
            """
            at objective:
              expected a latent inside a plate to weigh, but none is drawn there
              try: oneWeight() for latents outside every plate, or Elbo.of(model, guide)""");
  }

  @Test
  void enumeratedSiteInNeitherForm() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr y = p.sample("y", Categorical.uniform(3));
                  Expr z = p.sample("z", Normal.standard(2));
                  p.sample("x", Bernoulli.ofLogits(z.times(y)));
                });
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  p.sample("y", Categorical.uniform(3));
                  p.sample("z", Normal.standard(2));
                });
    assertThat(Refusal.of(() -> Iwae.of(model, guide).given("x").explain()))
        .isEqualTo(
            """
            at site 'y' in the guide, plate 'rows' (WrongWeightsTest.java: p.sample("y", Categorical.uniform(3));):
              expected to be told where the values of an enumerated site are summed, because an importance-weighted bound has two forms: inside the weight, where q(y) does not occur and is not trained, and outside, where the bound does not tend to log p
              try: sumInside("y"), or sumOutside("y")""");
  }

  @Test
  void enumeratedSiteInBothForms() {
    Iwae iwae = Iwae.of(MODEL, GUIDE).given("x").sumInside("y");
    assertThat(Refusal.of(() -> iwae.sumOutside("y")))
        .isEqualTo(
            """
            at sumOutside 'y' (WrongWeightsTest.java: assertThat(Refusal.of(() -> iwae.sumOutside("y")))):
              expected one place for the sum over the site, but sumInside names it too
              try: one of the two""");
  }

  @Test
  void enumeratedSiteInBothFormsTheOtherWayRound() {
    Renyi renyi = Renyi.of(MODEL, GUIDE).given("x").sumOutside("y");
    assertThat(Refusal.of(() -> renyi.sumInside("y")))
        .isEqualTo(
            """
            at sumInside 'y' (WrongWeightsTest.java: assertThat(Refusal.of(() -> renyi.sumInside("y")))):
              expected one place for the sum over the site, but sumOutside names it too
              try: one of the two""");
  }

  @Test
  void formOfSiteThatIsDrawn() {
    Iwae iwae = Iwae.of(MODEL, GUIDE).given("x").sumInside("z");
    assertThat(Refusal.of(() -> iwae.explain()))
        .isEqualTo(
            """
            at sumInside 'z':
              expected a site that the guide enumerates, but there is none
              try: leave out sumInside("z")""");
  }

  @Test
  void formOfSiteWithTypingError() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr kind = p.sample("kind", Categorical.uniform(3));
                  Expr z = p.sample("z", Normal.standard(2));
                  p.sample("x", Bernoulli.ofLogits(z.times(kind)));
                });
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  p.sample("kind", Categorical.uniform(3));
                  p.sample("z", Normal.standard(2));
                });
    Iwae iwae = Iwae.of(model, guide).given("x").sumInside("kind").sumOutside("kinds");
    assertThat(Refusal.of(() -> iwae.explain()))
        .isEqualTo(
            """
            at sumOutside 'kinds':
              expected a site that the guide enumerates, but those are [kind]
              try: sumOutside("kind")""");
  }

  @Test
  void sumOutsideInPlateOfTheWeight() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.standard());
                  p.plate(
                      "parts",
                      2,
                      () -> {
                        Expr y = p.sample("y", Categorical.uniform(3));
                        p.sample("x", Bernoulli.ofLogits(z.times(y)));
                      });
                });
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  p.sample("z", Normal.standard());
                  p.plate("parts", 2, () -> p.sample("y", Categorical.uniform(3)));
                });
    Iwae iwae = Iwae.of(model, guide).given("x").sumOutside("y");
    assertThat(Refusal.of(() -> iwae.explain()))
        .isEqualTo(
            """
            at site 'y' in the guide, plate 'rows', plate 'parts' (WrongWeightsTest.java: p.plate("parts", 2, () -> p.sample("y", Categorical.uniform(3)));):
              expected a site whose values are summed outside the weights in the plates of the weight, [rows], but it stands in [rows, parts]
              try: sumInside("y")""");
  }

  @Test
  void formWithoutName() {
    Iwae iwae = Iwae.of(MODEL, GUIDE).given("x");
    assertThat(Refusal.of(() -> iwae.sumInside("")))
        .isEqualTo(
            """
            at sumInside (WrongWeightsTest.java: assertThat(Refusal.of(() -> iwae.sumInside("")))):
              expected a name, but got a blank one
              try: sumInside("y") with the name of a site that the guide enumerates""");
  }

  @Test
  void orderThatIsNotFinite() {
    Renyi renyi = Renyi.of(MODEL, GUIDE).given("x");
    assertThat(Refusal.of(() -> renyi.alpha(Double.POSITIVE_INFINITY)))
        .isEqualTo(
            """
            at alpha (WrongWeightsTest.java: assertThat(Refusal.of(() -> renyi.alpha(Double.POSITIVE_INFINITY)))):
              expected a finite order, but got Infinity
              try: alpha(0.5), or Elbo.of(model, guide) for 1""");
  }

  @Test
  void evidenceOfEachRowWithLatentOutsideTheirPlate() {
    Program model =
        p -> {
          Expr w = p.sample("w", Normal.standard(2));
          p.plate(
              "rows",
              () -> p.sample("x", Bernoulli.ofLogits(p.sample("z", Normal.standard(2)).times(w))));
        };
    Program guide =
        p -> {
          p.sample("w", Normal.standard(2));
          p.plate("rows", () -> p.sample("z", Normal.standard(2)));
        };
    Fit fit = Fit.start(Iwae.of(model, guide).given("x"));
    assertThat(Refusal.of(() -> fit.logLikelihood(DATA, 10)))
        .isEqualTo(
            """
            at site 'w' in the model (WrongWeightsTest.java: Expr w = p.sample("w", Normal.standard(2));):
              expected every latent in the plate that the data fill, because the evidence is estimated for each row by itself, but it stands outside
              try: evaluate(data, repeats), or the latent in that plate""");
  }

  @Test
  void evidenceOfEachRowWithSumOutsideTheirPlate() {
    Param logits = Param.of("logits", 3, 2).normal(0.1);
    Program model =
        p -> {
          Expr c = p.sample("c", Categorical.uniform(3));
          p.plate("rows", () -> p.sample("x", Bernoulli.ofLogits(p.param(logits).at(c))));
        };
    Fit fit = Fit.start(MaximumLikelihood.of(model).given("x"));
    assertThat(Refusal.of(() -> fit.logLikelihood(DATA, 10)))
        .isEqualTo(
            """
            at site 'c' in the model (WrongWeightsTest.java: Expr c = p.sample("c", Categorical.uniform(3));):
              expected every latent in the plate that the data fill, because the evidence is estimated for each row by itself, but it stands outside
              try: evaluate(data, repeats), or the latent in that plate""");
  }

  @Test
  void evidenceOfEachRowWithFactorOutsideTheirPlate() {
    Param w = Param.of("w");
    Program model =
        p -> {
          p.factor("prior", Normal.standard().logProb(p.param(w)));
          MODEL.run(p);
        };
    Fit fit = Fit.start(Iwae.of(model, GUIDE).given("x"));
    assertThat(Refusal.of(() -> fit.logLikelihood(DATA, 10)))
        .isEqualTo(
            """
            at factor 'prior' in the model (WrongWeightsTest.java: p.factor("prior", Normal.standard().logProb(p.param(w)));):
              expected every factor in the plate that the data fill, because the evidence is estimated for each row by itself, but it stands outside
              try: evaluate(data, repeats), or the factor in that plate""");
  }
}
