package org.jelbo.samples.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.inference.file.Claim;
import org.jelbo.inference.file.Rescue;
import org.jelbo.inference.training.Checkpoint;
import org.jelbo.inference.training.Fit;
import org.jelbo.samples.drawing.Digits;
import org.jelbo.samples.protocol.Protocols;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that was trained is thrown away. */
class TrainedRunTest {
  private static final DigitData DATA =
      new DigitData(DigitData.Source.DIGITS, Digits.train(0, 120), Digits.test(0, 20));
  private static final BundledModel VAE = Protocols.models().get(0);

  @TempDir private Path folder;

  /** A file stands where the folder was; the run is in the current folder. */
  @Test
  void aRunWhoseFolderHasGoneIsElsewhere() throws IOException {
    Path path = folder.resolve("run");
    try (RunFolder run = RunFolder.at(path);
        TrainedRun trained = Training.of(VAE, DATA, 2, 3).checkpoints(run).run(report -> {})) {
      Files.delete(path.resolve(Claim.NAME));
      Files.delete(path);
      Files.writeString(path, "a file where the folder was");
      Rescue saved = trained.write(run);
      try {
        assertThat(saved.path()).hasFileName(folder.getFileName() + "-run");
        assertThat(saved.elsewhere().orElseThrow())
            .hasMessageStartingWith(
                "at folder '" + path + "':\n  expected a place that can be written to, but ");
        assertThat(trained.files())
            .containsExactly(
                "parameters.npz",
                "metrics.json",
                "samples.png",
                "reconstructions.png",
                "curve.png",
                "report.html");
        for (String file : trained.files()) {
          assertThat(saved.path().resolve(file)).isNotEmptyFile();
        }
        try (Fit fit = Fit.restore(VAE.objective(), saved.path().resolve("parameters.npz"))) {
          assertThat(fit.digest()).isEqualTo(trained.fit().digest());
        }
      } finally {
        delete(saved.path());
      }
    }
    assertThat(path).hasContent("a file where the folder was");
  }

  /** What others published stands beside what is measured in between, in a picture and the page. */
  @Test
  void metricsStandBesideWhatIsPublished() throws IOException {
    BundledModel model = VAE.metric("score", (fit, test) -> -3).published("score", -2.5);
    Path path = folder.resolve("run");
    try (RunFolder run = RunFolder.at(path);
        TrainedRun trained = Training.of(model, DATA, 20, 3).checkpoints(run).run(report -> {})) {
      trained.write(run);
      assertThat(trained.files()).contains("score.png");
      assertThat(path.resolve("score.png")).isNotEmptyFile();
      assertThat(Files.readString(path.resolve("report.html"))).contains("score, published");
    }
  }

  @Test
  void theStateIsKeptWhereMeasuringFails() {
    Path path = folder.resolve("run");
    JelboException refusal = JelboException.of("measuring", "expected it, but no", "another");
    try (RunFolder run = RunFolder.at(path)) {
      Training training = Training.of(failing(refusal), DATA, 2, 3).checkpoints(run);
      assertThatThrownBy(() -> training.run(report -> {}))
          .hasMessage(
              """
              at measuring:
                expected it, but no; the state after step 2 is in '%s'
                try: another\
              """,
              run.checkpoint());
      assertThat(Checkpoint.of(VAE.objective(), run.checkpoint()).steps()).isEqualTo(2);
    }
    assertThat(path.resolve("checkpoint.npz")).exists();
  }

  @Test
  void theStateIsKeptWhereThePicturesFail() {
    IllegalStateException failure = new IllegalStateException("on purpose");
    try (RunFolder run = RunFolder.at(folder.resolve("run"));
        TrainedRun trained =
            Training.of(failing(failure), DATA, 2, 3).checkpoints(run).run(report -> {})) {
      assertThatThrownBy(() -> trained.write(run))
          .isSameAs(failure)
          .satisfies(
              e ->
                  assertThat(e.getSuppressed())
                      .singleElement()
                      .extracting(Throwable::getMessage)
                      .isEqualTo(
                          "at training:\n"
                              + "  expected to measure and to draw what was trained, but that"
                              + " failed; the state after step 2 is in '"
                              + run.checkpoint()
                              + "'\n"
                              + "  try: --resume with the file that has the state, and more"
                              + " steps"));
      assertThat(run.checkpoint()).exists();
    }
  }

  private static void delete(Path path) throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** The autoencoder, whose measuring is refused, or else whose pictures fail. */
  private static BundledModel failing(RuntimeException failure) {
    return VAE.measuring(
            (fit, test, seed) -> {
              if (failure instanceof JelboException) {
                throw failure;
              }
              return Map.of();
            })
        .picture(
            "samples",
            (fit, test, seed) -> {
              throw failure;
            });
  }
}
