package org.jelbo.dsl.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import org.jelbo.dsl.expr.Precision;

/**
 * When a computed number agrees with its reference: {@code |a - b| <= tolerance max(1, |b|)} for
 * values, {@code |a - b| <= tolerance max(1, max_j |b_j|)} for the entries of one gradient.
 * Infinities agree when they are equal; a number never agrees with one that is not a number.
 * Tolerances are divided by the {@link Margin}.
 */
public final class Agreement {
  /** The tolerance in float64. */
  public static final double FLOAT64_TOLERANCE = 1e-9;

  /** The tolerance in float32. */
  public static final double FLOAT32_TOLERANCE = 2e-4;

  private final double tolerance;

  private Agreement(double tolerance) {
    this.tolerance = tolerance;
  }

  /** The agreed tolerance of a precision. */
  public static Agreement of(Precision precision) {
    return within(precision == Precision.FLOAT64 ? FLOAT64_TOLERANCE : FLOAT32_TOLERANCE);
  }

  /** Another tolerance, where a reference is known to be less exact. */
  public static Agreement within(double tolerance) {
    return new Agreement(Margin.of(tolerance));
  }

  /** Fails unless every value agrees with its reference. */
  public void assertValues(String what, double[] actual, double... expected) {
    assertSameLength(what, actual, expected);
    for (int i = 0; i < actual.length; i++) {
      assertEntry(what, i, actual[i], expected[i], Math.max(1, Math.abs(expected[i])));
    }
  }

  /** Fails unless every entry of one gradient agrees with its reference. */
  public void assertGradient(String what, double[] actual, double... expected) {
    assertSameLength(what, actual, expected);
    double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
    for (int i = 0; i < actual.length; i++) {
      assertEntry(what, i, actual[i], expected[i], Math.max(1, largest));
    }
  }

  private static void assertSameLength(String what, double[] actual, double[] expected) {
    assertThat(expected).as("%s: reference values", what).isNotEmpty();
    assertThat(actual).as("%s: entries", what).hasSameSizeAs(expected);
  }

  private void assertEntry(String what, int entry, double actual, double expected, double scale) {
    boolean agrees =
        actual == expected
            || (Double.isFinite(expected) && Math.abs(actual - expected) <= tolerance * scale);
    if (!agrees) {
      fail(
          "%s, entry %d: expected %s, but got %s; they differ by %s, allowed is %s",
          what, entry, expected, actual, Math.abs(actual - expected), tolerance * scale);
    }
  }
}
