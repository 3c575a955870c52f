package org.jelbo.samples.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.samples.data.ImageSet;
import org.junit.jupiter.api.Test;

class DigitsTest {
  /** Written down from a run on Linux x86-64; a platform with other bits must not pass silently. */
  @Test
  void bitsArePinned() {
    assertThat(Digits.train(0, 1000).digest())
        .isEqualTo("65a991ee0cecc1c661d47a820e8c2efba96965eb83423a6b9e5eb5986cf75a7e");
    assertThat(Digits.test(0, 1000).digest())
        .isEqualTo("2b73955ffbf45c8d614a48df83e3426227d0c42ab38fb8c9086986ec17bd0658");
  }

  @Test
  void smallerSetsBeginLargerOnes() {
    ImageSet large = Digits.train(3, 257);
    assertThat(Digits.train(3, 100).digest()).isEqualTo(large.first(100).digest());
  }

  @Test
  void threadsDoNotMatter() throws InterruptedException, ExecutionException {
    ForkJoinPool one = new ForkJoinPool(1);
    ForkJoinPool many = new ForkJoinPool(7);
    try {
      String alone = one.submit(() -> Digits.train(5, 300).digest()).get();
      String together = many.submit(() -> Digits.train(5, 300).digest()).get();
      assertThat(together).isEqualTo(alone);
    } finally {
      one.shutdown();
      many.shutdown();
    }
  }

  @Test
  void seedsAndSplitsGiveOtherImages() {
    Set<String> images = new HashSet<>();
    for (ImageSet set : new ImageSet[] {Digits.train(0, 50), Digits.train(1, 50)}) {
      IntStream.range(0, 50).forEach(i -> images.add(set.rows(i).digest()));
    }
    ImageSet test = Digits.test(0, 50);
    IntStream.range(0, 50).forEach(i -> images.add(test.rows(i).digest()));
    assertThat(images).hasSize(150);
  }

  @Test
  void labelsAreBalancedAndShuffled() {
    ImageSet set = Digits.train(0, 1000);
    int[] counts = new int[10];
    for (int i = 0; i < set.count(); i++) {
      counts[set.label(i)]++;
    }
    assertThat(counts).containsOnly(100);
    assertThat(set.rows(IntStream.range(0, 10).toArray()).labels())
        .isNotEqualTo(set.rows(IntStream.range(10, 20).toArray()).labels());
  }

  @Test
  void digitsStayInsideAndHaveBlackWhiteAndGrey() {
    ImageSet set = Digits.train(0, 2000);
    double ink = 0;
    for (int row = 0; row < set.count(); row++) {
      float[] image = set.intensities(row);
      float max = 0;
      int grey = 0;
      for (int i = 0; i < image.length; i++) {
        int x = i % Digits.SIDE;
        int y = i / Digits.SIDE;
        if (Math.min(Math.min(x, y), Digits.SIDE - 1 - Math.max(x, y)) == 0) {
          assertThat(image[i]).as("outermost pixels of image %d", row).isLessThan(0.05f);
        }
        max = Math.max(max, image[i]);
        grey += image[i] > 0.05f && image[i] < 0.95f ? 1 : 0;
        ink += image[i];
      }
      assertThat(max).isGreaterThan(0.95f);
      assertThat(grey).isGreaterThan(10);
    }
    // The mean intensity of MNIST is 0.131.
    assertThat(ink / set.count() / set.pixelsPerImage()).isBetween(0.09, 0.16);
  }

  @Test
  void aLinearClassifierLearnsSomethingButNotAll() {
    SoftmaxRegression model = SoftmaxRegression.train(Digits.train(0, 5000), 5);
    assertThat(model.accuracy(Digits.test(0, 2000))).isBetween(0.70, 0.95);
  }

  @Test
  void refusesCountsOutOfRange() {
    assertThatThrownBy(() -> Digits.train(0, 60_001))
        .isInstanceOf(JelboException.class)
        .hasMessage(
            """
            at digits, split 'train':
              expected a count from 1 to 60,000, but got 60,001
              try: Digits.train(seed, 60000)""");
    assertThatThrownBy(() -> Digits.test(0, 0))
        .isInstanceOf(JelboException.class)
        .hasMessage(
            """
            at digits, split 'test':
              expected a count from 1 to 10,000, but got 0
              try: Digits.test(seed, 10000)""");
  }
}
