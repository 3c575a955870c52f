package org.jelbo.inference.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import org.jelbo.inference.compilation.Values;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/** Chunks of weights put together, by hand. */
final class WeightSumsTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private static Values row(double value) {
    return Values.of(Shape.of(1), new double[] {value});
  }

  private static WeightSums sums() {
    WeightSums sums = new WeightSums(1);
    sums.count(row(1));
    return sums;
  }

  @Test
  void chunksWhosePeaksAreFarApartLoseNoDigits() {
    WeightSums sums = sums();
    sums.add(3, row(-1e6), row(2), row(1.5));
    assertThat(sums.effective(0)).isCloseTo(4 / 1.5, within(1e-12));
    sums.add(3, row(-1e6 + 1), row(1), row(1));
    double once = Math.E + 2;
    assertThat(sums.effective(0)).isCloseTo(once * once / (Math.E * Math.E + 1.5), within(1e-9));
    sums.add(4, row(1e6), row(1), row(1));
    assertThat(sums.effective(0)).isEqualTo(1);
    assertThat(sums.logMean(0)).isCloseTo(1e6 - Math.log(10), within(1e-9));
    assertThat(sums.isUnsure(0)).isTrue();
  }

  @Test
  void nothingAddsNothingAndWhatIsNotNumericIsKept() {
    WeightSums sums = sums();
    sums.add(2, row(0), row(0), row(0));
    assertThat(sums.logMean(0)).isEqualTo(-INFINITY);
    assertThat(sums.isUnsure(0)).isTrue();
    sums.add(2, row(-INFINITY));
    sums.add(4, row(3), row(4), row(4));
    assertThat(sums.logMean(0)).isCloseTo(3 + Math.log(0.5), within(1e-12));
    assertThat(sums.effective(0)).isCloseTo(4, within(1e-12));
    assertThat(sums.isUnsure(0)).isFalse();
    sums.add(1, row(0), row(Double.NaN), row(Double.NaN));
    assertThat(sums.logMean(0)).isNaN();
  }

  @Test
  void equalWeightsAreSure() {
    WeightSums sums = sums();
    sums.add(5, row(-1e5));
    assertThat(sums.logMean(0)).isEqualTo(-1e5);
    assertThat(sums.effective(0)).isEqualTo(5);
    assertThat(sums.isUnsure(0)).isFalse();
  }
}
