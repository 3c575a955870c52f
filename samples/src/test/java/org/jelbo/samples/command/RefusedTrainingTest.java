package org.jelbo.samples.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.optimizer.Adam;
import org.jelbo.inference.training.Fit;
import org.jelbo.inference.training.Trainer;
import org.jelbo.models.vae.Vae;
import org.jelbo.models.vae.VaeSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a training leaves whose step is not finite, and how it goes on. */
class RefusedTrainingTest {
  @TempDir private Path folder;

  /** Parameters of 1e30 are finite, and what the networks make of them is not. */
  @Test
  void runFolderHoldsTheStateBeforeTheRefusedStep() throws IOException {
    Path start = checkpoint(1e30);

    Ran ran = train("run", start, "4");

    Path kept = folder.resolve("run/checkpoint.npz");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err())
        .startsWith("at step 2, site 'z' in the guide, plate 'images' (Vae.java:")
        .contains("  expected finite loss and gradients, but ")
        .contains(
            "the parameters are as before the step; the state before the step is in '" + kept);
    assertThat(kept).hasSameBinaryContentAs(start);
    try (Stream<Path> files = Files.list(folder.resolve("run"))) {
      assertThat(files.collect(Collectors.toList())).containsExactly(kept);
    }
  }

  @Test
  void trainingGoesOnFromCheckpoint() throws IOException {
    Path start = checkpoint(1e-3);

    Ran ran = train("run", start, "3");

    assertThat(ran.err()).isEmpty();
    assertThat(ran.exit()).isZero();
    String metrics = Files.readString(folder.resolve("run/metrics.json"));
    assertThat(JsonParser.parseString(metrics).getAsJsonObject().getAsJsonArray("curve"))
        .extracting(point -> point.getAsJsonObject().get("step").getAsLong())
        .containsExactly(2L, 3L);
  }

  @Test
  void checkpointThatHasAllStepsIsRefused() throws IOException {
    Ran ran = train("run", checkpoint(1e-3), "1");

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err())
        .isEqualToNormalizingNewlines(
            """
            at option '--steps':
              expected more steps than the 1 of the checkpoint, but got 1
              try: --steps 2
            """);
    assertThat(folder.resolve("run")).doesNotExist();
  }

  /** Of one step at a learning rate. */
  private Path checkpoint(double rate) {
    Path file = folder.resolve("start.npz");
    Data data = Data.of(Column.ofBytes("x", new byte[2 * 784], 784));
    try (Fit fit =
        Trainer.of(Vae.of(VaeSettings.standard()).elbo())
            .optimizer(Adam.of(rate))
            .feed(data.batch(2).shards(2))
            .steps(1)
            .run()) {
      fit.checkpoint(file);
    }
    return file;
  }

  private Ran train(String run, Path checkpoint, String steps) throws IOException {
    Path data = folder.resolve("data");
    IdxFolder.of(data.resolve("mnist"), 150, 100);
    return Ran.of(
        "train",
        "vae",
        "--data=mnist",
        "--data-dir=" + data,
        "--steps=" + steps,
        "--resume=" + checkpoint,
        "--out=" + folder.resolve(run));
  }
}
