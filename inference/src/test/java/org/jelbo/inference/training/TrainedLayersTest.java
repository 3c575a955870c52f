package org.jelbo.inference.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import java.nio.file.Path;
import java.util.Arrays;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.nn.BatchNorm;
import org.jelbo.dsl.nn.Dense;
import org.jelbo.dsl.nn.Dropout;
import org.jelbo.dsl.nn.Layer;
import org.jelbo.dsl.nn.Sequential;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.Iwae;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.optimizer.Adam;
import org.jelbo.inference.optimizer.Sgd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Layers that keep numbers, or draw some, in training alone. */
class TrainedLayersTest {
  private static final int ROWS = 8;
  private static final double[] X = {1, -2, 0.5, 3, 2, 2, -1, 0, 0.3, 4, 1, 1, -3, 2, 0, 1};
  private static final Data DATA = Data.of(Column.ofDoubles("x", X, 2));

  private static final Layer ENCODER =
      Sequential.of(
          "encoder", Dense.of("0", 6), BatchNorm.of("norm"), Dropout.of(0.3), Dense.of("1", 2));

  private static final Program MODEL =
      p ->
          p.plate(
              "rows",
              () -> {
                Expr z = p.sample("z", Normal.standard(1));
                p.sample("x", Normal.of(Dense.of("decoder", 2).apply(p, z), Expr.of(1)));
              });

  private static final Program GUIDE =
      p ->
          p.plate(
              "rows",
              () -> {
                Expr h = ENCODER.apply(p, p.input("x", 2));
                Expr scale = h.split(2).get(1).softplus().plus(1e-3);
                p.sample("z", Normal.of(h.split(2).get(0), scale));
              });

  private static final Elbo ELBO = Elbo.of(MODEL, GUIDE).given("x");

  private static Trainer trainer(long steps) {
    return Trainer.of(ELBO).optimizer(Adam.of(0.01)).feed(DATA.batch(4)).steps(steps).seed(3);
  }

  /** Of two columns that are normed by themselves: what a step keeps is a tenth of the batch's. */
  @Test
  void eachStepKeepsOneTenthOfItsBatch() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr seen = BatchNorm.of("norm").apply(p, p.input("x", 2));
                  p.sample("y", Normal.of(seen.sum(), Expr.of(1)));
                });
    Data data = Data.of(Column.ofDoubles("x", X, 2), Column.ofDoubles("y", Arrays.copyOf(X, ROWS)));
    Objective likelihood = MaximumLikelihood.of(model).given("y");
    Trainer one =
        Trainer.of(likelihood)
            .optimizer(Sgd.of(0.01))
            .precision(Precision.FLOAT64)
            .feed(data.batch(ROWS));
    try (Fit fit = one.steps(2).run()) {
      for (int c = 0; c < 2; c++) {
        double mean = 0;
        double squares = 0;
        for (int i = 0; i < ROWS; i++) {
          mean += X[2 * i + c] / ROWS;
        }
        for (int i = 0; i < ROWS; i++) {
          squares += (X[2 * i + c] - mean) * (X[2 * i + c] - mean);
        }
        double variance = squares / (ROWS - 1);
        assertThat(fit.parameter("norm/mean")[c]).isCloseTo(0.19 * mean, within(1e-12));
        assertThat(fit.parameter("norm/variance")[c])
            .isCloseTo(0.81 + 0.19 * variance, within(1e-12));
      }
      assertThat(fit.parameter("norm/scale")).doesNotContain(1);
    }
  }

  @Test
  void rowsAreIndependentWhenTheyAreMeasured() {
    try (Fit fit = trainer(20).run()) {
      double[] alone =
          fit.encode(Data.of(Column.ofDoubles("x", Arrays.copyOf(X, 2), 2))).meanOf("z").toArray();
      double[] all = fit.encode(DATA).meanOf("z").toArray();
      assertThat(all).hasSize(ROWS);
      assertThat(all[0]).isCloseTo(alone[0], within(1e-5));
      assertThat(fit.encode(DATA).meanOf("z").toArray()).isEqualTo(all);
      assertThat(fit.logLikelihood(DATA, 50).value()).isFinite();
    }
  }

  @Test
  void aRunThatIsResumedEndsInTheSameBits(@TempDir Path folder) {
    Path file = folder.resolve("half.ckpt");
    String whole;
    try (Fit fit = trainer(10).run()) {
      whole = fit.digest();
      assertThat(fit.parameters().stream().filter(param -> !param.isTrained()).map(Param::name))
          .containsExactly("encoder/norm/mean", "encoder/norm/variance");
      assertThat(fit.parameter("encoder/norm/variance")).doesNotContain(1);
      fit.save(folder.resolve("saved.npz"));
    }
    try (Fit half = trainer(5).run()) {
      half.checkpoint(file);
    }
    try (Fit fit = trainer(10).resume(file).run();
        Fit restored = Fit.restore(ELBO, folder.resolve("saved.npz"))) {
      assertThat(fit.digest()).isEqualTo(whole);
      assertThat(restored.digest()).isEqualTo(whole);
    }
  }

  /**
   * Of ones some are left out and the others doubled: each is as far as 1 from what it was in
   * training, and where it was outside of it.
   */
  @Test
  void entriesAreLeftOutInTrainingAlone() {
    int width = 20_000;
    Param ones = Param.of("ones", width).constant(1);
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr mean = Dropout.of(0.5).apply(p, p.param(ones).plus(p.input("zero")));
                  p.sample("x", Normal.of(mean, Expr.of(1)));
                });
    double[] seen = new double[2 * width];
    Arrays.fill(seen, 1);
    Data data =
        Data.of(Column.ofDoubles("x", seen, width), Column.ofDoubles("zero", new double[] {0, 0}));
    double constant = width * Math.log(2 * Math.PI) / 2;
    double[] losses = new double[2];
    Trainer trainer =
        Trainer.of(MaximumLikelihood.of(model).given("x"))
            .optimizer(Sgd.of(1e-9))
            .feed(data.batch(2))
            .listener(report -> losses[(int) report.step() - 1] = report.value())
            .steps(2);
    try (Fit fit = trainer.run()) {
      assertThat(losses[0]).isCloseTo(constant + width / 2.0, within(40));
      assertThat(fit.evaluate(data, 1).value()).isCloseTo(constant, within(40));
    }
  }

  @Test
  void explanationsSayWhatIsOtherwiseInTraining() {
    assertThat(ELBO.explain().toString())
        .contains(
            "in training layer 'encoder/norm' norms rows by their batch, of which each row's bound"
                + " then depends; elsewhere by what it has kept",
            "in training layer 'encoder/dropout' draws which entries are left out",
            "encoder/norm/mean [6], untrained");
  }

  private static String refusal(Trainer trainer) {
    try (Fit fit = trainer.steps(1).run()) {
      throw new AssertionError("expected a refusal, but it ran to " + fit.steps());
    } catch (JelboException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  void batchesThatCannotBeNormedAreRefused() {
    assertThat(refusal(Trainer.of(ELBO).feed(DATA.batch(4).shards(2))))
        .contains(
            """
            layer 'encoder/norm':
              expected a batch in one piece, whose mean and variance the layer norms by, but it is cut into 2 shards
              try: shards(1), or LayerNorm\
            """);
    assertThat(
            refusal(Trainer.of(Iwae.of(MODEL, GUIDE).given("x").particles(3)).feed(DATA.batch(4))))
        .contains(
            """
            layer 'encoder/norm':
              expected importance weights of single rows, but in training the layer norms each row by its batch, and the logarithm of their mean bounds nothing
              try: Elbo to train by, and the weights when it is evaluated, or LayerNorm\
            """);
    assertThat(refusal(Trainer.of(ELBO).feed(DATA.batch(1))))
        .contains(
            """
            expected two values or more of each entry in a batch, but got one, whose variance is 0
              try: batch(2) or more, or LayerNorm\
            """);
    Objective sum = Objective.sum(ELBO.from("one"), Elbo.of(MODEL, GUIDE).given("x").from("two"));
    assertThat(refusal(Trainer.of(sum).feed("one", DATA.batch(4)).feed("two", DATA.batch(4))))
        .contains(
            """
            layer 'encoder/norm':
              expected one term of the objective to norm by its batch in a step, but two do
              try: a layer with a path of its own for each term, or LayerNorm\
            """);
  }

  @Test
  void aLayerThatNormsIsAppliedOnce() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  BatchNorm norm = BatchNorm.of("norm");
                  Expr x = p.input("x", 2);
                  p.sample("y", Normal.of(norm.apply(p, norm.apply(p, x)).sum(), Expr.of(1)));
                });
    Data data = Data.of(Column.ofDoubles("x", X, 2), Column.ofDoubles("y", Arrays.copyOf(X, ROWS)));
    assertThat(refusal(Trainer.of(MaximumLikelihood.of(model).given("y")).feed(data.batch(ROWS))))
        .contains(
            """
            expected a layer that norms by its batch to be applied once in a program, but it is applied twice
              try: a layer with a path of its own for each, or LayerNorm\
            """);
  }

  @Test
  void importanceWeightsAreRightOutsideOfTraining() {
    try (Fit fit = Fit.start(Iwae.of(MODEL, GUIDE).given("x").particles(3))) {
      assertThat(fit.evaluate(DATA, 2).value()).isFinite();
    }
  }

  /**
   * Densities at leaves are of a second run of the guide, in which the same entries are left out:
   * with others the bound would be off by thousands. With the same both ways of writing the bound
   * differ by half the mean of squared standard normal draws, less 1/2.
   */
  @Test
  void runsThatAreRepeatedAreOfTheSameLayers() {
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr x = p.input("x", 2).times(p.param(Param.of("slope").constant(3)));
                  Expr normed = BatchNorm.of("norm").apply(p, x);
                  Expr mean = Dropout.of(0.5).apply(p, normed).split(2).get(0);
                  p.sample("z", Normal.of(mean, Expr.of(0.001)));
                });
    Elbo bound = Elbo.of(MODEL, guide).given("x");
    assertThat(firstLoss(bound.stickingTheLanding())).isCloseTo(firstLoss(bound), within(8));
  }

  private static double firstLoss(Objective objective) {
    double[] losses = new double[1];
    Trainer trainer =
        Trainer.of(objective)
            .optimizer(Sgd.of(1e-9))
            .feed(DATA.batch(ROWS))
            .listener(report -> losses[0] = report.value())
            .seed(3);
    try (Fit fit = trainer.steps(1).run()) {
      assertThat(fit.steps()).isEqualTo(1);
    }
    return losses[0];
  }
}
