package org.jelbo.dsl.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.List;
import java.util.stream.Stream;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Windows far from the mean, and narrow ones, against integrals to 40 digits. */
final class TruncatedFarTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  /** Mean, deviation and ends; mean, variance and entropy. */
  private static final double[][] ROWS = {
    {0, 1, 10, INFINITY, 10.098093233962512, 0.009445377825656262, -1.321880447495238},
    {0, 1, 10, 12, 10.098093233499936, 0.009445376908497914, -1.3218804528580839},
    {0, 1, -INFINITY, -10, -10.098093233962512, 0.009445377825656262, -1.321880447495238},
    {0, 1, 100, INFINITY, 100.00999800099926, 9.994004994826346e-5, -3.605370111037381},
    {0, 1, 10, 10.0009765625, 10.000487486483888, 7.947247818248144e-8, -6.931475779620771},
    {0, 1, 1, 1.0001220703125, 1.0000610339144107, 1.2417634312785487e-9, -9.010913347900246},
    {0, 1, -2, 2, 0, 0.7737413035499232, 1.2592412726872442},
    {3, 2, -INFINITY, INFINITY, 3, 4, 2.112085713764618},
    {0, 1, -20, 1, -0.2875999709391784, 0.6296862857766053, 1.1023847687116337},
    {0, 1, -6, 30, 6.075882855817676e-9, 0.9999999635447028, 1.4189385139904365},
  };

  static Stream<Arguments> rows() {
    return Stream.of(Precision.values())
        .flatMap(precision -> Stream.of(ROWS).map(row -> Arguments.of(precision, row)));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void momentsAreThoseOfIntegrals(Precision precision, double[] row) {
    // Of a whole normal the rule is right to 3e-12.
    double tolerance = precision == Precision.FLOAT32 ? 1e-4 : 2e-11;
    try (Evaluation evaluation = Evaluation.in(precision)) {
      List<Expr> parameters = parameters(evaluation, row);
      TruncatedNormal family = of(parameters);
      double spread = Math.sqrt(row[5]);
      // Four times half a unit in the last place.
      double rounding = precision == Precision.FLOAT32 ? 0x1p-22 : 0x1p-51;
      assertThat(evaluation.scalar(family.mean()))
          .isCloseTo(row[4], within(tolerance * spread + rounding * (1 + Math.abs(row[4]))));
      assertThat(evaluation.scalar(family.variance()) / row[5]).isCloseTo(1, within(tolerance));
      assertThat(evaluation.scalar(family.entropy())).isCloseTo(row[6], within(10 * tolerance));
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void gradientsAreFinite(Precision precision, double[] row) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      List<Expr> parameters = parameters(evaluation, row);
      TruncatedNormal family = of(parameters);
      Expr probabilities = evaluation.fed(0, 1e-6, 0.3, 0.5, 0.9, 1 - 0x1p-24);
      Expr quantiles = family.quantileOfEach(probabilities);
      for (Expr quantity :
          List.of(
              family.mean(),
              family.variance(),
              family.entropy(),
              quantiles,
              family.logProbOfEach(quantiles.stopGradient()))) {
        for (double[] gradient : evaluation.gradients(quantity, parameters)) {
          assertThat(gradient[0]).isFinite();
        }
      }
    }
  }

  /** In float32 an entry of 1e-3 deviations' width has a few thousand values. */
  @ParameterizedTest
  @MethodSource("rows")
  void quantilesAreThoseOfTheDistributionFunction(Precision precision, double[] row) {
    double tolerance = precision == Precision.FLOAT32 ? 2e-3 : 1e-6;
    try (Evaluation evaluation = Evaluation.in(precision)) {
      TruncatedNormal family = of(parameters(evaluation, row));
      double[] probabilities = {0.01, 0.2, 0.5, 0.75, 0.99};
      Expr quantiles = family.quantileOfEach(evaluation.fed(probabilities));
      double[] found = evaluation.values(family.cdfOfEach(quantiles));
      assertThat(found).containsExactly(probabilities, within(tolerance));
    }
  }

  private static List<Expr> parameters(Evaluation evaluation, double[] row) {
    return Stream.of(0, 1, 2, 3).map(i -> evaluation.fedScalar(row[i])).toList();
  }

  private static TruncatedNormal of(List<Expr> p) {
    return TruncatedNormal.of(p.get(0), p.get(1), p.get(2), p.get(3));
  }
}
