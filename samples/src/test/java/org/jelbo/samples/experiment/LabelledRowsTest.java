package org.jelbo.samples.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.jelbo.samples.data.ImageSet;
import org.jelbo.samples.drawing.Digits;
import org.junit.jupiter.api.Test;

class LabelledRowsTest {
  private static final ImageSet TRAIN = Digits.train(0, 400);
  private static final LabelledRows LABELLED = LabelledRows.firstOfEach(10);

  @Test
  void tenImagesOfEachClassAreLabelled() {
    ImageSet labelled = LABELLED.of(TRAIN);
    int[] counts = new int[10];
    for (int row = 0; row < labelled.count(); row++) {
      counts[labelled.label(row)]++;
    }
    assertThat(counts).containsOnly(10);
    assertThat(LabelledRows.firstOfEach(1).chosen().apply(TRAIN))
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  @Test
  void rowsThatOccurTwiceCountTwice() {
    assertThat(LabelledRows.of("twice", 5, 5).of(TRAIN).count()).isEqualTo(2);
  }
}
