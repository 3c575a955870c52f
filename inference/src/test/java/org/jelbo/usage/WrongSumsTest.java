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
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.GuideLikelihood;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.training.Fit;
import org.jelbo.inference.training.Trainer;
import org.junit.jupiter.api.Test;

/** Sums over finite sites that would be wrong. */
class WrongSumsTest {
  @Test
  void batchOfRowsInsideSum() {
    Param logits = Param.of("logits", 3, 2).normal(0.1);
    Program model =
        p -> {
          Expr c = p.sample("c", Categorical.uniform(3));
          p.plate("rows", () -> p.sample("x", Bernoulli.ofLogits(p.param(logits).at(c))));
        };
    Objective likelihood = MaximumLikelihood.of(model).given("x");
    assertThat(Refusal.of(() -> Trainer.of(likelihood).feed(DATA.batch(2)).steps(1).run()))
        .isEqualTo(
            """
            at site 'x' in the model, plate 'rows' (WrongSumsTest.java: p.plate("rows", () -> p.sample("x", Bernoulli.ofLogits(p.param(logits).at(c))));):
              expected all rows of the data in plate 'rows' at once, because 'c' is summed out around them and a logarithm of a part is not a part of the logarithm, but a run sees some of the rows
              try: a batch of all rows in one shard, or a guide for 'c'""");
  }

  @Test
  void shardsOfRowsInsideSum() {
    Param logits = Param.of("logits", 3).normal(0.1);
    Program model =
        p -> {
          Expr c = p.sample("c", Categorical.uniform(3));
          p.plate("rows", () -> p.sample("y", Bernoulli.ofLogits(p.param(logits).at(c))));
        };
    Objective likelihood = MaximumLikelihood.of(model).given("y");
    Data four = Data.of(Column.ofBytes("y", new byte[] {0, 1, 1, 1}));
    assertThat(
            Refusal.of(() -> Trainer.of(likelihood).feed(four.batch(4).shards(2)).steps(1).run()))
        .isEqualTo(
            """
            at site 'y' in the model, plate 'rows' (WrongSumsTest.java: p.plate("rows", () -> p.sample("y", Bernoulli.ofLogits(p.param(logits).at(c))));):
              expected all rows of the data in plate 'rows' at once, because 'c' is summed out around them and a logarithm of a part is not a part of the logarithm, but a run sees some of the rows
              try: a batch of all rows in one shard, or a guide for 'c'""");
  }

  @Test
  void someRowsMeasuredInsideSum() {
    Param logits = Param.of("logits", 3, 2).normal(0.1);
    Program model =
        p -> {
          Expr c = p.sample("c", Categorical.uniform(3));
          p.plate("rows", () -> p.sample("x", Bernoulli.ofLogits(p.param(logits).at(c))));
        };
    Compilation compilation = Compilation.of(MaximumLikelihood.of(model).given("x"));
    QueryRun some = QueryRun.of(DATA, 0, 2, DrawKey.of(0));
    assertThat(Refusal.of(() -> compilation.compile().onlyTerm().measure(some)))
        .isEqualTo(
            """
            at site 'x' in the query 'measure':
              expected all rows of the data in plate 'rows' at once, because 'c' is summed out around them and a logarithm of a part is not a part of the logarithm, but a run sees some of the rows
              try: a batch of all rows in one shard, or a guide for 'c'""");
  }

  @Test
  void valuesOfTheGuideInsideSum() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr c = p.sample("c", Categorical.uniform(3));
                  p.plate(
                      "parts",
                      2,
                      () -> {
                        Expr y = p.sample("y", Categorical.uniform(4));
                        p.sample("x", Normal.of(c.times(y), Expr.of(1)));
                      });
                });
    Program guide =
        p ->
            p.plate("rows", () -> p.plate("parts", 2, () -> p.sample("y", Categorical.uniform(4))));
    assertThat(Refusal.of(() -> Elbo.of(model, guide).given("x").explain()))
        .isEqualTo(
            """
            at site 'x' in the model, plate 'rows', plate 'parts' (WrongSumsTest.java: p.sample("x", Normal.of(c.times(y), Expr.of(1)));):
              expected no values of the guide inside a sum of the model over plate 'parts', but the site depends on 'y', which the guide enumerates in that plate, and on 'c', which is summed out around it
              try: a guide for 'c', or none for 'y'""");
  }

  @Test
  void sumsOfTwoPlatesThatCross() {
    Program model =
        p -> {
          Expr[] kept = new Expr[2];
          p.plate("left", 2, () -> kept[0] = p.sample("c", Categorical.uniform(3)));
          p.plate("right", 2, () -> kept[1] = p.sample("d", Categorical.uniform(3)));
          Expr mean = kept[0].plus(kept[1]);
          p.plate("rows", () -> p.sample("x", Normal.of(mean, Expr.of(1))));
        };
    assertThat(Refusal.of(() -> MaximumLikelihood.of(model).given("x").explain()))
        .isEqualTo(
            """
            at site 'x' in the model, plate 'rows' (WrongSumsTest.java: p.plate("rows", () -> p.sample("x", Normal.of(mean, Expr.of(1))));):
              expected values of the plates it stands in, but it uses a value of plate 'left' outside of that plate
              try: declare it inside plate 'left'""");
  }

  @Test
  void sumsOfTwoPlatesThatAreOpenedTheOtherWayRound() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr[] kept = new Expr[2];
                  p.plate("left", 2, () -> kept[0] = p.sample("c", Categorical.uniform(3)));
                  p.plate("right", 2, () -> kept[1] = p.sample("d", Categorical.uniform(3)));
                  Runnable both = () -> p.sample("x", Normal.of(kept[0].plus(kept[1]), Expr.of(1)));
                  p.plate("left", 2, () -> p.plate("right", 2, both));
                });
    assertThat(Refusal.of(() -> MaximumLikelihood.of(model).given("x").explain()))
        .isEqualTo(
            """
            at plate 'right' in the model, plate 'rows', plate 'left' (WrongSumsTest.java: p.plate("left", 2, () -> p.plate("right", 2, both));):
              expected the plate as it was opened at WrongSumsTest.java: p.plate("right", 2, () -> kept[1] = p.sample("d", Categorical.uniform(3)));, of size 2 at depth 1, but now it is of size 2 at depth 2
              try: the same plates around it both times, or another name for one of the two""");
  }

  @Test
  void weightOfKlWhereSumJoins() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr c = p.sample("c", Categorical.uniform(3));
                  Expr z =
                      p.sample("z", Normal.of(Expr.of(new double[] {0, 1}).times(c), Expr.of(1)));
                  p.sample("x", Bernoulli.ofLogits(z.plus(c)));
                });
    Elbo elbo = Elbo.of(model, GUIDE).given("x").klWeight(0.5);
    assertThat(Refusal.of(() -> elbo.explain()))
        .isEqualTo(
            """
            at site 'c' in the model, plate 'rows' (WrongSumsTest.java: Expr c = p.sample("c", Categorical.uniform(3));):
              expected latent and given sites that can be told apart, because klWeight is about kl alone, but a sum in the model joins them
              try: leave out klWeight, or a guide for what is summed out""");
  }

  @Test
  void freeBitsWhereSumJoins() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr c = p.sample("c", Categorical.uniform(3));
                  Expr z =
                      p.sample("z", Normal.of(Expr.of(new double[] {0, 1}).times(c), Expr.of(1)));
                  p.sample("x", Bernoulli.ofLogits(z.plus(c)));
                });
    Elbo elbo = Elbo.of(model, GUIDE).given("x").freeBits(0.5);
    assertThat(Refusal.of(() -> elbo.explain()))
        .isEqualTo(
            """
            at site 'c' in the model, plate 'rows' (WrongSumsTest.java: Expr c = p.sample("c", Categorical.uniform(3));):
              expected latent and given sites that can be told apart, because freeBits is about kl alone, but a sum in the model joins them
              try: leave out freeBits, or a guide for what is summed out""");
  }

  @Test
  void likelihoodOfSiteThatTheGuideLacks() {
    Program guide =
        p -> p.plate("rows", () -> p.sample("kind", Categorical.ofLogits(p.input("x", 2))));
    assertThat(Refusal.of(() -> GuideLikelihood.of(guide, "kinds").explain()))
        .isEqualTo(
            """
            at given 'kinds':
              expected a site of the guide, but it has [kind]
              try: 'kind'""");
  }

  @Test
  void likelihoodGivenSiteThatComesLater() {
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  p.sample("kind", Categorical.ofLogits(p.input("x", 2)));
                  p.sample("z", Normal.standard());
                });
    assertThat(Refusal.of(() -> GuideLikelihood.of(guide, "kind").given("z").explain()))
        .isEqualTo(
            """
            at given 'z':
              expected a site of the guide before site 'kind', but it has [kind]
              try: leave out given("z"), or a guide in which it comes before 'kind'""");
  }

  @Test
  void likelihoodOfSiteThatDependsOnDraw() {
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.of(p.input("x", 2), Expr.of(1)));
                  p.sample("kind", Categorical.ofLogits(z));
                });
    assertThat(Refusal.of(() -> GuideLikelihood.of(guide, "kind").explain()))
        .isEqualTo(
            """
            at site 'kind' in the guide, plate 'rows' (WrongSumsTest.java: p.sample("kind", Categorical.ofLogits(z));):
              expected a density of the guide that depends on data and finite latents only, but it depends on 'z', and the mean over draws of that would be a lower bound
              try: given("z"), or a guide in which the site comes first""");
  }

  @Test
  void likelihoodOfNoSite() {
    assertThat(Refusal.of(() -> GuideLikelihood.of(GUIDE, "")))
        .isEqualTo(
            """
            at GuideLikelihood (WrongSumsTest.java: assertThat(Refusal.of(() -> GuideLikelihood.of(GUIDE, "")))):
              expected a name, but got a blank one
              try: the name of a site of the guide""");
  }

  @Test
  void accuracyOfSiteThatIsNotFinite() {
    Fit fit = Fit.start(Elbo.of(MODEL, GUIDE).given("x"));
    assertThat(Refusal.of(() -> fit.accuracy(DATA, "z")))
        .isEqualTo(
            """
            at accuracy of 'z':
              expected a site of the guide with finitely many values, but there is none
              try: a guide that samples 'z' from a family such as OneHotCategorical""");
  }

  @Test
  void accuracyWithoutDraws() {
    Fit fit = Fit.start(Elbo.of(MODEL, GUIDE).given("x"));
    assertThat(Refusal.of(() -> fit.accuracy(DATA, "z", 0)))
        .isEqualTo(
            """
            at accuracy (WrongSumsTest.java: assertThat(Refusal.of(() -> fit.accuracy(DATA, "z", 0)))):
              expected 1 draw or more, but got 0
              try: accuracy(labelled, "y")""");
  }

  @Test
  void accuracyWithoutLabels() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr kind = p.sample("kind", Categorical.uniform(2));
                  p.sample("x", Bernoulli.ofLogits(Expr.of(new double[] {0, 1}).times(kind)));
                });
    Program guide =
        p -> p.plate("rows", () -> p.sample("kind", Categorical.ofLogits(p.input("x", 2))));
    Fit fit = Fit.start(Elbo.of(model, guide).given("x"));
    assertThat(Refusal.of(() -> fit.accuracy(DATA, "kind")))
        .isEqualTo(
            """
            at column 'kind' (WrongSumsTest.java: assertThat(Refusal.of(() -> fit.accuracy(DATA, "kind")))):
              expected a column of this name, but the data have [x]
              try: a column 'kind' in the data""");
  }
}
