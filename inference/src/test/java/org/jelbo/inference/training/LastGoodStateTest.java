package org.jelbo.inference.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Param;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.optimizer.Adam;
import org.jelbo.inference.optimizer.Sgd;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training that is refused leaves a checkpoint to go on from. */
class LastGoodStateTest {
  private static final Param SCALE = Param.of("scale").constant(1);
  private static final Data DATA = Data.of(Column.ofDoubles("x", new double[] {0, 0}));

  @TempDir Path folder;
  private Path file = Path.of("checkpoint.npz");

  @BeforeEach
  void inFolder() {
    file = folder.resolve("run").resolve("checkpoint.npz");
  }

  /** All data are 0: the scale shrinks from 1 by about 0.3 a step, and its log is lost below 0. */
  @Test
  void stateBeforeTheRefusedStepIsKept() {
    List<Long> done = new ArrayList<>();
    assertThatThrownBy(() -> trainer(scale -> scale, 20).listener(r -> done.add(r.step())).run())
        .isInstanceOf(JelboException.class)
        .hasMessageStartingWith("at step " + (done.size() + 1) + ", site 'x' in the model")
        .hasMessageContaining("but Log(-")
        .hasMessageContaining(
            "; the parameters are as before the step; the state before the step is in '" + file)
        .hasNoSuppressedExceptions();
    assertThat(done).hasSizeBetween(2, 10);
    Path expected = folder.resolve("expected.npz");
    try (Fit fit = trainer(scale -> scale, done.size()).run()) {
      fit.checkpoint(expected);
    }
    assertThat(file).hasSameBinaryContentAs(expected);
  }

  @Test
  void soundProgramGoesOnFromIt() {
    assertThatThrownBy(() -> trainer(scale -> scale, 20).run()).isInstanceOf(JelboException.class);
    try (Fit fit = trainer(scale -> scale.abs().plus(0.5), 20).resume(file).run()) {
      assertThat(fit.steps()).isEqualTo(20);
      assertThat(fit.parameter("scale")[0]).isFinite();
    }
  }

  @Test
  void stateIsKeptEverySoManySteps() {
    UnaryOperator<Expr> sound = scale -> scale.abs().plus(0.5);
    try (Fit fit = trainer(sound, 7).checkpoints(file, 3).run();
        Fit resumed = trainer(sound, 6).resume(file).run();
        Fit expected = trainer(sound, 6).run()) {
      assertThat(fit.steps()).isEqualTo(7);
      assertThat(resumed.digest()).isEqualTo(expected.digest());
    }
  }

  /** The first step makes the parameter infinite, which only the second shows. */
  @Test
  void stateThatIsNotFiniteIsNeverWritten() {
    Trainer trainer = trainer(scale -> scale, 20).optimizer(Sgd.of(1e300)).checkpoints(file, 1);
    assertThatThrownBy(trainer::run)
        .hasMessageStartingWith("at step 2, parameter 'scale':")
        .hasMessageContaining("; the parameters are as before the step\n");
    assertThat(Files.exists(file)).isFalse();
  }

  @Test
  void placeThatCannotBeWrittenToIsRefusedBeforeTraining() throws Exception {
    Files.writeString(folder.resolve("run"), "a file where the folder would be");
    List<Long> done = new ArrayList<>();
    assertThatThrownBy(() -> trainer(scale -> scale, 20).listener(r -> done.add(r.step())).run())
        .hasMessage(
            "at file '%s':\n  expected to write it, but '%s' is not a folder\n"
                + "  try: a place that can be written to, with space left",
            file, folder.resolve("run"));
    assertThat(done).isEmpty();
  }

  /** The refusal says where else the state is: here, in the current folder. */
  @Test
  void stateIsElsewhereWhereItsPlaceHasGone() throws Exception {
    Trainer trainer =
        trainer(scale -> scale, 20)
            .listener(
                report -> {
                  if (report.step() == 1) {
                    write(folder.resolve("run"), "a file where the folder would be");
                  }
                });
    String message = String.valueOf(catchThrowable(trainer::run).getMessage());
    Matcher place = Pattern.compile("the state before the step is in '(.*)'").matcher(message);
    assertThat(place.find()).isTrue();
    Path elsewhere = Path.of(place.group(1));
    Files.delete(folder.resolve("run"));
    try (Fit fit = trainer(scale -> scale.abs().plus(0.5), 20).resume(elsewhere).run()) {
      assertThat(fit.steps()).isEqualTo(20);
    } finally {
      Files.delete(elsewhere);
    }
    assertThat(elsewhere).hasFileName("run-checkpoint.npz");
  }

  @Test
  void stateIsKeptWhereMetricsEndTheTraining() {
    JelboException refusal = JelboException.of("metric 'm'", "expected it, but no", "another");
    Trainer trainer = trainer(scale -> scale.abs().plus(0.5), 20);
    assertThatThrownBy(
            () ->
                trainer
                    .metric(
                        "m",
                        7,
                        fit -> {
                          throw refusal;
                        })
                    .run())
        .hasMessage(
            "at metric 'm':\n  expected it, but no; the state after step 7 is in '%s'\n"
                + "  try: another",
            file);
    assertGoesOnFrom(7);
  }

  @Test
  void stateIsKeptWhereListenersFail() {
    Trainer trainer = trainer(scale -> scale.abs().plus(0.5), 20);
    assertThatThrownBy(
            () ->
                trainer
                    .listener(
                        report -> {
                          if (report.step() == 5) {
                            throw new IllegalStateException("on purpose");
                          }
                        })
                    .run())
        .hasMessage("on purpose")
        .satisfies(
            failure ->
                assertThat(failure.getSuppressed())
                    .singleElement()
                    .extracting(Throwable::getMessage)
                    .isEqualTo(
                        "at step 5:\n  expected metrics and listeners to let the training go on,"
                            + " but one ended it; the state after step 5 is in '"
                            + file
                            + "'\n  try: resume(file) with the file that has the state"));
    assertGoesOnFrom(5);
  }

  private void assertGoesOnFrom(long step) {
    UnaryOperator<Expr> sound = scale -> scale.abs().plus(0.5);
    List<Long> done = new ArrayList<>();
    try (Fit resumed = trainer(sound, 20).resume(file).listener(r -> done.add(r.step())).run();
        Fit expected = trainer(sound, 20).run()) {
      assertThat(done.get(0)).isEqualTo(step + 1);
      assertThat(resumed.digest()).isEqualTo(expected.digest());
    }
  }

  private static void write(Path path, String text) {
    try {
      Files.writeString(path, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Trainer trainer(UnaryOperator<Expr> scale, long steps) {
    Objective likelihood =
        MaximumLikelihood.of(
                p ->
                    p.plate(
                        "rows",
                        () -> p.sample("x", Normal.of(Expr.of(0), scale.apply(p.param(SCALE))))))
            .given("x");
    return Trainer.of(likelihood)
        .optimizer(Adam.of(0.3))
        .feed(DATA.batch(2))
        .steps(steps)
        .checkpoints(file, 1_000);
  }
}
