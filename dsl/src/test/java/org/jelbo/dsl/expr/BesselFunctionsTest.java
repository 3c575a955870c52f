package org.jelbo.dsl.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.jelbo.dsl.contract.Evaluation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class BesselFunctionsTest {
  /** Values of mpmath 1.3.0, besseli to 30 digits. */
  private static final double[] AT = {1e-3, 0.5, 3, 12, 30, 31, 250, 1e5};

  private static final double[] LOG_SCALED = {
    -0.00099975000001562502,
    -0.4384502808145187,
    -1.4146923781865791,
    -2.1504975008971562,
    -2.6152985668280642,
    -2.6318325376335865,
    -3.6791679879429125,
    -6.6754000156835369
  };

  private static final double[] ONE_MINUS_RATIO = {
    0.99950000006249999,
    0.75750038741919805,
    0.19001470604349547,
    0.042618594604757762,
    0.016810444634663907,
    0.016263527987002126,
    0.0020020080504203455,
    5.000012500125002e-6
  };

  private static final double[] SLOPES = {
    -0.49999981250005208,
    -0.45619471273655707,
    -0.073928725588693442,
    -0.0036390608204939834,
    -0.00056531304166817765,
    -0.00052911905035580338,
    -8.0160968084245091e-6,
    -5.0000250003750078e-11
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
