package org.jelbo.samples.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jelbo.samples.data.MatBytes;
import org.jelbo.samples.drawing.StreetDigits;
import org.jelbo.samples.experiment.BundledModel;
import org.jelbo.samples.protocol.Protocols;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands do for every model what they do for the first. */
class ModelsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"gmvae", "hvae", "ssvae"})
  void aRunIsTrainedAndReadBack(String model) throws IOException {
    Path data = IdxFolder.of(folder.resolve("mnist"), 120, 110);
    Path run = folder.resolve("run");
    Path json = folder.resolve("bound.json");
    done("train", model, "--data=mnist", "--data-dir=" + data, "--steps=2", "--out=" + run);
    done("evaluate", run.toString(), "--data-dir=" + data, "--json=" + json);

    JsonObject metrics = object(run.resolve("metrics.json"));
    assertThat(metrics.get("experiment").getAsString()).isEqualTo(model);
    assertThat(object(json).get("experiment").getAsString()).isEqualTo(model);
    assertThat(object(json).get("measured")).isEqualTo(metrics.get("measured"));

    Path samples = folder.resolve("samples.png");
    done("sample", run.toString(), "--out=" + samples);
    assertThat(samples).hasSameBinaryContentAs(run.resolve("samples.png"));
  }

  @Test
  void accuracyIsMeasuredDuringTraining() throws IOException {
    Path data = IdxFolder.of(folder.resolve("mnist"), 120, 110);
    Path run = folder.resolve("run");
    String shown =
        done("train", "ssvae", "--data=mnist", "--data-dir=" + data, "--steps=2", "--out=" + run);
    JsonObject metrics = object(run.resolve("metrics.json"));
    double accuracy = metrics.getAsJsonObject("measured").get("accuracy").getAsDouble();
    assertThat(accuracy).isBetween(0.0, 1.0);
    assertThat(metrics.getAsJsonArray("curve").get(1).getAsJsonObject().get("accuracy"))
        .isEqualTo(new JsonPrimitive(accuracy));
    assertThat(shown).containsPattern("2/2 .* loss .* accuracy [01]\\.[0-9]{2} ");
  }

  @Test
  void aRunOnColouredImagesIsTrainedAndReadBack() throws IOException {
    Path data = Files.createDirectory(folder.resolve("svhn"));
    MatBytes.svhn(StreetDigits.train(0, 110)).write(data.resolve("train_32x32.mat"));
    MatBytes.svhn(StreetDigits.test(0, 30)).write(data.resolve("test_32x32.mat"));
    Path run = folder.resolve("run");
    Path json = folder.resolve("bound.json");
    done("train", "fsvae", "--data=svhn", "--data-dir=" + folder, "--steps=2", "--out=" + run);
    done("evaluate", run.toString(), "--data-dir=" + folder, "--json=" + json);

    JsonObject metrics = object(run.resolve("metrics.json"));
    assertThat(metrics.get("experiment").getAsString()).isEqualTo("fsvae");
    assertThat(metrics.getAsJsonObject("provenance").getAsJsonObject("settings").get("shards"))
        .isEqualTo(new JsonPrimitive(1));
    assertThat(object(json).get("measured")).isEqualTo(metrics.get("measured"));

    Path samples = folder.resolve("samples.png");
    done("sample", run.toString(), "--out=" + samples);
    assertThat(samples).hasSameBinaryContentAs(run.resolve("samples.png"));
    Path pairs = folder.resolve("pairs.png");
    done("reconstruct", run.toString(), "--data-dir=" + folder, "--out=" + pairs);
    assertThat(pairs).hasSameBinaryContentAs(run.resolve("reconstructions.png"));
    assertThat(done("doctor", "--data-dir=" + folder)).contains("svhn train      110 images");
  }

  @Test
  void otherObjectivesAreExplained() {
    assertThat(done("explain", "vae", "--objective", "iwae", "--particles", "5"))
        .contains("Importance-weighted bound, given x", "K = 5");
    assertThat(done("explain", "vae")).contains("Evidence lower bound, given x", "one draw");
    assertThat(done("explain", "gmvae", "--objective", "component")).contains("summed out");
    assertThat(done("explain", "ssvae")).contains("unlabelled", "labelled", "q(y | x)");
    assertThat(done("explain", "vae", "--markdown")).contains("$$");
  }

  @Test
  void unknownObjectivesNameTheKnown() {
    Ran ran = Ran.of("explain", "vae", "--objective", "iwea");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err().replace("\r\n", "\n"))
        .isEqualTo(
            """
            at option '--objective':
              expected one of elbo, iwae, but got 'iwea'
              try: --objective iwae
            """);
  }

  @Test
  void helpNamesEveryObjective() {
    for (BundledModel model : Protocols.models()) {
      assertThat(done("explain", model.name(), "--help").replaceAll("\\s+", " "))
          .contains(model.objectives());
    }
  }

  @Test
  void noDraws() {
    Ran ran = Ran.of("explain", "vae", "--particles", "0");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err().replace("\r\n", "\n"))
        .isEqualTo(
            """
            at option '--particles':
              expected 1 draw or more, but got 0
              try: --particles 5
            """);
  }

  private static String done(String... args) {
    Ran ran = Ran.of(args);
    assertThat(ran.err()).isEmpty();
    assertThat(ran.exit()).isZero();
    return ran.out();
  }

  private static JsonObject object(Path file) throws IOException {
    return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
  }
}
