package org.jelbo.samples.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jelbo.samples.drawing.Digits;
import org.jelbo.samples.protocol.Protocols;
import org.jelbo.samples.report.ImageGrid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentTest {
  private static final DigitData DATA =
      new DigitData(DigitData.Source.DIGITS, Digits.train(0, 120), Digits.test(0, 20));

  @TempDir private Path folder;

  private final List<String> heard = new ArrayList<>();

  private Settings settings() {
    return Settings.of(folder.resolve("out"))
        .progress(
            (label, steps) -> {
              heard.add(label + ", " + steps + " steps");
              return report -> {};
            });
  }

  /** Of a model with one more picture. */
  private static Experiment trained(double weight) {
    BundledModel model =
        Protocols.models()
            .get(0)
            .picture("first", (fit, test, seed) -> picture(test.get().intensities(0)));
    return Experiment.of("trained", "Something.")
        .quantities(List.of(Quantity.nats("testKl", "kl", "drawn digits")))
        .trials(
            settings ->
                List.of(
                    Trial.training("only", model, DATA, settings.steps(20_000, 2))
                        .noting("weight", "" + weight)
                        .measuring("testKl", run -> run.number("kl"))));
  }

  private static ImageGrid picture(float[] image) {
    return ImageGrid.of(28, 28, List.of(image), 1);
  }

  @Test
  void whatIsKeptIsNotDoneAgain() {
    Settings settings = settings().seeds(List.of(3L, 4L)).quick(true);
    Result first = trained(1).run(settings);
    assertThat(heard).containsExactly("only, seed 3, 2 steps", "only, seed 4, 2 steps");
    assertThat(first.rows().get(0).each()).hasSize(2).doesNotHaveDuplicates();

    Result again = trained(1).run(settings);
    assertThat(heard).hasSize(2);
    assertThat(again.json()).isEqualTo(first.json());

    trained(1).run(settings.seeds(List.of(4L, 5L)));
    assertThat(heard).hasSize(3).contains("only, seed 5, 2 steps");
    trained(1).run(settings.seeds(List.of(4L)).steps(3L));
    assertThat(heard).hasSize(4).contains("only, seed 4, 3 steps");
    trained(2).run(settings.seeds(List.of(3L)));
    assertThat(heard).hasSize(5);
  }

  @Test
  void everyTrainingHasItsRunFolderWithPictures() {
    trained(1).run(settings().quick(true));
    Path run = folder.resolve("out").resolve("only-seed0");
    assertThat(List.of("parameters.npz", "metrics.json", "samples.png", "first.png", "curve.png"))
        .allSatisfy(file -> assertThat(run.resolve(file)).isNotEmptyFile());
  }

  @Test
  void experimentsNeedNeitherImagesNorData() {
    JsonObject settings = new JsonObject();
    settings.addProperty("rate", 0.8);
    Experiment experiment =
        Experiment.of("computed", "Something.")
            .quantities(List.of(Quantity.number("square", "square", "a number")))
            .trials(
                given ->
                    List.of(
                        Trial.of(
                            "square",
                            settings,
                            repeat -> {
                              repeat.listener(5);
                              repeat.write("grey", picture(new float[784]));
                              return Map.of("square", (double) repeat.seed() * repeat.seed());
                            })));
    Result result = experiment.run(settings().seeds(List.of(2L, 4L)));
    assertThat(result.rows().get(0).each()).containsExactly(4.0, 16.0);
    assertThat(result.rows().get(0).mean()).isEqualTo(10);
    assertThat(folder.resolve("out/square-seed4/grey.png")).isNotEmptyFile();
    assertThat(experiment.run(settings().seeds(List.of(2L, 4L))).json()).isEqualTo(result.json());
    assertThat(heard).containsExactly("square, seed 2, 5 steps", "square, seed 4, 5 steps");
    assertThatThrownBy(() -> experiment.run(settings().dataDir(folder)))
        .hasMessage(
            """
            at experiment 'computed':
              expected no folder of data, since it reads no files, but got '%s'
              try: leave --data-dir out\
            """,
            folder);
  }

  @Test
  void filesThatAreMissingAreRefusedBeforeAnythingIsMade() {
    Experiment experiment = trained(1).files(DataFiles.SVHN);
    assertThatThrownBy(() -> experiment.prepare(settings().dataDir(folder.resolve("nowhere"))))
        .hasMessage(
            """
            at experiment 'trained':
              expected a folder with the two files of SVHN (train_32x32.mat, test_32x32.mat), \
            but '%s' is no folder
              try: --data-dir DIR with the files of http://ufldl.stanford.edu/housenumbers/, or \
            leave it out for street-digits, drawn by Jelbo\
            """,
            folder.resolve("nowhere"));
    assertThat(Files.exists(folder.resolve("out"))).isFalse();
  }

  @Test
  void seedsAreWholeNumbersEachOnce() {
    assertThat(Settings.seeds("0, 1,-2")).containsExactly(0L, 1L, -2L);
    for (String wrong : List.of("", "0,", "0,x", "1,1", "1.5", "99999999999999999999")) {
      assertThatThrownBy(() -> Settings.seeds(wrong))
          .hasMessage(
              "at option '--seeds':\n  expected whole numbers with commas between them, each once,"
                  + " but got '"
                  + wrong
                  + "'\n  try: --seeds 0,1,2");
    }
  }
}
