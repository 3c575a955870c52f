package org.jelbo.dsl.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MonteCarloTest {

  private static double[] exponential(long seed, int n) {
    Random random = new Random(seed);
    return random.doubles(n).map(u -> -Math.log1p(-u)).toArray();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.99, 1.01})
  void anErrorOfOnePercentIsCaught(double wrong) {
    for (long seed = 0; seed < 3; seed++) {
      double[] samples = exponential(seed, 2_000_000);
      long ofSeed = seed;
      assertThat(MonteCarlo.resolution(samples)).isLessThan(0.005);
      assertThatThrownBy(() -> MonteCarlo.assertMeanAgrees("mean", samples, wrong, ofSeed))
          .isInstanceOf(AssertionError.class)
          .hasMessageStartingWith("mean (seed " + seed + ", 2000000 samples): expected a mean of ")
          .hasMessageEndingWith("false-alarm rate 1.0E-9");
    }
  }

  @Test
  void theRightValueIsAcceptedForEverySeed() {
    for (long seed = 0; seed < 200; seed++) {
      double[] samples = exponential(seed, 10_000);
      long ofSeed = seed;
      assertThatCode(() -> MonteCarlo.assertMeanAgrees("mean", samples, 1, ofSeed))
          .doesNotThrowAnyException();
    }
  }

  /** Of 400 seeds 20 should be beyond 1.96 standard errors; 4 to 46 has a false-alarm rate 1e-7. */
  @Test
  void theStandardErrorIsThatOfTheMean() {
    long beyond = 0;
    for (long seed = 0; seed < 400; seed++) {
      double[] samples = exponential(seed, 10_000);
      double off = Math.abs(MonteCarlo.mean(samples) - 1) / MonteCarlo.standardError(samples);
      beyond += off > 1.96 ? 1 : 0;
    }
    assertThat(beyond).isBetween(4L, 46L);
  }

  @Test
  void theQuantileIsThatOfTheFalseAlarmRate() {
    double q = MonteCarlo.QUANTILE;
    double step = 1e-4;
    double tail = 0;
    for (double x = q + step / 2; x < q + 8; x += step) {
      tail += Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI) * step;
    }
    assertThat(2 * tail / MonteCarlo.FALSE_ALARM_RATE).isBetween(0.99, 1.01);
  }

  @Test
  void tooFewSamplesAreRefused() {
    assertThatThrownBy(() -> MonteCarlo.assertMeanAgrees("m", exponential(1, 9_999), 1, 1))
        .isInstanceOf(AssertionError.class)
        .hasMessage("m (seed 1, 9999 samples): expected at least 10000 samples");
  }

  @Test
  void samplesThatDoNotVaryAreRefused() {
    double[] ones = new double[10_000];
    Arrays.fill(ones, 1);
    assertThatThrownBy(() -> MonteCarlo.assertMeanAgrees("m", ones, 1, 7))
        .isInstanceOf(AssertionError.class)
        .hasMessage("m (seed 7, 10000 samples): expected samples that vary, but all are 1.0");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void samplesThatAreNotFiniteAreRefused(double bad) {
    double[] samples = exponential(1, 10_000);
    samples[17] = bad;
    assertThatThrownBy(() -> MonteCarlo.assertMeanAgrees("m", samples, 1, 7))
        .isInstanceOf(AssertionError.class)
        .hasMessage("m (seed 7, 10000 samples): expected finite samples, but sample 17 is " + bad);
  }

  @Test
  void anExactValueThatIsNotFiniteIsRefused() {
    assertThatThrownBy(
            () -> MonteCarlo.assertMeanAgrees("m", exponential(1, 10_000), Double.NaN, 7))
        .isInstanceOf(AssertionError.class)
        .hasMessage("m (seed 7, 10000 samples): expected a finite exact value, but got NaN");
  }
}
