package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Path;
import java.util.Map;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.Device;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.evaluation.EvidenceEstimator;
import org.jelbo.inference.gradient.Gradients;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.GuideLikelihood;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.objective.SumTerm;
import org.jelbo.inference.training.Fit;
import org.jelbo.inference.training.Trainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.Shape;

/** What runs of an objective are refused with: estimates, draws, steps, devices. */
class RunMessagesTest {
  private static final SmallVae VAE = SmallVae.tiny();
  private static final Elbo ELBO = VAE.elbo();
  private static final Data DATA = VAE.data(4);

  @TempDir Path folder;

  @Test
  void estimatesOfNothing() {
    assertThat(Refusal.of(() -> EvidenceEstimator.of(0)))
        .isEqualTo(
            """
            at evidence (RunMessagesTest.java: assertThat(Refusal.of(() -> EvidenceEstimator.of(0)))):
              expected particles of 1 or more, but got 0
              try: EvidenceEstimator.of(1_000)""");
    EvidenceEstimator one = EvidenceEstimator.of(1);
    assertThat(Refusal.of(() -> one.repeats(-1)))
        .isEqualTo(
            """
            at evidence (RunMessagesTest.java: assertThat(Refusal.of(() -> one.repeats(-1)))):
              expected repeats of 1 or more, but got -1
              try: EvidenceEstimator.of(1_000)""");
    assertThat(Refusal.of(() -> one.weightsAtOnce(0)))
        .isEqualTo(
            """
            at evidence (RunMessagesTest.java: assertThat(Refusal.of(() -> one.weightsAtOnce(0)))):
              expected weights at once of 1 or more, but got 0
              try: EvidenceEstimator.of(1_000)""");
  }

  @Test
  void evidenceOfGuide() {
    Program guide = p -> p.plate("rows", () -> p.sample("y", Bernoulli.ofLogits(p.input("x"))));
    Data data =
        Data.of(
            Column.ofDoubles("x", new double[] {1, 2}), Column.ofDoubles("y", new double[] {0, 1}));
    try (Fit fit = Fit.start(GuideLikelihood.of(guide, "y"))) {
      assertThat(Refusal.of(() -> fit.logLikelihood(data, 5)))
          .isEqualTo(
              """
              at evidence (RunMessagesTest.java: assertThat(Refusal.of(() -> fit.logLikelihood(data, 5)))):
                expected a model whose evidence to estimate, but the likelihood of a guide has none
                try: predicting(...) for a term that has a model""");
    }
    SumTerm one = GuideLikelihood.of(guide, "y").named("one");
    try (Fit fit = Fit.start(Objective.sum(one, one.named("two")))) {
      assertThat(Refusal.of(() -> fit.logLikelihood(data, 5)))
          .contains("but the likelihood of a guide has none");
    }
  }

  @Test
  void nothingToDraw() {
    try (Fit fit = Trainer.of(ELBO).feed(DATA.batch(2)).steps(0).run()) {
      assertThat(Refusal.of(() -> fit.sample(0)))
          .isEqualTo(
              """
              at rows (RunMessagesTest.java: assertThat(Refusal.of(() -> fit.sample(0)))):
                expected 1 row or more to draw, but got 0
                try: sample(200)""");
    }
  }

  @Test
  void negativeSteps() {
    try (Compiled compiled = Compilation.of(ELBO).compile()) {
      assertThat(Refusal.of(() -> compiled.restore(Map.of(), -1)))
          .isEqualTo(
              """
              at restore (RunMessagesTest.java: assertThat(Refusal.of(() -> compiled.restore(Map.of(), -1)))):
                expected 0 steps or more, but got -1
                try: restore(states, 0)""");
    }
  }

  @Test
  void deviceThatIsNotThere() {
    assumeFalse(Device.GPU.isPresent(), "there is a graphics card");
    assertThat(Refusal.of(() -> Compilation.of(ELBO).device(Device.GPU).compile()))
        .isEqualTo(
            """
            at device GPU:
              expected a graphics card that TensorFlow can use, but it found CPU:0
              try: tensorflow-core-native with the classifier linux-x86_64-gpu (JELBO_PROFILE=gpu ./jelbo ...), with NVIDIA's driver, CUDA 12.5 and cuDNN 9.3, or the device cpu""");
  }

  @Test
  void trainersWithoutSteps() {
    Trainer trainer = Trainer.of(ELBO).feed(DATA.batch(2));
    assertThat(Refusal.of(() -> trainer.run()))
        .isEqualTo(
            """
            at Trainer (RunMessagesTest.java: assertThat(Refusal.of(() -> trainer.run()))):
              expected a number of steps, but got none
              try: steps(20_000)""");
  }

  @Test
  void restoredFits() {
    Path file = folder.resolve("vae.npz");
    Trainer trainer = Trainer.of(ELBO).precision(Precision.FLOAT64).feed(DATA.batch(2));
    try (Fit fit = trainer.steps(7).run()) {
      fit.save(file);
      try (Fit restored = Fit.restore(ELBO, file)) {
        assertThat(restored.steps()).isEqualTo(7);
        assertThat(restored.digest()).isEqualTo(fit.digest());
        assertThat(restored.parameter("dec/0/kernel")).isEqualTo(fit.parameter("dec/0/kernel"));
        assertThat(restored.evaluate(DATA, 3)).isEqualTo(fit.evaluate(DATA, 3));
        assertThat(Refusal.of(() -> restored.checkpoint(file)))
            .isEqualTo(
                """
                at checkpoint (RunMessagesTest.java: assertThat(Refusal.of(() -> restored.checkpoint(file)))):
                  expected a fit that was trained, but its parameters were restored from a file
                  try: save(file), which keeps the parameters""");
        assertThat(Refusal.of(() -> restored.parameter("dec/0/kernal")))
            .isEqualTo(
                """
                at parameter 'dec/0/kernal' (RunMessagesTest.java: assertThat(Refusal.of(() -> restored.parameter("dec/0/kernal")))):
                  expected one of [enc/0/kernel, enc/0/bias, enc/1/kernel, enc/1/bias, dec/0/kernel, dec/0/bias, dec/1/kernel, dec/1/bias]
                  try: 'dec/0/kernel'""");
      }
    }
  }

  @Test
  void lossesWithAxes() {
    Axis rows = new Axis.Plate("rows", 0, Axis.Plate.OF_DATA);
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT64)) {
      Expr loss = evaluation.fed(new double[6], Shape.of(3, 2), rows);
      assertThat(Refusal.of(() -> Gradients.of(loss, Map.of())))
          .isEqualTo(
              """
              at loss:
                expected one number, but it has axes [rows] and event [2]
                try: axes that the objective knows: plates and its own particles""");
    }
  }
}
