package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.GuideLikelihood;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.training.Draws;
import org.jelbo.inference.training.Evaluation;
import org.jelbo.inference.training.Fit;
import org.jelbo.inference.training.Trainer;
import org.junit.jupiter.api.Test;

/** What fits refuse. */
class TrainingMessagesTest {
  private static final SmallVae VAE = SmallVae.tiny();
  private static final Data DATA = VAE.data(4);

  @Test
  void lossThatIsNotNumeric() {
    Program model =
        p -> p.plate("rows", () -> p.sample("x", Normal.of(Expr.of(0), p.param(Param.of("s")))));
    Objective objective = MaximumLikelihood.of(model).given("x");
    Data data = Data.of(Column.ofDoubles("x", new double[] {0, 1}));
    try (Fit fit = Fit.start(objective)) {
      assertThat(Refusal.of(() -> fit.evaluate(data, 1)))
          .isEqualTo(
              """
              at evaluate (TrainingMessagesTest.java: assertThat(Refusal.of(() -> fit.evaluate(data, 1)))):
                expected a loss that is a number, but these are not: rec
                try: positive scales, such as softplus() plus a small constant, and data inside the supports""");
    }
  }

  @Test
  void checkpointsThatAreNeverWritten() {
    assertThat(Refusal.of(() -> Trainer.of(VAE.elbo()).checkpoints(Path.of("vae.npz"), 0)))
        .isEqualTo(
            """
            at checkpoints (TrainingMessagesTest.java: assertThat(Refusal.of(() -> Trainer.of(VAE.elbo()).checkpoints(Path.of("vae.npz"), 0)))):
              expected a checkpoint after every 1 step or more, but got 0
              try: checkpoints(file, 1_000)""");
    assertThat(Refusal.of(() -> Trainer.of(VAE.elbo()).checkpoints(Absent.value(), 1)))
        .isEqualTo(
            """
            at checkpoints (TrainingMessagesTest.java: assertThat(Refusal.of(() -> Trainer.of(VAE.elbo()).checkpoints(Absent.value(), 1)))):
              expected a file, but got null
              try: checkpoints(Path.of("vae.npz"), 1_000)""");
  }

  @Test
  void programsWithoutSites() {
    Program guide = p -> p.plate("rows", () -> p.sample("x", Normal.of(0, 1)));
    try (Fit fit = Fit.start(GuideLikelihood.of(guide, "x"))) {
      assertThat(Refusal.of(() -> fit.sample(3)))
          .isEqualTo(
              """
              at draws (TrainingMessagesTest.java: assertThat(Refusal.of(() -> fit.sample(3)))):
                expected sites to draw, but the model has none
                try: predicting(...) for a term that has a model""");
    }
    try (Fit fit = Fit.start(MaximumLikelihood.of(guide).given("x"))) {
      Data data = Data.of(Column.ofDoubles("x", new double[] {1, 2}));
      assertThat(Refusal.of(() -> fit.encode(data)))
          .isEqualTo(
              """
              at draws (TrainingMessagesTest.java: assertThat(Refusal.of(() -> fit.encode(data)))):
                expected sites to draw, but the guide has none
                try: sample(200), which draws from the model""");
    }
  }

  /** Nothing that is left out silently has a default in its place. */
  @Test
  void settingsThatAreNull() {
    Trainer trainer = Trainer.of(VAE.elbo());
    assertThat(Refusal.of(() -> trainer.resume(Absent.value())))
        .isEqualTo(
            """
            at resume (TrainingMessagesTest.java: assertThat(Refusal.of(() -> trainer.resume(Absent.value())))):
              expected a file, but got null
              try: resume(Path.of("vae.npz")), or leave it out""");
    assertThat(Refusal.of(() -> trainer.feed(Absent.value())))
        .isEqualTo(
            """
            at feed 'default' (TrainingMessagesTest.java: assertThat(Refusal.of(() -> trainer.feed(Absent.value())))):
              expected batches, but got null
              try: data.batch(100)""");
    assertThat(Refusal.of(() -> trainer.feed(Absent.value(), DATA.batch(2))))
        .isEqualTo(
            """
            at feed (TrainingMessagesTest.java: assertThat(Refusal.of(() -> trainer.feed(Absent.value(), DATA.batch(2))))):
              expected a name, but got null
              try: the name of a feed of the objective""");
    assertThat(Refusal.of(() -> trainer.optimizer(Absent.value())))
        .isEqualTo(
            """
            at optimizer (TrainingMessagesTest.java: assertThat(Refusal.of(() -> trainer.optimizer(Absent.value())))):
              expected one, but got null
              try: Adam.of(1e-3)""");
    assertThat(Refusal.of(() -> trainer.listener(Absent.value())))
        .isEqualTo(
            """
            at listener (TrainingMessagesTest.java: assertThat(Refusal.of(() -> trainer.listener(Absent.value())))):
              expected one, but got null
              try: report -> {...}""");
    assertThat(Refusal.of(() -> VAE.elbo().divergences(Absent.value())))
        .isEqualTo(
            """
            at divergences (TrainingMessagesTest.java: assertThat(Refusal.of(() -> VAE.elbo().divergences(Absent.value())))):
              expected a table, but got null
              try: Divergences.standard()""");
  }

  @Test
  void metricsThatCannotBeMeasured() {
    Trainer trainer = Trainer.of(VAE.elbo()).metric("loss", 1, fit -> 0);
    assertThat(Refusal.of(() -> trainer.metric("loss", 2, fit -> 1)))
        .isEqualTo(
            """
            at metric 'loss' (TrainingMessagesTest.java: assertThat(Refusal.of(() -> trainer.metric("loss", 2, fit -> 1)))):
              expected one metric of each name, but got two
              try: another name""");
    assertThat(Refusal.of(() -> trainer.metric("accuracy", 0, fit -> 1)))
        .isEqualTo(
            """
            at metric 'accuracy' (TrainingMessagesTest.java: assertThat(Refusal.of(() -> trainer.metric("accuracy", 0, fit -> 1)))):
              expected it after every 1 step or more, but got 0
              try: metric("accuracy", 1_000, fit -> ...)""");
    assertThat(Refusal.of(() -> trainer.metric(" ", 1, fit -> 1)))
        .isEqualTo(
            """
            at metric (TrainingMessagesTest.java: assertThat(Refusal.of(() -> trainer.metric(" ", 1, fit -> 1)))):
              expected a name, but got a blank one
              try: metric("accuracy", 1_000, fit -> ...)""");
    assertThat(Refusal.of(() -> trainer.metric("accuracy", 1, Absent.value())))
        .isEqualTo(
            """
            at metric (TrainingMessagesTest.java: assertThat(Refusal.of(() -> trainer.metric("accuracy", 1, Absent.value())))):
              expected a function of the fit, but got null
              try: fit -> fit.accuracy(data, "y").value()""");
  }

  @Test
  void requestsThatCannotBeMet() {
    try (Fit fit = fit()) {
      assertThat(Refusal.of(() -> fit.evaluate(DATA, 0)))
          .isEqualTo(
              """
              at evaluate (TrainingMessagesTest.java: assertThat(Refusal.of(() -> fit.evaluate(DATA, 0)))):
                expected 1 repeat or more, but got 0
                try: evaluate(data, 5)""");
      Draws sample = fit.sample(2);
      assertThat(Refusal.of(() -> sample.meanOf("zz")))
          .isEqualTo(
              """
              at mean of 'zz' (TrainingMessagesTest.java: assertThat(Refusal.of(() -> sample.meanOf("zz")))):
                expected one of the sites [x, z]
                try: 'z'""");
      assertThat(Refusal.of(() -> sample.of("images")))
          .isEqualTo(
              """
              at draw of 'images' (TrainingMessagesTest.java: assertThat(Refusal.of(() -> sample.of("images")))):
                expected one of the sites [x, z]
                try: one of these names""");
      Evaluation evaluation = fit.evaluate(DATA, 1);
      assertThat(Refusal.of(() -> evaluation.part("elbo")))
          .isEqualTo(
              """
              at part 'elbo' (TrainingMessagesTest.java: assertThat(Refusal.of(() -> evaluation.part("elbo")))):
                expected one of [kl, rec]
                try: one of these names""");
    }
  }

  @Test
  void useAfterClose() {
    Fit fit = fit();
    fit.close();
    fit.close();
    assertThat(Refusal.of(() -> fit.sample(1)))
        .isEqualTo(
            """
            at Fit (TrainingMessagesTest.java: assertThat(Refusal.of(() -> fit.sample(1)))):
              expected it to be open, but it was closed
              try: use it inside its try block""");
    assertThat(Refusal.of(() -> fit.encode(DATA))).contains("it was closed");
    assertThat(Refusal.of(() -> fit.reconstruct(DATA))).contains("it was closed");
    assertThat(Refusal.of(() -> fit.evaluate(DATA, 1))).contains("it was closed");
    assertThat(Refusal.of(() -> fit.digest())).contains("it was closed");
    assertThat(Refusal.of(() -> fit.parameter("dec/1/bias"))).contains("it was closed");
    assertThat(Refusal.of(() -> fit.save(java.nio.file.Path.of("x")))).contains("it was closed");
    assertThat(Refusal.of(() -> fit.checkpoint(java.nio.file.Path.of("x")))).contains("was closed");
  }

  private static Fit fit() {
    return Trainer.of(VAE.elbo()).feed(DATA.batch(2)).steps(0).run();
  }
}
