package org.jelbo.samples.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jelbo.inference.compilation.Device;
import org.jelbo.inference.data.Feed;
import org.jelbo.inference.training.Listener;
import org.jelbo.samples.drawing.Digits;
import org.jelbo.samples.protocol.Protocols;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingTest {
  private static final DigitData DATA =
      new DigitData(DigitData.Source.DIGITS, Digits.train(0, 120), Digits.test(0, 20));

  @TempDir private Path folder;

  private static Training training() {
    return Training.of(Protocols.models().get(0), DATA, 5, 3);
  }

  private static String digest(Training training) {
    try (TrainedRun run = training.run(report -> {})) {
      assertThat(run.fit().steps()).isEqualTo(5);
      return run.fit().digest();
    }
  }

  @Test
  void stretchesMakeNoDifference() {
    Training inStretches = training().resumable(folder.resolve("state.npz"), 2);
    assertThat(digest(inStretches)).isEqualTo(digest(training()));
  }

  @Test
  void batchesAndTheLearningRateAreThoseOfTheModel() {
    BundledModel model = Protocols.models().get(0).batch(40).learningRate(3e-4);
    JsonObject settings = Training.settings(model, Device.CPU);
    assertThat(settings.get("batch").getAsInt()).isEqualTo(40);
    assertThat(settings.get("optimizer").getAsString()).isEqualTo("Adam 3.0E-4");
    assertThat(model.feeds(DATA.train()).values())
        .singleElement()
        .extracting(Feed::batchSize)
        .isEqualTo(40);
    assertThat(digest(Training.of(model, DATA, 5, 3))).isNotEqualTo(digest(training()));
  }

  @Test
  void anInterruptedTrainingGoesOnToTheSameNumbers() {
    Training resumable = training().resumable(folder.resolve("state.npz"), 2);
    Listener interrupting =
        report -> {
          if (report.step() == 4) {
            throw new IllegalStateException("on purpose");
          }
        };
    assertThatThrownBy(() -> resumable.run(interrupting)).hasMessage("on purpose");

    List<Long> steps = new ArrayList<>();
    try (TrainedRun run = resumable.run(report -> steps.add(report.step()))) {
      assertThat(steps).containsExactly(3L, 4L, 5L);
      assertThat(run.fit().digest()).isEqualTo(digest(training()));
    }
  }

  @Test
  void theStateOfAnotherTrainingIsRefused() {
    Path state = folder.resolve("state.npz");
    digest(training().resumable(state, 2));
    Training other = Training.of(Protocols.models().get(0), DATA, 5, 4).resumable(state, 2);
    assertThatThrownBy(() -> other.run(report -> {}))
        .hasMessage(
            "at file '"
                + state
                + "':\n"
                + "  expected the state of this training, but it is of other settings, data or"
                + " versions\n"
                + "  try: --out with another folder, or remove the file to begin anew");
  }
}
