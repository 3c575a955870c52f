package org.jelbo.samples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.jelbo.dsl.diagram.Diagram;
import org.jelbo.models.vae.Vae;
import org.jelbo.models.vae.VaeSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainTest {
  @TempDir private Path folder;

  @Test
  void aRunLeavesItsFolderAndItsResult() throws IOException {
    Ran ran = train("run", "result.json", "7");

    assertThat(ran.err()).isEmpty();
    assertThat(ran.exit()).isZero();
    Path run = folder.resolve("run");
    assertThat(run)
        .isDirectoryContaining("glob:**parameters.npz")
        .isDirectoryContaining("glob:**metrics.json");
    assertThat(ImageIO.read(run.resolve("samples.png").toFile()).getWidth()).isGreaterThan(20 * 28);
    assertThat(ImageIO.read(run.resolve("reconstructions.png").toFile())).isNotNull();
    assertThat(ImageIO.read(run.resolve("curve.png").toFile())).isNotNull();
    assertThat(ran.out())
        .contains(
            "training on mnist, 4 steps, seed 7",
            "4/4",
            "held-out images, bounds in nats per image")
        .contains(run.resolve("samples.png").toString());

    JsonObject result = json(folder.resolve("result.json"));
    assertThat(result.get("experiment").getAsString()).isEqualTo("vae");
    assertThat(result.get("seed").getAsLong()).isEqualTo(7);
    assertThat(result.get("steps").getAsLong()).isEqualTo(4);
    assertThat(result.get("seconds").getAsDouble()).isPositive();
    JsonObject measured = result.getAsJsonObject("measured");
    assertThat(measured.get("nelbo").getAsDouble())
        .isEqualTo(measured.get("kl").getAsDouble() + measured.get("rec").getAsDouble());
    JsonObject provenance = result.getAsJsonObject("provenance");
    assertThat(provenance.keySet()).contains("settings", "data", "versions", "parameters");

    JsonObject metrics = json(run.resolve("metrics.json"));
    assertThat(metrics.getAsJsonArray("curve")).hasSize(4);
    assertThat(metrics.get("measured")).isEqualTo(measured);
  }

  @Test
  void equalSeedsGiveEqualResults() throws IOException {
    train("first", "first.json", "3");
    train("second", "second.json", "3");
    train("other", "other.json", "4");

    JsonObject first = json(folder.resolve("first.json"));
    assertThat(json(folder.resolve("second.json")).get("measured"))
        .isEqualTo(first.get("measured"));
    assertThat(json(folder.resolve("other.json")).get("measured"))
        .isNotEqualTo(first.get("measured"));
    assertThat(folder.resolve("second/parameters.npz"))
        .hasSameBinaryContentAs(folder.resolve("first/parameters.npz"));
  }

  /** The link leads to a file as before, and the pipe to its reader. */
  @Test
  void resultsAreWrittenThroughLinksAndPipes() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "older");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    assertThat(train("linked", "link", "3").err()).isEmpty();
    assertThat(link).isSymbolicLink();
    JsonObject result = json(file);
    assertThat(result.get("seed").getAsLong()).isEqualTo(3);

    Path pipe = folder.resolve("pipe");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")));
    new ProcessBuilder("/usr/bin/mkfifo", pipe.toString()).start().waitFor();
    CompletableFuture<JsonObject> read = CompletableFuture.supplyAsync(() -> read(pipe));
    assertThat(train("piped", "pipe", "3").err()).isEmpty();
    assertThat(read.get(60, TimeUnit.SECONDS).get("measured")).isEqualTo(result.get("measured"));
  }

  /** A full device takes no byte, which only shows at the end. */
  @Test
  void resultsThatDoNotFitAreElsewhere() throws IOException {
    assumeTrue(Files.isWritable(Path.of("/dev/full")));
    Path link = Files.createSymbolicLink(folder.resolve("full"), Path.of("/dev/full"));
    Ran ran = train("run", "full", "3");
    Matcher place =
        Pattern.compile(
                "at file '(.*)':\n {2}expected to write it, but .*; it is in '(.*)' instead")
            .matcher(ran.err().replace("\r\n", "\n"));
    assertThat(place.find()).as(ran.err()).isTrue();
    Path elsewhere = Path.of(place.group(2));
    try {
      assertThat(json(elsewhere).get("measured"))
          .isEqualTo(json(folder.resolve("run/metrics.json")).get("measured"));
    } finally {
      Files.delete(elsewhere);
    }
    assertThat(place.group(1)).isEqualTo(link.toString());
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.out()).contains("run folder: ");
  }

  private static JsonObject read(Path file) {
    try {
      return json(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void explainShowsTheDerivation() {
    Ran ran = Ran.of("explain", "vae");
    assertThat(ran.exit()).isZero();
    assertThat(ran.out())
        .contains(
            "-ELBO = rec + kl, in nats per datum",
            "KL[q(z | x) || p(z)]",
            "12 parameters, 661,404 numbers");
  }

  @Test
  void explainPrintsTheDiagramInstead() {
    Diagram diagram = Vae.of(VaeSettings.standard()).elbo().describe().diagram();
    for (String option : List.of("--diagram", "--diagram=mermaid", "--diagram=MERMAID")) {
      assertThat(printed("explain", "vae", option)).isEqualTo(diagram.mermaid());
    }
    assertThat(printed("explain", "vae", "--diagram=dot")).isEqualTo(diagram.dot());
    assertThat(printed("explain", "vae", "--diagram", "dot")).isEqualTo(diagram.dot());
  }

  private static String printed(String... args) {
    Ran ran = Ran.of(args);
    assertThat(ran.exit()).isZero();
    assertThat(ran.err()).isEmpty();
    return ran.out().replace("\r\n", "\n");
  }

  private Ran train(String run, String json, String seed) throws IOException {
    Path data = folder.resolve("data");
    if (!Files.exists(data)) {
      IdxFolder.of(data.resolve("mnist"), 150, 100);
    }
    return Ran.of(
        "train",
        "vae",
        "--data=mnist",
        "--data-dir=" + data,
        "--steps=4",
        "--seed=" + seed,
        "--out=" + folder.resolve(run),
        "--json=" + folder.resolve(json));
  }

  private static JsonObject json(Path file) throws IOException {
    return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
  }
}
