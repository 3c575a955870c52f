package org.jelbo.samples.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.jelbo.dsl.nn.Activation;
import org.jelbo.inference.training.Fit;
import org.jelbo.models.fsvae.Fsvae;
import org.jelbo.models.fsvae.FsvaeSettings;
import org.jelbo.samples.data.ImageSet;
import org.jelbo.samples.data.StreetDigits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Cs236FsvaeTest {
  private static final DigitData FEW =
      new DigitData(
          DigitData.Source.STREET_DIGITS, StreetDigits.train(0, 600), StreetDigits.test(0, 200));

  @Test
  void theGridHasTheDigitsInRowsAndTheStylesInColumns() {
    FsvaeSettings small = new FsvaeSettings(3072, 10, 3, 5, 0.1, Activation.ELU);
    try (Fit fit = Fit.start(Fsvae.of(small).elbo())) {
      StyleGrid grid = StyleGrid.of(fit, 4);
      assertThat(grid.cells()).hasSize(200);
      for (float[] cell : grid.cells()) {
        assertThat(cell).hasSize(3072);
        for (float colour : cell) {
          assertThat(colour).isBetween(0f, 1f);
        }
      }
      assertThat(grid.cells().get(0)).isNotEqualTo(grid.cells().get(1));
      assertThat(grid.cells().get(0)).isNotEqualTo(grid.cells().get(StyleGrid.STYLES));
      assertThat(StyleGrid.of(fit, 4).cells().get(77)).isEqualTo(grid.cells().get(77));
      assertThat(StyleGrid.of(fit, 5).cells().get(77)).isNotEqualTo(grid.cells().get(77));
    }
  }

  /** 600 images and 250 steps: enough to read most of 200 others, which guessing would not. */
  @Test
  void theJudgeReadsImages() {
    try (DigitJudge judge = DigitJudge.of(FEW.train(), 250, 0)) {
      assertThat(judge.accuracy(DigitData.labelled(FEW.test()))).isGreaterThan(0.6);
      assertThat(gridOfRealImages(0).accuracy(judge)).isGreaterThan(0.6);
      assertThat(gridOfRealImages(1).accuracy(judge)).isLessThan(0.3);
    }
  }

  /** Row r has images of the digit r + shift. */
  private static StyleGrid gridOfRealImages(int shift) {
    ImageSet train = FEW.train();
    List<float[]> cells = new ArrayList<>();
    for (int row = 0; row < DigitData.CLASSES; row++) {
      int digit = (row + shift) % DigitData.CLASSES;
      IntStream.range(0, train.count())
          .filter(image -> train.label(image) == digit)
          .limit(StyleGrid.STYLES)
          .forEach(image -> cells.add(train.intensities(image)));
    }
    assertThat(cells).hasSize(DigitData.CLASSES * StyleGrid.STYLES);
    return new StyleGrid(cells);
  }

  @Test
  void theResultHasTheGridsAccuracyAndItsJudges(@TempDir Path folder) throws Exception {
    try (Cs236Fsvae.Result result = Cs236Fsvae.of(FEW, 2, 3).judgeSteps(3).run(report -> {})) {
      JsonObject summary = result.summary();
      assertThat(summary.get("experiment").getAsString()).isEqualTo("cs236-fsvae");
      assertThat(summary.get("steps").getAsLong()).isEqualTo(2);
      JsonObject measured = summary.getAsJsonObject("measured");
      assertThat(measured.keySet())
          .containsExactly("nelbo", "kl", "rec", "gridAccuracy", "judgeAccuracy");
      for (String name : new String[] {"gridAccuracy", "judgeAccuracy"}) {
        double share = measured.get(name).getAsDouble();
        assertThat(share).isBetween(0.0, 1.0);
        assertThat(share * 200).isEqualTo(Math.rint(share * 200));
      }
      JsonObject provenance = summary.getAsJsonObject("provenance");
      assertThat(provenance.get("judgeSteps").getAsLong()).isEqualTo(3);
      assertThat(provenance.getAsJsonObject("settings").get("variance").getAsDouble())
          .isEqualTo(0.1);
      RunFolder run = RunFolder.at(folder.resolve("run"));
      result.trained().write(run);
      var grid = ImageIO.read(run.path().resolve("samples.png").toFile());
      assertThat(grid.getWidth()).isEqualTo(20 * 33 + 1);
      assertThat(grid.getHeight()).isEqualTo(10 * 33 + 1);
    }
  }
}
