package org.jelbo.dsl.contract;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jelbo.dsl.expr.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AgreementTest {

  /** That tolerance, whatever the margin of this run is. */
  private static Agreement undivided(double tolerance) {
    return Agreement.within(tolerance * Margin.DIVISOR);
  }

  private static double[] of(double... values) {
    return values;
  }

  @ParameterizedTest
  @CsvSource({"FLOAT64, 1e-9", "FLOAT32, 2e-4"})
  void smallValuesAreComparedAbsolutelyLargeOnesRelatively(Precision precision, double tolerance) {
    Agreement agreement = Agreement.of(precision);
    for (double expected : of(0, 0.5, 1, -3, 1000)) {
      double allowed = Margin.of(tolerance) * Math.max(1, Math.abs(expected));
      assertThatCode(() -> agreement.assertValues("v", of(expected + 0.98 * allowed), expected))
          .doesNotThrowAnyException();
      assertThatThrownBy(() -> agreement.assertValues("v", of(expected + 1.02 * allowed), expected))
          .isInstanceOf(AssertionError.class);
    }
  }

  @Test
  void gradientEntriesAreComparedToTheLargest() {
    Agreement agreement = undivided(0.01);
    assertThatCode(() -> agreement.assertGradient("g", of(0.9, 100), 0, -100))
        .isInstanceOf(AssertionError.class);
    assertThatCode(() -> agreement.assertGradient("g", of(0.9, -100.9), 0, -100))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> agreement.assertValues("g", of(0.9, -100.9), 0, -100))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void theFailureSaysWhatWhereAndHowMuch() {
    assertThatThrownBy(() -> undivided(0.25).assertValues("sum", of(1, 5), 1, 2))
        .isInstanceOf(AssertionError.class)
        .hasMessage("sum, entry 1: expected 2.0, but got 5.0; they differ by 3.0, allowed is 0.5");
  }

  @Test
  void infinitiesAgreeWithThemselvesAlone() {
    Agreement agreement = undivided(1);
    double infinity = Double.POSITIVE_INFINITY;
    assertThatCode(() -> agreement.assertValues("v", of(infinity), infinity))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> agreement.assertValues("v", of(1), infinity))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> agreement.assertValues("v", of(-infinity), infinity))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> agreement.assertValues("v", of(infinity), 1))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> agreement.assertGradient("v", of(5, 5), infinity, 5))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void nanNeverAgrees() {
    Agreement agreement = undivided(1);
    assertThatThrownBy(() -> agreement.assertValues("v", of(Double.NaN), 1))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> agreement.assertGradient("v", of(1), Double.NaN))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void otherLengthsAndNoReferencesFail() {
    assertThatThrownBy(() -> undivided(1).assertValues("v", of(1, 2), 1))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> undivided(1).assertValues("v", of()))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("v: reference values");
  }
}
