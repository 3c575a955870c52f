package org.jelbo.samples.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.MonteCarlo.noise;

import java.nio.file.Path;
import java.util.Arrays;
import org.jelbo.samples.data.ImageSet;
import org.jelbo.samples.drawing.Digits;
import org.jelbo.samples.experiment.Settings;
import org.junit.jupiter.api.Test;

class Cs236DataTest {
  @Test
  void theSubsetHasTenOfEachDigitAndOneRowTwice() {
    int[] rows = Cs236Data.rows("cs236-test-subset.txt");
    assertThat(rows).hasSize(100).contains(7161, 1421);
    assertThat(Arrays.stream(rows).filter(row -> row == 1421)).hasSize(2);
    assertThat(Arrays.stream(rows)).allMatch(row -> row >= 0 && row < 10_000);
  }

  @Test
  void binarizingDrawsEachPixelWithItsIntensity() {
    ImageSet grey = Digits.test(0, 200);
    ImageSet binary = Cs236Data.binarized(grey);
    double sum = 0;
    double expected = 0;
    double variance = 0;
    for (int row = 0; row < grey.count(); row++) {
      for (int i = 0; i < grey.pixelsPerImage(); i++) {
        double p = grey.intensities(row)[i];
        assertThat(binary.intensities(row)[i]).isIn(0f, 1f);
        sum += binary.intensities(row)[i];
        expected += p;
        variance += p * (1 - p);
      }
    }
    // Five standard deviations: a false alarm in 1.7 million seeds, and the seed is fixed.
    assertThat(sum).isCloseTo(expected, noise(5 * Math.sqrt(variance)));
    assertThat(Cs236Data.binarized(grey).digest()).isEqualTo(binary.digest());
  }

  @Test
  void theListOfTheAssignmentHasOneRowTwice() {
    int[] rows = Cs236Data.rows("cs236-labelled.txt");
    assertThat(rows).hasSize(100).startsWith(27811, 26438).contains(22367);
    assertThat(Arrays.stream(rows).distinct().count()).isEqualTo(99);
  }

  @Test
  void theFixedBinarizationIsTakenWhereItIs() {
    Cs236Data drawn = Cs236Data.of(Settings.of(Path.of("out")).quick(true));
    assertThat(drawn.isFixed()).isFalse();
    assertThat(drawn.subset().count()).isEqualTo(100);
    assertThat(drawn.description())
        .isEqualTo("100 test images binarized with seed 0, since the fixed ones are not there");
  }
}
