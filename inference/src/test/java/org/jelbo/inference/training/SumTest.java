package org.jelbo.inference.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jelbo.dsl.contract.Agreement;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.noise.NoiseArray;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.compilation.Measurement;
import org.jelbo.inference.compilation.QueryRun;
import org.jelbo.inference.compilation.StepReport;
import org.jelbo.inference.compilation.Values;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.data.Datasets;
import org.jelbo.inference.data.Feed;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.Iwae;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.objective.SumTerm;
import org.jelbo.inference.optimizer.Sgd;
import org.jelbo.usage.Entry;
import org.junit.jupiter.api.Test;

/**
 * Sums of terms against the terms alone.
 *
 * <pre>
 * z ~ N(0, 1), x ~ N(s z + b, 1), and in the labelled term y ~ N(c z, 1);  q(z) = N(a x, 0.7)
 * </pre>
 */
class SumTest {
  private static final Agreement TIGHT = Agreement.within(1e-12);
  private static final int FEW = 5;
  private static final int MANY = 11;
  private static final Param A = Param.of("a").constant(0.4);
  private static final Param B = Param.of("b").constant(-0.3);
  private static final Param C = Param.of("c").constant(0.9);
  private static final Param S = Param.of("s").constant(1.3);

  private final Data many = data(1, MANY);
  private final Data few = data(2, FEW);
  private final Elbo unlabelled = Elbo.of(model(false), guide()).given("x");
  private final Elbo labelled = Elbo.of(model(true), guide()).given("x", "y").klWeight(0.5);
  private final Objective sum =
      Objective.sum(unlabelled.from("many"), labelled.from("few").weight(2.5));

  @Test
  void evaluationIsTheWeightedSumOfTheTermsAlone() {
    double[] manyNoise = random(3, MANY);
    double[] fewNoise = random(4, FEW);
    Measurement one = alone(unlabelled, many, manyNoise);
    Measurement two = alone(labelled, few, fewNoise);
    Compilation compilation =
        exact(sum)
            .noise("many/z", NoiseArray.of(manyNoise, 1, MANY))
            .noise("few/z", NoiseArray.of(fewNoise, 1, FEW));
    try (Fit fit = new Fit(compilation.compile())) {
      Evaluation found = fit.evaluate(Datasets.of("few", few).and("many", many), 1);
      assertThat(found.parts().keySet())
          .containsExactly("many/loss", "many/kl", "many/rec", "few/loss", "few/kl", "few/rec");
      close("value", found.value(), one.value() + 2.5 * two.value());
      close("loss", found.part("many/loss"), one.value());
      close("loss", found.part("few/loss"), two.value());
      close("rec", found.part("many/rec"), one.part("rec"));
      close("kl", found.part("few/kl"), two.part("kl"));
      assertThat(found.rows()).isEqualTo(MANY + FEW);
    }
  }

  /** Names with slashes: feed a with column b/x beside feed a/b with column x. */
  @Test
  void columnsOfFeedsStayApartWhateverTheirNames() {
    Program first = p -> p.plate("rows", () -> p.sample("b/x", Normal.of(p.param(A), Expr.of(1))));
    Program second = p -> p.plate("rows", () -> p.sample("x", Normal.of(p.param(A), Expr.of(1))));
    Objective both =
        Objective.sum(
            MaximumLikelihood.of(first).given("b/x").from("a"),
            MaximumLikelihood.of(second).given("x").from("a/b"));
    Compilation compilation =
        exact(both)
            .feed("a", Data.of(Column.ofDoubles("b/x", new double[] {0.4, 0.4})).batch(2))
            .feed("a/b", Data.of(Column.ofDoubles("x", new double[] {10.4, 10.4})).batch(2))
            .optimizer(Sgd.of(1e-9));
    try (Compiled compiled = compilation.compile()) {
      Map<String, Double> parts = compiled.step().parts();
      double base = 0.5 * Math.log(2 * Math.PI);
      close("a", Entry.of(parts, "a/loss"), base);
      close("a/b", Entry.of(parts, "a/b/loss"), base + 50);
    }
  }

  private Measurement alone(Objective objective, Data data, double[] noise) {
    Compilation compilation = exact(objective).noise("z", NoiseArray.of(noise, 1, data.rows()));
    try (Compiled compiled = compilation.compile()) {
      return compiled.measure(data, DrawKey.of(0));
    }
  }

  /** Feeds of different lengths and batches; c is read by one term alone, b, s and a by both. */
  @Test
  void stepDescendsTheWeightedSumOfTheTermsGradients() {
    Feed manyFeed = many.batch(4);
    Feed fewFeed = few.batch(3);
    double[] manyNoise = random(3, 4);
    double[] fewNoise = random(4, 3);
    Gradient one = gradient(unlabelled, many.rows(manyFeed.order(7, "many").rows(0)), manyNoise);
    Gradient two = gradient(labelled, few.rows(fewFeed.order(7, "few").rows(0)), fewNoise);
    Compilation compilation =
        exact(sum)
            .seed(7)
            .feed("many", manyFeed)
            .feed("few", fewFeed)
            .optimizer(Sgd.of(1))
            .noise("many/z", NoiseArray.of(manyNoise, 1, 4))
            .noise("few/z", NoiseArray.of(fewNoise, 1, 3));
    try (Compiled compiled = compilation.compile()) {
      StepReport report = compiled.step();
      close("value", report.value(), one.loss + 2.5 * two.loss);
      close("loss", Entry.of(report.parts(), "few/loss"), two.loss);
      for (Param param : List.of(A, B, S)) {
        double expected = one.of(param) + 2.5 * two.of(param);
        close(param.name(), start(param) - compiled.values(param.name())[0], expected);
      }
      close("c", start(C) - compiled.values("c")[0], 2.5 * two.of(C));
      assertThat(two.of(C)).isNotZero();
    }
  }

  private record Gradient(double loss, Map<String, Values> values) {
    double of(Param param) {
      return Entry.of(values, param.name()).scalar();
    }
  }

  private static double start(Param param) {
    return param.initializer().values(0, param.name(), param.shape())[0];
  }

  private Gradient gradient(Objective objective, Data data, double[] noise) {
    Compilation compilation = exact(objective).noise("z", NoiseArray.of(noise, 1, data.rows()));
    try (Compiled compiled = compilation.compile()) {
      return new Gradient(
          compiled.measure(data, DrawKey.of(0)).value(), compiled.gradients(data, DrawKey.of(0)));
    }
  }

  @Test
  void gradientsOfOneTermNameItsParametersOnly() {
    try (Compiled compiled = exact(sum).compile()) {
      assertThat(compiled.term("many").gradients(QueryRun.of(many, DrawKey.of(0))).keySet())
          .containsExactly("a", "s", "b");
      assertThat(compiled.term("few").gradients(QueryRun.of(few, DrawKey.of(0))).keySet())
          .containsExactly("a", "s", "b", "c");
    }
  }

  @Test
  void termOfWeightZeroIsDroppedWithItsParameters() {
    Objective without = Objective.sum(unlabelled.from("many"), labelled.from("few").weight(0));
    assertThat(without.parameters()).containsExactly(A, S, B);
    try (Fit fit = Trainer.of(without).feed("many", many.batch(4)).steps(1).run();
        Fit other =
            Trainer.of(without)
                .feed("many", many.batch(4))
                .feed("few", few.batch(4))
                .steps(1)
                .run()) {
      assertThat(fit.evaluate(Datasets.of("many", many), 1).parts().keySet())
          .containsExactly("many/loss", "many/kl", "many/rec");
      assertThat(other.digest()).isEqualTo(fit.digest());
    }
  }

  @Test
  void termsNeverShareDrawsOfTheirRows() {
    Objective twice = Objective.sum(unlabelled.from("one"), unlabelled.from("two"));
    try (Fit fit = train(twice, List.of("one", "two"), many, 0)) {
      Evaluation found = fit.evaluate(Datasets.of("one", many).and("two", many), 1);
      assertThat(found.part("one/kl")).isEqualTo(found.part("two/kl"));
      assertThat(found.part("one/rec")).isNotEqualTo(found.part("two/rec"));
    }
    try (Compiled compiled =
        exact(twice)
            .feed("one", many.batch(MANY))
            .feed("two", many.batch(MANY))
            .optimizer(Sgd.of(1))
            .compile()) {
      Map<String, Double> parts = compiled.step().parts();
      close("kl", Entry.of(parts, "one/kl"), Entry.of(parts, "two/kl"));
      assertThat(Entry.of(parts, "one/rec")).isNotEqualTo(Entry.of(parts, "two/rec"));
    }
  }

  /** The feed is a fair coin for each row, binarized once for all terms that read it. */
  @Test
  void termsOfOneFeedSeeOneDrawOfItsColumns() {
    Program model = p -> p.plate("rows", () -> p.sample("x", Normal.of(p.param(B), Expr.of(1))));
    Program other = p -> p.plate("people", () -> p.sample("x", Normal.of(p.param(B), Expr.of(1))));
    Elbo first = Elbo.of(model, p -> {}).given("x");
    Elbo second = Elbo.of(other, p -> {}).given("x");
    double[] halves = new double[50];
    Arrays.fill(halves, 0.5);
    Data coins = Data.of(Column.ofDoubles("x", halves).binarized());
    Objective shared = Objective.sum(first, second, first.from("elsewhere"));
    assertThat(shared.terms().stream().map(SumTerm::name))
        .containsExactly("default", "default-2", "elsewhere");
    Compilation compilation =
        exact(shared).feed(coins.batch(50)).feed("elsewhere", coins.batch(50)).optimizer(Sgd.of(1));
    try (Fit fit = new Fit(compilation.compile())) {
      Evaluation found = fit.evaluate(Datasets.of("default", coins).and("elsewhere", coins), 1);
      assertThat(found.rows()).isEqualTo(2 * 50);
      assertThat(found.part("default-2/rec")).isEqualTo(found.part("default/rec"));
      assertThat(found.part("elsewhere/rec")).isNotEqualTo(found.part("default/rec"));
    }
    try (Compiled compiled = compilation.compile()) {
      Map<String, Double> parts = compiled.step().parts();
      assertThat(Entry.of(parts, "default-2/rec")).isEqualTo(Entry.of(parts, "default/rec"));
      assertThat(Entry.of(parts, "elsewhere/rec")).isNotEqualTo(Entry.of(parts, "default/rec"));
    }
  }

  @Test
  void dataWithoutNameAreThoseOfTheOnlyFeed() {
    Program model = p -> p.plate("rows", () -> p.sample("x", Normal.of(p.param(B), Expr.of(1))));
    Elbo elbo = Elbo.of(model, p -> {}).given("x");
    Data data = Data.of(Column.ofDoubles("x", new double[] {1, 2, 4}));
    try (Fit single = Fit.start(elbo);
        Fit weighted = Fit.start(elbo.weight(0.5));
        Fit sum = Fit.start(Objective.sum(elbo, elbo.weight(2)))) {
      double value = single.evaluate(data, 1).value();
      assertThat(weighted.evaluate(data, 1).value()).isEqualTo(0.5 * value);
      assertThat(sum.evaluate(data, 1).value()).isEqualTo(value + 2 * value);
    }
  }

  /** The first term has three shards of a batch, the second one; given noise is cut with them. */
  @Test
  void feedsMayBeCutInDifferentShards() {
    double[] manyNoise = random(3, 7);
    double[] fewNoise = random(4, 3);
    double[][] ends = new double[2][];
    for (int cut = 0; cut < 2; cut++) {
      Compilation compilation =
          exact(sum)
              .feed("many", many.batch(7).shards(cut == 0 ? 1 : 3))
              .feed("few", few.batch(3))
              .optimizer(Sgd.of(1))
              .noise("many/z", NoiseArray.of(manyNoise, 1, 7))
              .noise("few/z", NoiseArray.of(fewNoise, 1, 3));
      try (Compiled compiled = compilation.compile()) {
        double value = compiled.step().value();
        ends[cut] =
            new double[] {
              value, compiled.values("a")[0], compiled.values("b")[0], compiled.values("c")[0]
            };
      }
    }
    TIGHT.assertValues("cut", ends[1], ends[0]);
  }

  @Test
  void feedsHaveOrdersOfTheirOwn() {
    Feed feed = many.batch(MANY);
    assertThat(feed.order(3, Feed.DEFAULT).rows(0)).containsExactly(feed.order(3).rows(0));
    assertThat(feed.order(3, "one").rows(0)).isNotEqualTo(feed.order(3).rows(0));
    assertThat(feed.order(3, "one").rows(0)).isNotEqualTo(feed.order(3, "two").rows(0));
    assertThat(feed.order(3, "one").rows(0))
        .containsExactlyInAnyOrder(IntStream.range(0, MANY).toArray());
  }

  /** Draws of its own for each: one for the first, three for the second, none for the third. */
  @Test
  void everyKindOfObjectiveIsTerm() {
    Iwae weighted = Iwae.of(model(true), guide()).given("x", "y").particles(3);
    Program regression =
        p -> p.plate("rows", () -> p.sample("y", Normal.of(p.param(B), Expr.of(1))));
    Objective mixed =
        Objective.sum(
            unlabelled.from("one"),
            weighted.from("two").named("weighted"),
            MaximumLikelihood.of(regression).given("y").from("two"));
    try (Fit fit = train(mixed, List.of("one", "two"), many, 2)) {
      Evaluation found = fit.evaluate(Datasets.of("one", many).and("two", many), 1);
      assertThat(found.parts().keySet())
          .containsExactly(
              "one/loss",
              "one/kl",
              "one/rec",
              "weighted/loss",
              "weighted/ess",
              "two-2/loss",
              "two-2/rec");
      double sum = found.part("one/loss") + found.part("weighted/loss") + found.part("two-2/loss");
      close("value", found.value(), sum);
    }
  }

  @Test
  void objectiveWithFeedIsSumOfOneTerm() {
    try (Fit fit = train(unlabelled.from("many"), List.of("many"), many, 3)) {
      assertThat(fit.steps()).isEqualTo(3);
      assertThat(fit.evaluate(Datasets.of("many", many), 1).parts().keySet())
          .containsExactly("many/loss", "many/kl", "many/rec");
    }
  }

  @Test
  void trainingLowersTheLoss() {
    Datasets data = Datasets.of("many", many).and("few", few);
    Trainer trainer =
        Trainer.of(sum)
            .optimizer(Sgd.of(0.02))
            .feed("many", many.batch(4))
            .feed("few", few.batch(2));
    try (Fit start = trainer.steps(0).run();
        Fit end = trainer.steps(200).run()) {
      Evaluation before = start.evaluate(data, 20);
      Evaluation after = end.evaluate(data, 20);
      assertThat(after.value()).isLessThan(before.value() - 0.3);
      assertThat(end.parameter("c")).isNotEqualTo(start.parameter("c"));
    }
  }

  private static Fit train(Objective objective, List<String> feeds, Data data, int steps) {
    Trainer trainer = Trainer.of(objective).precision(Precision.FLOAT64).steps(steps);
    for (String feed : feeds) {
      trainer = trainer.feed(feed, data.batch(4));
    }
    return trainer.run();
  }

  private static Compilation exact(Objective objective) {
    return Compilation.of(objective).precision(Precision.FLOAT64);
  }

  private static void close(String what, double found, double expected) {
    TIGHT.assertValues(what, new double[] {found}, expected);
  }

  private static Program model(boolean hasLabels) {
    return p ->
        p.plate(
            "rows",
            () -> {
              Expr z = p.sample("z", Normal.standard());
              p.sample("x", Normal.of(z.times(p.param(S)).plus(p.param(B)), Expr.of(1)));
              if (hasLabels) {
                p.sample("y", Normal.of(z.times(p.param(C)), Expr.of(1)));
              }
            });
  }

  private static Program guide() {
    return p ->
        p.plate(
            "rows", () -> p.sample("z", Normal.of(p.input("x").times(p.param(A)), Expr.of(0.7))));
  }

  private static Data data(int seed, int rows) {
    return Data.of(
        Column.ofDoubles("x", random(seed, rows)), Column.ofDoubles("y", random(seed + 100, rows)));
  }

  private static double[] random(int seed, int size) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[size];
    Arrays.setAll(values, i -> 4 * random.nextDouble() - 2);
    return values;
  }
}
