package org.jelbo.dsl.special;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class BesselFunctionsTest {
  /** Values of mpmath 1.3.0, besseli to 30 digits. */
  private static final double[] AT = {1e-3, 0.5, 3, 12, 30, 31, 250, 1e5};

  private static final double[] LOG_SCALED = {
    -0.000999750000015625,
    -0.4384502808145187,
    -1.414692378186579,
    -2.1504975008971563,
    -2.615298566828064,
    -2.6318325376335867,
    -3.6791679879429124,
    -6.675400015683537
  };

  private static final double[] ONE_MINUS_RATIO = {
    0.9995000000625,
    0.757500387419198,
    0.19001470604349546,
    0.04261859460475776,
    0.016810444634663906,
    0.016263527987002126,
    0.0020020080504203454,
    5.000012500125002e-6
  };

  private static final double[] SLOPES = {
    -0.4999998125000521,
    -0.4561947127365571,
    -0.07392872558869344,
    -0.0036390608204939835,
    -0.0005653130416681776,
    -0.0005291190503558034,
    -8.01609680842451e-6,
    -5.000025000375008e-11
  };

  @Test
  void constantsAreThoseOfTheReference() {
    Expr at = Expr.of(AT);
    assertRelative(BesselFunctions.logScaledI0(at).constant(), LOG_SCALED, 1e-12);
    assertRelative(BesselFunctions.oneMinusRatio(at).constant(), ONE_MINUS_RATIO, 1e-11);
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void valuesAndGradientsOfTheGraphAreThoseOfTheReference(Precision precision) {
    double tolerance = precision == Precision.FLOAT64 ? 1e-11 : 5e-5;
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr at = evaluation.fed(AT);
      Expr log = BesselFunctions.logScaledI0(at);
      Expr ratio = BesselFunctions.oneMinusRatio(at);
      double[] logs = evaluation.values(log);
      for (int i = 0; i < logs.length; i++) {
        assertThat(logs[i]).as("at %s", AT[i]).isCloseTo(LOG_SCALED[i], within(tolerance));
      }
      assertRelative(evaluation.values(ratio), ONE_MINUS_RATIO, tolerance);
      double[] negated = ONE_MINUS_RATIO.clone();
      for (int i = 0; i < negated.length; i++) {
        negated[i] = -negated[i];
      }
      assertRelative(evaluation.gradient(log, at), negated, tolerance);
      assertRelative(evaluation.gradient(ratio, at), SLOPES, 20 * tolerance);
    }
  }

  private static void assertRelative(double[] found, double[] expected, double tolerance) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.length; i++) {
      assertThat(found[i] / expected[i]).as("at %s", AT[i]).isCloseTo(1, within(tolerance));
    }
  }
}
