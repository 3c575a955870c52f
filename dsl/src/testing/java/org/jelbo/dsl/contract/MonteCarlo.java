package org.jelbo.dsl.contract;

import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import org.assertj.core.api.Assertions;
import org.assertj.core.data.Offset;

/**
 * The one statistical assertion of the tests: the mean of independent samples against its exact
 * value.
 *
 * <p>It fails when they differ by more than {@value #QUANTILE} standard errors, the two-sided
 * normal quantile of {@value #FALSE_ALARM_RATE}, plus {@value #ROUNDING} of the samples' scale. By
 * the central limit theorem that is the rate at which it fails although the value is right; tests
 * fix their seed, so one that passes once passes always. An error of 1 % of the mean is caught
 * surely when {@link #resolution} is below half of it. (Of skewed samples the rate is another, but
 * not by orders: the samples are many.)
 */
public final class MonteCarlo {
  /** How often the assertion fails although the value is right. */
  public static final double FALSE_ALARM_RATE = 1e-9;

  /** The two-sided normal quantile of {@link #FALSE_ALARM_RATE}. */
  public static final double QUANTILE = 6.1094;

  /** Fewer samples say too little about their own variance. */
  public static final int FEWEST_SAMPLES = 10_000;

  /** What float32 samples and their sum may be off, relative to the largest sample. */
  private static final double ROUNDING = 1e-6;

  private MonteCarlo() {}

  /**
   * Fails unless the mean of the samples agrees with the value.
   *
   * @param what the quantity, for the message
   * @param samples independent, at least {@value #FEWEST_SAMPLES}, finite, not all equal
   * @param expected the exact mean
   * @param seed of the samples, for the message
   */
  public static void assertMeanAgrees(String what, double[] samples, double expected, long seed) {
    String where = what + " (seed " + seed + ", " + samples.length + " samples): ";
    if (samples.length < FEWEST_SAMPLES) {
      fail(where + "expected at least " + FEWEST_SAMPLES + " samples");
    }
    if (!Double.isFinite(expected)) {
      fail(where + "expected a finite exact value, but got " + expected);
    }
    for (int i = 0; i < samples.length; i++) {
      if (!Double.isFinite(samples[i])) {
        fail(where + "expected finite samples, but sample " + i + " is " + samples[i]);
      }
    }
    double error = standardError(samples);
    if (error == 0) {
      fail(where + "expected samples that vary, but all are " + samples[0]);
    }
    double mean = mean(samples);
    if (Math.abs(mean - expected) > resolution(samples)) {
      fail(
          where
              + "expected a mean of %s, but got %s; they differ by %.2f standard errors of %s,"
              + " false-alarm rate %s",
          expected,
          mean,
          Math.abs(mean - expected) / error,
          error,
          FALSE_ALARM_RATE);
    }
  }

  /** The largest difference from the exact mean that the assertion lets pass. */
  public static double resolution(double[] samples) {
    double largest = Arrays.stream(samples).map(Math::abs).max().orElse(0);
    return QUANTILE * standardError(samples) + Margin.of(ROUNDING) * largest;
  }

  /**
   * The width of noise, as an assertion takes it: some standard errors. It is the same on every
   * machine, so no {@link Margin} divides it; the test states its false-alarm rate.
   */
  public static Offset<Double> noise(double width) {
    return Assertions.within(width);
  }

  static double standardError(double[] samples) {
    double mean = mean(samples);
    double squares = Arrays.stream(samples).map(x -> (x - mean) * (x - mean)).sum();
    return Math.sqrt(squares / (samples.length - 1.0) / samples.length);
  }

  static double mean(double[] samples) {
    return Arrays.stream(samples).average().orElse(Double.NaN);
  }
}
