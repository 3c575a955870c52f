package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.jelbo.dsl.bijector.Sigmoid;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Beta;
import org.jelbo.dsl.distribution.Binomial;
import org.jelbo.dsl.distribution.Categorical;
import org.jelbo.dsl.distribution.Multinomial;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.distribution.RelaxedBernoulli;
import org.jelbo.dsl.distribution.Transformed;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.nn.Mlp;
import org.jelbo.dsl.noise.NoiseArray;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.training.Fit;
import org.jelbo.inference.training.Trainer;
import org.junit.jupiter.api.Test;

/** Programs and data that do not go together. */
class WrongDataTest {
  @Test
  void labelsBelowZero() {
    Column labels = Column.ofDoubles("y", new double[] {-1, 0, 2});
    assertThat(Refusal.of(() -> labels.oneHot(3)))
        .isEqualTo(
            """
            at column 'y':
              expected whole numbers in [0, 2], but it holds whole numbers in [-1, 2]
              try: minus(-1).oneHot(4), or 0 in place of what is missing, with a mask\
            """);
  }

  @Test
  void labelsAboveSize() {
    Column labels = Column.ofBytes("y", new byte[] {1, 0, 3});
    assertThat(Refusal.of(() -> labels.oneHot(3)))
        .isEqualTo(
            """
            at column 'y':
              expected whole numbers in [0, 2], but it holds whole numbers in [0, 3]
              try: oneHot(4)\
            """);
  }

  @Test
  void missingNumber() {
    double[] x = {1, Double.NaN, 2};
    Program model = p -> p.plate("rows", () -> p.sample("x", Normal.of(Expr.of(0), Expr.of(1))));
    Fit fit = Fit.start(MaximumLikelihood.of(model).given("x"));
    assertThat(Refusal.of(() -> fit.evaluate(Data.of(Column.ofDoubles("x", x)), 1)))
        .isEqualTo(
            """
            at column 'x':
              expected finite numbers, but row 1, entry 0 is NaN
              try: without the row, or 0 in its place and p.masked(seen, ...) around the site, with a column 'seen' that is 0 there and 1 elsewhere\
            """);
  }

  @Test
  void countsOfOtherTotals() {
    Column words = Column.ofBytes("words", new byte[] {1, 2, 2, 1, 0, 0}, 3);
    assertThat(Refusal.of(() -> words.counts()))
        .isEqualTo(
            """
            at column 'words':
              expected vectors that sum to 5.0, but one in row 1 sums to 1.0
              try: without counts(): Multinomial.ofLogits(p.input("totals"), ...) with a column of the totals\
            """);
  }

  @Test
  void totalForEachRow() {
    Param logits = Param.of("logits", 3);
    Program model =
        p -> p.plate("rows", () -> p.sample("words", Multinomial.ofLogits(5, p.param(logits))));
    Column words = Column.ofBytes("words", new byte[] {1, 2, 2, 1, 0, 0}, 3);
    Data data = Data.of(words, Column.ofBytes("totals", new byte[] {5, 1}));
    Objective likelihood = MaximumLikelihood.of(model).given("words");
    assertThat(Refusal.of(() -> Trainer.of(likelihood).feed(data.batch(2)).steps(1).run()))
        .isEqualTo(
            """
            at site 'words' in the model, plate 'rows' (WrongDataTest.java: p -> p.plate("rows", () -> p.sample("words", Multinomial.ofLogits(5, p.param(logits))));):
              expected values of Multinomial, vectors of 3 whole numbers from 0 that sum to 5, but column 'words' holds whole numbers in [0, 2]; the first outside is [1, 0, 0] in row 1
              try: counts() on the column where it has that total in every row, Multinomial.ofLogits(p.input("totals"), ...) where rows have their own, or a distribution whose support holds them\
            """);
  }

  @Test
  void totalsOfOtherColumn() {
    Param logits = Param.of("logits", 3);
    Program model =
        p ->
            p.plate(
                "rows",
                () -> p.sample("words", Multinomial.ofLogits(p.input("totals"), p.param(logits))));
    Column words = Column.ofBytes("words", new byte[] {1, 2, 2, 1, 0, 0}, 3);
    Data data = Data.of(words, Column.ofBytes("totals", new byte[] {5, 2}));
    Objective likelihood = MaximumLikelihood.of(model).given("words");
    assertThat(Refusal.of(() -> Trainer.of(likelihood).feed(data.batch(2)).steps(1).run()))
        .isEqualTo(
            """
            at step 1, site 'words' in the model, plate 'rows' (WrongDataTest.java: () -> p.sample("words", Multinomial.ofLogits(p.input("totals"), p.param(logits))));):
              expected finite loss and gradients, but Const is -Infinity, and with it loss, rec; the parameters are as before the step
              try: trials that are the sum of the counts of their row\
            """);
  }

  @Test
  void shareOfOneUnderBeta() {
    Param alpha = Param.of("alpha").positive();
    Program model =
        p -> p.plate("rows", () -> p.sample("x", Beta.ofAlphaAndBeta(p.param(alpha), Expr.of(2))));
    double[] x = {0.25, 1};
    Data data = Data.of(Column.ofDoubles("x", x));
    Objective likelihood = MaximumLikelihood.of(model).given("x");
    assertThat(Refusal.of(() -> Trainer.of(likelihood).feed(data.batch(2)).steps(1).run()))
        .isEqualTo(
            """
            at step 1, site 'x' in the model, plate 'rows' (WrongDataTest.java: p -> p.plate("rows", () -> p.sample("x", Beta.ofAlphaAndBeta(p.param(alpha), Expr.of(2))));):
              expected finite loss and gradients, but Log1p(-1.0) is -Infinity, and with it loss, rec; the parameters are as before the step
              try: data above 0 and below 1, such as (y * (n - 1) + 0.5) / n of n rows, or ContinuousBernoulli, which has 0 and 1\
            """);
  }

  @Test
  void greyPixelsOfSquashedNormal() {
    Param mean = Param.of("mean");
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Normal logits = Normal.of(p.param(mean), Expr.of(1));
                  p.sample("x", Transformed.of(logits, Sigmoid.of(0, 1)));
                });
    byte[] grey = {20, (byte) 255};
    Data data = Data.of(Column.ofBytes("x", grey).scaled(255));
    Fit fit = Fit.start(MaximumLikelihood.of(model).given("x"));
    assertThat(Refusal.of(() -> fit.evaluate(data, 1)))
        .isEqualTo(
            """
            at site 'x' in the model, plate 'rows' (WrongDataTest.java: p.sample("x", Transformed.of(logits, Sigmoid.of(0, 1)));):
              expected numbers above 0 and below 1, because Transformed comes no nearer to an end, but column 'x' holds 1
              try: numbers between the ends, such as (y * (n - 1) + 0.5) / n of n rows y from 0 to 1, or a family that has its ends, such as Uniform or ContinuousBernoulli\
            """);
  }

  @Test
  void shareThatRoundsToOne() {
    Param logit = Param.of("logit");
    Program model =
        p -> p.plate("rows", () -> p.sample("x", RelaxedBernoulli.ofLogits(0.5, p.param(logit))));
    double[] x = {0.25, 0.999999999};
    Data data = Data.of(Column.ofDoubles("x", x));
    Objective likelihood = MaximumLikelihood.of(model).given("x");
    assertThat(Refusal.of(() -> Trainer.of(likelihood).feed(data.batch(2)).steps(1).run()))
        .isEqualTo(
            """
            at site 'x' in the model, plate 'rows' (WrongDataTest.java: p -> p.plate("rows", () -> p.sample("x", RelaxedBernoulli.ofLogits(0.5, p.param(logit))));):
              expected numbers above 0 and below 1, because RelaxedBernoulli comes no nearer to an end, but column 'x' holds 0.999999999, which FLOAT32 rounds to 1
              try: numbers between the ends, such as (y * (n - 1) + 0.5) / n of n rows y from 0 to 1, or a family that has its ends, such as Uniform or ContinuousBernoulli\
            """);
  }

  @Test
  void probabilityThatIsOne() {
    Param logit = Param.of("logit").constant(200);
    Program model =
        p ->
            p.plate(
                "rows", () -> p.sample("x", Bernoulli.ofProbabilities(p.param(logit).sigmoid())));
    Data data = Data.of(Column.ofBytes("x", new byte[] {1, 0}));
    Objective likelihood = MaximumLikelihood.of(model).given("x");
    assertThat(Refusal.of(() -> Trainer.of(likelihood).feed(data.batch(2)).steps(1).run()))
        .isEqualTo(
            """
            at step 1, site 'x' in the model, plate 'rows' (WrongDataTest.java: "rows", () -> p.sample("x", Bernoulli.ofProbabilities(p.param(logit).sigmoid())));):
              expected finite loss and gradients, but Const is -Infinity, and with it loss, rec; the parameters are as before the step
              try: logits in place of probabilities that may be 0 or 1, as in Bernoulli.ofLogits\
            """);
  }

  @Test
  void moreSuccessesThanTrials() {
    Param logit = Param.of("logit");
    Program model =
        p -> p.plate("rows", () -> p.sample("x", Binomial.ofLogits(p.input("n"), p.param(logit))));
    Column trials = Column.ofBytes("n", new byte[] {2, 4});
    Data data = Data.of(Column.ofBytes("x", new byte[] {3, 1}), trials);
    Objective likelihood = MaximumLikelihood.of(model).given("x");
    assertThat(Refusal.of(() -> Trainer.of(likelihood).feed(data.batch(2)).steps(1).run()))
        .isEqualTo(
            """
            at step 1, site 'x' in the model, plate 'rows' (WrongDataTest.java: p -> p.plate("rows", () -> p.sample("x", Binomial.ofLogits(p.input("n"), p.param(logit))));):
              expected finite loss and gradients, but Const is -Infinity, and with it loss, rec; the parameters are as before the step
              try: counts of at most the trials of their row\
            """);
  }

  @Test
  void fractionAsComputedIndex() {
    Param means = Param.of("means", 5);
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr group = p.input("age").times(0.3);
                  p.sample("y", Normal.of(p.param(means).at(group), Expr.of(1)));
                });
    Column age = Column.ofBytes("age", new byte[] {2, 4});
    Data data = Data.of(age, Column.ofDoubles("y", new double[] {1, 7}));
    Objective likelihood = MaximumLikelihood.of(model).given("y");
    assertThat(Refusal.of(() -> Trainer.of(likelihood).feed(data.batch(2)).steps(1).run()))
        .isEqualTo(
            """
            at step 1, site 'y' in the model, plate 'rows' (WrongDataTest.java: p.sample("y", Normal.of(p.param(means).at(group), Expr.of(1)));):
              expected finite loss and gradients, but Const is NaN, and with it loss, rec, gradient of means; the parameters are as before the step
              try: an index of whole numbers, such as SpecialFunctions.floor(index)\
            """);
  }

  @Test
  void networkOfTable() {
    Mlp network = Mlp.of("network", 4, 1);
    Param table = Param.of("table", 8, 6).normal(1);
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr mean = network.apply(p, p.param(table));
                  p.sample("y", Normal.of(mean.sum(), Expr.of(1)));
                });
    assertThat(Refusal.of(() -> MaximumLikelihood.of(model).given("y").explain()))
        .isEqualTo(
            """
            at layer 'network/0' in the model, plate 'rows' (WrongDataTest.java: Expr mean = network.apply(p, p.param(table));):
              expected inputs with events of rank 1, but got event shape [8, 6]
              try: it.at(index) for a row of a table, or reshape(48)\
            """);
  }

  @Test
  void sumOfEnumeratedSite() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr kind = p.sample("kind", Categorical.uniform(3));
                  Expr x = p.sample("x", Normal.of(kind, Expr.of(1)));
                  p.factor("sparse", Reductions.sumOver(kind, x.axes().at(0)));
                });
    assertThat(Refusal.of(() -> MaximumLikelihood.of(model).given("x").explain()))
        .isEqualTo(
            """
            at sumOver in the model, plate 'rows' (WrongDataTest.java: p.factor("sparse", Reductions.sumOver(kind, x.axes().at(0)));):
              expected a value along axis 'rows', but it has axes [kind]: every row has all values of an enumerated site
              try: what each row adds, such as p.factor(...) in the plate, which is summed over its rows\
            """);
  }

  @Test
  void noiseOfOtherShape() {
    Param slope = Param.of("slope");
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr y = p.sample("y", Categorical.uniform(3));
                  p.sample("z", Normal.of(y.times(p.param(slope)), Expr.of(1)));
                });
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr y = p.sample("y", Categorical.uniform(3));
                  Expr z = p.sample("z", Normal.of(y, Expr.of(1)));
                  p.sample("x", Normal.of(z, Expr.of(1)));
                });
    NoiseArray noise = NoiseArray.of(new double[6], 3, 2);
    Data data = Data.of(Column.ofDoubles("x", new double[] {0, 1}));
    Compiled compiled =
        Compilation.of(Elbo.of(model, guide).given("x")).noise("z", noise).compile();
    assertThat(Refusal.of(() -> compiled.measure(data, DrawKey.of(0))))
        .isEqualTo(
            """
            at noise of 'z' in the guide, plate 'rows':
              expected an array of axes [particles, y, rows] and event shape [], but got shape [3, 2]
              try: NoiseArray.of(values, particles, 3, rows)\
            """);
  }
}
