package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.noise.NoiseArray;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.compilation.QueryRun;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.data.Datasets;
import org.jelbo.inference.data.Feed;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.objective.SumTerm;
import org.jelbo.inference.optimizer.Sgd;
import org.jelbo.inference.training.Fit;
import org.jelbo.inference.training.Trainer;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/** What sums of terms refuse. */
class SumMessagesTest {
  private static final SmallVae VAE = SmallVae.tiny();
  private static final Elbo ELBO = VAE.elbo();
  private static final Data DATA = VAE.data(4);
  private static final Feed FEED = DATA.batch(2);
  private static final Objective SUM =
      Objective.sum(ELBO.from("unlabelled"), ELBO.from("labelled").weight(2));

  @Test
  void termsThatCannotBe() {
    assertThat(Refusal.of(() -> ELBO.weight(-1)))
        .isEqualTo(
            """
            at weight (SumMessagesTest.java: assertThat(Refusal.of(() -> ELBO.weight(-1)))):
              expected a finite number of 0 or more, but got -1.0
              try: weight(1)""");
    assertThat(Refusal.of(() -> ELBO.from("a").weight(Double.NaN))).contains("but got NaN");
    assertThat(Refusal.of(() -> ELBO.weight(Double.POSITIVE_INFINITY))).contains("got Infinity");
    assertThat(Refusal.of(() -> ELBO.from(" ")))
        .isEqualTo(
            """
            at feed (SumMessagesTest.java: assertThat(Refusal.of(() -> ELBO.from(" ")))):
              expected a name, but got a blank one
              try: from("labelled")""");
    assertThat(Refusal.of(() -> ELBO.named("")))
        .isEqualTo(
            """
            at term (SumMessagesTest.java: assertThat(Refusal.of(() -> ELBO.named("")))):
              expected a name, but got a blank one
              try: named("classifier")""");
    assertThat(Refusal.of(() -> ELBO.from(Absent.value()))).contains("a name, but got null");
    assertThat(Refusal.of(() -> ELBO.named(Absent.value()))).contains("a name, but got null");
  }

  @Test
  void sumsThatCannotBe() {
    assertThat(Refusal.of(() -> Objective.sum()))
        .isEqualTo(
            """
            at sum (SumMessagesTest.java: assertThat(Refusal.of(() -> Objective.sum()))):
              expected one term or more, but got none
              try: Objective.sum(elbo.from("unlabelled"), other.from("labelled"))""");
    assertThat(Refusal.of(() -> Objective.sum(ELBO.weight(0))))
        .isEqualTo(
            """
            at sum (SumMessagesTest.java: assertThat(Refusal.of(() -> Objective.sum(ELBO.weight(0))))):
              expected a term of positive weight, but all of [default] have weight 0
              try: weight(1) for one of them""");
    assertThat(Refusal.of(() -> Objective.pooled(ELBO, Absent.value())))
        .isEqualTo(
            """
            at sum (SumMessagesTest.java: assertThat(Refusal.of(() -> Objective.pooled(ELBO, Absent.value())))):
              expected a term, but got null
              try: Elbo.of(model, guide).given("x")""");
    assertThat(Refusal.of(() -> Objective.sum(Absent.<Objective[]>value())))
        .contains("expected terms, but got null");
    SumTerm one = ELBO.named("one");
    assertThat(Refusal.of(() -> Objective.sum(one.from("a"), one.from("b"))))
        .isEqualTo(
            """
            at term 'one' (SumMessagesTest.java: assertThat(Refusal.of(() -> Objective.sum(one.from("a"), one.from("b"))))):
              expected terms of different names, but two have this one
              try: named("...") with another name for one of the two""");
  }

  @Test
  void sumsOfSums() {
    assertThat(Refusal.of(() -> Objective.sum(SUM, ELBO)))
        .isEqualTo(
            """
            at sum (SumMessagesTest.java: assertThat(Refusal.of(() -> Objective.sum(SUM, ELBO)))):
              expected a single objective as a term, with a feed and a weight of its own, but got a sum
              try: the terms of that sum, each with its from and weight, in one sum""");
    String refusal = "expected a single objective as a term";
    assertThat(Refusal.of(() -> Objective.pooled(SUM))).contains(refusal);
    assertThat(Refusal.of(() -> SUM.weight(2))).contains(refusal);
    assertThat(Refusal.of(() -> SUM.from("feed"))).contains(refusal);
    assertThat(Refusal.of(() -> SUM.named("name"))).contains(refusal);
  }

  @Test
  void poolsThatCannotBe() {
    assertThat(Refusal.of(() -> Objective.pooled(ELBO, ELBO.from("a").weight(2))))
        .isEqualTo(
            """
            at term 'a' (SumMessagesTest.java: assertThat(Refusal.of(() -> Objective.pooled(ELBO, ELBO.from("a").weight(2))))):
              expected a term that is weighted by the rows of its feed, but it has weight 2.0
              try: pooled(...) of terms without weight, or sum(...)""");
    assertThat(Refusal.of(() -> Objective.pooled(ELBO, ELBO)))
        .isEqualTo(
            """
            at term 'default-2' (SumMessagesTest.java: assertThat(Refusal.of(() -> Objective.pooled(ELBO, ELBO)))):
              expected one term for each feed, but feed 'default' has two, and its rows would count twice
              try: sum(...) of the two""");
  }

  @Test
  void sitesOutsideThePlateInTwoTerms() {
    Objective twice = Objective.sum(global(1, 1).from("a"), global(1, 1).from("b"));
    String refusal =
        """
        at site 'w':
          expected a site outside the plate of the data in one term only, but 'a' and 'b' both hold it, and a sum would count it twice
          try: Objective.pooled(...), which counts it once\
        """;
    assertThat(Refusal.of(() -> Compilation.of(twice).compile())).isEqualTo(refusal);
    assertThat(Refusal.of(() -> twice.explain())).isEqualTo(refusal);
    Objective others = Objective.pooled(global(1, 1).from("a"), global(1, 1).from("b"));
    assertThat(Refusal.of(() -> Compilation.of(others).compile()))
        .isEqualTo(
            """
            at site 'w':
              expected terms of a pooled sum that share a site to have the same programs, weight of kl and free bits, so that it counts alike, but 'a' and 'b' do not
              try: one Program value for the models and one for the guides, or another name for the site""");
    Elbo one = global(1, 1);
    Objective weights = Objective.pooled(one.from("a"), one.klWeight(7).from("b"));
    assertThat(Refusal.of(() -> Compilation.of(weights).compile()))
        .contains("the same programs, weight of kl and free bits");
    Objective free = Objective.pooled(one.from("a"), one.freeBits(2).from("b"));
    assertThat(Refusal.of(() -> Compilation.of(free).compile()))
        .contains("the same programs, weight of kl and free bits");
    Objective differ = Objective.pooled(global(1, 2).from("a"), global(1, 1).from("b"));
    assertThat(Refusal.of(() -> Compilation.of(differ).compile()))
        .isEqualTo(
            """
            at site 'w':
              expected one site in all terms of a pooled sum, but in 'a' p is Normal [2], q is Normal [2], and in 'b' p is Normal [1], q is Normal [1]
              try: another name for one of the two""");
    Objective weightless = Objective.sum(global(1, 1).from("a"), global(1, 1).weight(0));
    assertThat(weightless.parameters()).hasSize(1);
  }

  @Test
  void parametersOfOneNameInTwoTerms() {
    Objective sum = Objective.sum(global(1, 1).from("a"), ELBO, local(2).from("b"));
    assertThat(Refusal.of(() -> Compilation.of(sum).compile()))
        .isEqualTo(
            """
            at parameter 'm' in term 'b':
              expected one parameter of this name in all terms, but got shape [] from Constant[value=1.0] and shape [] from Constant[value=2.0]
              try: another name for one of the two""");
  }

  /** A term may leave a parameter of the others alone, but the sum reaches every one. */
  @Test
  void parametersThatNoTermReaches() {
    Param m = Param.of("m");
    Param cut = Param.of("cut");
    Program model =
        p -> {
          Expr mean = p.param(m).plus(p.param(cut).stopGradient());
          p.plate("rows", () -> p.sample("x", Normal.of(mean, Expr.of(1))));
        };
    Objective sum = Objective.sum(local(0), Elbo.of(model, p -> {}).given("x").from("b"));
    Feed rows = Data.of(Column.ofDoubles("x", new double[] {1, 2})).batch(1);
    Trainer trainer = Trainer.of(sum).steps(1).feed(rows).feed("b", rows);
    assertThat(Refusal.of(() -> trainer.run()))
        .isEqualTo(
            """
            at parameter 'cut' in the model (SumMessagesTest.java: Expr mean = p.param(m).plus(p.param(cut).stopGradient());):
              expected a parameter that the loss depends on differentiably, but every way to it passes a stopGradient or a step function
              try: remove the parameter, or let its value reach a site""");
  }

  private static Elbo global(double start, int size) {
    Param m = Param.of("m").constant(start);
    Program model =
        p -> {
          p.sample("w", Normal.standard(size));
          p.plate("rows", () -> p.sample("x", Normal.of(0, 1)));
        };
    Expr zeros = Expr.filled(0, Shape.of(size));
    return Elbo.of(model, p -> p.sample("w", Normal.of(zeros.plus(p.param(m)), Expr.of(1))))
        .given("x");
  }

  private static Elbo local(double start) {
    Param m = Param.of("m").constant(start);
    return Elbo.of(
            p -> p.plate("rows", () -> p.sample("x", Normal.of(p.param(m), Expr.of(1)))), p -> {})
        .given("x");
  }

  @Test
  void feedsThatNobodyReads() {
    Compilation compilation = Compilation.of(SUM).optimizer(Sgd.of(0.1));
    assertThat(
            Refusal.of(() -> compilation.feed("unlabeled", FEED).feed("labelled", FEED).compile()))
        .isEqualTo(
            """
            at feed 'unlabeled':
              expected a feed that the objective reads, one of [unlabelled, labelled]
              try: 'unlabelled'""");
    assertThat(Refusal.of(() -> compilation.feed(FEED).compile()))
        .isEqualTo(
            """
            at feed 'default':
              expected a feed that the objective reads, one of [unlabelled, labelled]
              try: feed("unlabelled", batches)""");
    Trainer trainer = Trainer.of(ELBO).steps(1);
    assertThat(Refusal.of(() -> trainer.feed("labelled", FEED).run()))
        .isEqualTo(
            """
            at feed 'labelled':
              expected a feed that the objective reads, one of [default]
              try: feed(batches)""");
    Trainer of = Trainer.of(ELBO.from("rows")).steps(1);
    assertThat(Refusal.of(() -> of.feed(FEED).run()))
        .isEqualTo(
            """
            at feed 'default':
              expected a feed that the objective reads, one of [rows]
              try: feed("rows", batches)""");
  }

  @Test
  void feedsThatAreMissingOrThereTwice() {
    Trainer none = Trainer.of(SUM).steps(1);
    assertThat(Refusal.of(() -> none.run()))
        .isEqualTo(
            """
            at Trainer (SumMessagesTest.java: assertThat(Refusal.of(() -> none.run()))):
              expected batches to train on, but got none
              try: feed("unlabelled", data.batch(100))""");
    Trainer trainer = none.feed("labelled", FEED);
    assertThat(Refusal.of(() -> trainer.run()))
        .isEqualTo(
            """
            at feed 'unlabelled':
              expected batches for term 'unlabelled', but only [labelled] are fed
              try: feed("unlabelled", data.batch(100))""");
    assertThat(Refusal.of(() -> trainer.feed("labelled", FEED)))
        .isEqualTo(
            """
            at feed 'labelled' (SumMessagesTest.java: assertThat(Refusal.of(() -> trainer.feed("labelled", FEED)))):
              expected each feed once, but got two of this name
              try: another name for one of the two""");
    Trainer unnamed = Trainer.of(Objective.sum(ELBO, ELBO.from("more"))).steps(1);
    assertThat(Refusal.of(() -> unnamed.feed("more", FEED).run()))
        .isEqualTo(
            """
            at feed 'default':
              expected batches for term 'default', but only [more] are fed
              try: feed(data.batch(100)), or from(...) for the term""");
  }

  @Test
  void feedsWithoutColumnsOfTheirTerm() {
    Feed other = Data.of(Column.ofBytes("xs", new byte[12], 6)).batch(1);
    Trainer trainer = Trainer.of(SUM).steps(1).feed("unlabelled", FEED);
    assertThat(Refusal.of(() -> trainer.feed("labelled", other).run()))
        .isEqualTo(
            """
            at column 'x' in the guide, plate 'images' (SmallVae.java: Expr x = p.input("x", pixels);):
              expected a column of this name, but the data of feed 'labelled' have [xs]
              try: the name 'xs', or a column 'x'""");
    try (Compiled compiled = Compilation.of(SUM).compile()) {
      QueryRun run = QueryRun.of(other.data(), 0, 1, DrawKey.of(0));
      assertThat(Refusal.of(() -> compiled.term("labelled").measure(run)))
          .contains("but the data of feed 'labelled' have [xs]");
    }
  }

  @Test
  void dataThatDoNotSayWhichTermTheyAreOf() {
    try (Fit fit = fit()) {
      assertThat(Refusal.of(() -> fit.evaluate(DATA, 1)))
          .isEqualTo(
              """
              at evaluate (SumMessagesTest.java: assertThat(Refusal.of(() -> fit.evaluate(DATA, 1)))):
                expected data for each feed of the sum, [unlabelled, labelled], but got data without a name
                try: evaluate(Datasets.of("unlabelled", data).and("labelled", data), 5)""");
    }
    try (Compiled compiled = Compilation.of(SUM).compile()) {
      assertThat(Refusal.of(() -> compiled.measure(DATA, DrawKey.of(0))))
          .isEqualTo(
              """
              at data (SumMessagesTest.java: assertThat(Refusal.of(() -> compiled.measure(DATA, DrawKey.of(0))))):
                expected data of one term of the sum, but did not hear which of [unlabelled, labelled]
                try: compiled.term("unlabelled"), and what is asked of it""");
      assertThat(Refusal.of(() -> compiled.term("labeled")))
          .isEqualTo(
              """
              at term 'labeled' (SumMessagesTest.java: assertThat(Refusal.of(() -> compiled.term("labeled")))):
                expected one of the terms [unlabelled, labelled]
                try: 'labelled'""");
      assertThat(Refusal.of(() -> compiled.gradients(DATA, DrawKey.of(0))))
          .contains("but did not hear which of [unlabelled, labelled]");
    }
  }

  @Test
  void datasetsOfOtherFeeds() {
    try (Fit fit = fit()) {
      Datasets one = Datasets.of("unlabelled", DATA);
      assertThat(Refusal.of(() -> fit.evaluate(one, 1)))
          .isEqualTo(
              """
              at data of 'labelled' (SumMessagesTest.java: assertThat(Refusal.of(() -> fit.evaluate(one, 1)))):
                expected data for term 'labelled', but there are only those of [unlabelled]
                try: and("labelled", data)""");
      assertThat(Refusal.of(() -> fit.evaluate(one.and("labeled", DATA), 1)))
          .isEqualTo(
              """
              at data of 'labeled' (SumMessagesTest.java: assertThat(Refusal.of(() -> fit.evaluate(one.and("labeled", DATA), 1)))):
                expected data for a feed that the objective reads, one of [unlabelled, labelled]
                try: 'labelled'""");
      assertThat(Refusal.of(() -> fit.evaluate(Datasets.of("x", DATA), 1)))
          .endsWith("  try: Datasets.of(\"unlabelled\", data).and(\"labelled\", data)");
      assertThat(Refusal.of(() -> one.and("unlabelled", DATA)))
          .isEqualTo(
              """
              at data of 'unlabelled' (SumMessagesTest.java: assertThat(Refusal.of(() -> one.and("unlabelled", DATA)))):
                expected data for each feed once, but got two of this name
                try: another name for one of the two""");
    }
  }

  @Test
  void predictionsOfTermsWithDifferentPrograms() {
    Objective sum = Objective.sum(ELBO.from("a"), VAE.elbo().from("b"));
    Trainer trainer = Trainer.of(sum).steps(0).feed("a", FEED).feed("b", FEED);
    try (Fit fit = trainer.run()) {
      assertThat(Refusal.of(() -> fit.sample(3)))
          .isEqualTo(
              """
              at sum (SumMessagesTest.java: assertThat(Refusal.of(() -> fit.sample(3)))):
                expected one model and one guide to draw from, but the terms [a, b] differ in them
                try: the objective of one term, or fit.predicting("a") for its programs""");
      String refusal = "but the terms [a, b] differ in them";
      assertThat(Refusal.of(() -> fit.encode(DATA))).contains(refusal);
      assertThat(Refusal.of(() -> fit.reconstruct(DATA))).contains(refusal);
      assertThat(Refusal.of(() -> fit.logLikelihood(DATA, 2))).contains(refusal);
      assertThat(Refusal.of(() -> fit.predicting("B")))
          .isEqualTo(
              """
              at term 'B' (SumMessagesTest.java: assertThat(Refusal.of(() -> fit.predicting("B")))):
                expected one of the terms [a, b]
                try: one of these names""");
    }
  }

  @Test
  void noiseOfNamesThatNobodyDraws() {
    NoiseArray array = NoiseArray.of(new double[8], 4, 2);
    Compilation single = Compilation.of(ELBO);
    assertThat(Refusal.of(() -> single.noise("zz", array).compile()))
        .isEqualTo(
            """
            at noise of 'zz':
              expected one of [z, x, data/x], which the programs draw
              try: 'z'""");
    assertThat(Refusal.of(() -> single.noise("data/y", array).compile()))
        .isEqualTo(
            """
            at noise of 'data/y':
              expected one of [z, x, data/x], which the programs draw
              try: 'data/x'""");
    assertThat(Refusal.of(() -> Compilation.of(SUM).noise("z", array).compile()))
        .isEqualTo(
            """
            at noise of 'z':
              expected one of [unlabelled/z, unlabelled/x, data/unlabelled/x, labelled/z, labelled/x, data/labelled/x], which the programs draw
              try: one of these names""");
  }

  private static Fit fit() {
    return Trainer.of(SUM).steps(0).feed("unlabelled", FEED).feed("labelled", FEED).run();
  }
}
