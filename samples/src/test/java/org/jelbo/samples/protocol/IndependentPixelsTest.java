package org.jelbo.samples.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import org.jelbo.samples.data.ImageSet;
import org.junit.jupiter.api.Test;

class IndependentPixelsTest {
  @Test
  void isTheCrossEntropyOfTheMeanImages() {
    ImageSet train = ImageSet.of(1, 2, new byte[] {(byte) 255, 0, 0, 0}, new byte[] {0, 1});
    ImageSet test = ImageSet.of(1, 2, new byte[] {51, (byte) 255}, new byte[] {0});
    double first = 2.0 / 4;
    double second = 1.0 / 4;
    double expected = -(0.2 * Math.log(first) + 0.8 * Math.log(1 - first) + 1 * Math.log(second));
    assertThat(IndependentPixels.nats(train, test)).isCloseTo(expected, within(1e-6));
  }
}
