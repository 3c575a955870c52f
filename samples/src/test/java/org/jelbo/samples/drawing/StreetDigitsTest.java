package org.jelbo.samples.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.samples.data.ImageSet;
import org.junit.jupiter.api.Test;

class StreetDigitsTest {
  private static final int NUMBERS = StreetDigits.SIDE * StreetDigits.SIDE * 3;

  /** Written down from a run on Linux x86-64; a platform with other bits must not pass silently. */
  @Test
  void bitsArePinned() {
    assertThat(StreetDigits.train(0, 500).digest())
        .isEqualTo("5a4eef7a78c6964db1c20d4e76176e4d41090a1b52dedcce12842c3fca98e3e3");
    assertThat(StreetDigits.test(0, 500).digest())
        .isEqualTo("b0d7fb5967957e7ccb04c9a360df76914c5f8f467c2fb90bd35a070a27f26454");
  }

  @Test
  void imagesAreColouredAndOfSvhnsSize() {
    assertThat(StreetDigits.train(0, 20)).hasToString("20 images of 32 x 32 x 3");
    assertThat(StreetDigits.test(0, 20).pixelsPerImage()).isEqualTo(NUMBERS);
  }

  @Test
  void smallerSetsBeginLargerOnes() {
    ImageSet large = StreetDigits.train(3, 57);
    assertThat(StreetDigits.train(3, 20).digest()).isEqualTo(large.first(20).digest());
  }

  @Test
  void seedsAndSplitsGiveOtherImages() {
    Set<String> images = new HashSet<>();
    for (ImageSet set : new ImageSet[] {StreetDigits.train(0, 50), StreetDigits.train(1, 50)}) {
      IntStream.range(0, 50).forEach(i -> images.add(set.rows(i).digest()));
    }
    ImageSet test = StreetDigits.test(0, 50);
    IntStream.range(0, 50).forEach(i -> images.add(test.rows(i).digest()));
    assertThat(images).hasSize(150);
  }

  @Test
  void labelsAreBalancedAndShuffled() {
    ImageSet set = StreetDigits.train(0, 500);
    int[] counts = new int[10];
    for (int i = 0; i < set.count(); i++) {
      counts[set.label(i)]++;
    }
    assertThat(counts).containsOnly(50);
    assertThat(set.rows(IntStream.range(0, 10).toArray()).labels())
        .isNotEqualTo(set.rows(IntStream.range(10, 20).toArray()).labels());
  }

  /** Both kinds of contrast, several colours of walls, light and dark in every picture. */
  @Test
  void picturesDifferInColour() {
    ImageSet set = StreetDigits.train(0, 400);
    int lightNumbers = 0;
    int red = 0;
    int blue = 0;
    for (int row = 0; row < set.count(); row++) {
      float[] image = set.intensities(row);
      double[] mean = new double[3];
      double low = 1;
      double high = 0;
      for (int i = 0; i < image.length; i++) {
        mean[i % 3] += image[i] / (image.length / 3.0);
        low = Math.min(low, image[i]);
        high = Math.max(high, image[i]);
      }
      assertThat(high - low).as("contrast of image %d", row).isGreaterThan(0.25);
      red += mean[0] > mean[2] + 0.05 ? 1 : 0;
      blue += mean[2] > mean[0] + 0.05 ? 1 : 0;
      lightNumbers += (mean[0] + mean[1] + mean[2]) / 3 < 0.5 ? 1 : 0;
    }
    assertThat(red).isBetween(80, 320);
    assertThat(blue).isBetween(80, 320);
    assertThat(lightNumbers).isBetween(200, 390);
  }

  /** What stands at the edges left and right varies more than what stands above and below. */
  @Test
  void neighboursReachIntoThePicture() {
    ImageSet set = StreetDigits.train(0, 400);
    double beside = 0;
    double above = 0;
    for (int row = 0; row < set.count(); row++) {
      float[] image = set.intensities(row);
      beside += spread(image, 0, 0, 0, 1) + spread(image, 31, 0, 0, 1);
      above += spread(image, 0, 0, 1, 0) + spread(image, 0, 31, 1, 0);
    }
    assertThat(beside).isGreaterThan(1.5 * above);
  }

  /** The variance along a line of 32 pixels. */
  private static double spread(float[] image, int x, int y, int dx, int dy) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < StreetDigits.SIDE; i++) {
      float green = image[((y + i * dy) * StreetDigits.SIDE + x + i * dx) * 3 + 1];
      sum += green;
      squares += green * green;
    }
    return squares / StreetDigits.SIDE - Math.pow(sum / StreetDigits.SIDE, 2);
  }

  @Test
  void aLinearClassifierLearnsSomethingButNotAll() {
    SoftmaxRegression model = SoftmaxRegression.train(StreetDigits.train(0, 3000), 4);
    assertThat(model.accuracy(StreetDigits.test(0, 1000))).isBetween(0.5, 0.97);
  }

  @Test
  void refusesCountsOutOfRange() {
    assertThatThrownBy(() -> StreetDigits.train(0, 30_001))
        .isInstanceOf(JelboException.class)
        .hasMessage(
            """
            at street digits, split 'train':
              expected a count from 1 to 30,000, but got 30,001
              try: StreetDigits.train(seed, 30000)""");
    assertThatThrownBy(() -> StreetDigits.test(0, 0))
        .isInstanceOf(JelboException.class)
        .hasMessage(
            """
            at street digits, split 'test':
              expected a count from 1 to 5,000, but got 0
              try: StreetDigits.test(seed, 5000)""");
  }
}
