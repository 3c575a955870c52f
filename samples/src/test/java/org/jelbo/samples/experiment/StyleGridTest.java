package org.jelbo.samples.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jelbo.dsl.nn.Activation;
import org.jelbo.inference.training.Fit;
import org.jelbo.models.fsvae.DenseNetworks;
import org.jelbo.models.fsvae.Fsvae;
import org.jelbo.models.fsvae.FsvaeSettings;
import org.jelbo.samples.data.ImageSet;
import org.jelbo.samples.drawing.StreetDigits;
import org.junit.jupiter.api.Test;

class StyleGridTest {
  private static final DigitData FEW =
      new DigitData(
          DigitData.Source.STREET_DIGITS, StreetDigits.train(0, 600), StreetDigits.test(0, 200));

  @Test
  void theGridHasTheDigitsInRowsAndTheStylesInColumns() {
    FsvaeSettings small = new FsvaeSettings(10, 3, 0.1, new DenseNetworks(3072, 5, Activation.ELU));
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
}
