package org.jelbo.dsl.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.ndarray.Shape;

/** Windows far from the mean, and narrow ones, against integrals to 40 digits. */
final class TruncatedFarTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final Axis PARTICLES = new Axis.Particles("particles");

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

  /** All rows in one event. */
  private static TruncatedNormal of(List<Expr> p) {
    return TruncatedNormal.of(p.get(0), p.get(1), p.get(2), p.get(3));
  }

  private static List<Expr> parameters(Evaluation evaluation) {
    return Stream.of(0, 1, 2, 3).map(i -> evaluation.fed(column(i))).toList();
  }

  private static double[] column(int index) {
    return Arrays.stream(ROWS).mapToDouble(row -> row[index]).toArray();
  }

  /** The same probabilities for every row. */
  private static Expr probabilities(Evaluation evaluation, double... probabilities) {
    double[] repeated = new double[probabilities.length * ROWS.length];
    Arrays.setAll(repeated, i -> probabilities[i / ROWS.length]);
    return evaluation.fed(repeated, Shape.of(probabilities.length, ROWS.length), PARTICLES);
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void momentsAreThoseOfIntegrals(Precision precision) {
    // Of a whole normal the rule is right to 3e-12.
    double tolerance = precision == Precision.FLOAT32 ? 1e-4 : 2e-11;
    // Four times half a unit in the last place.
    double rounding = precision == Precision.FLOAT32 ? 0x1p-22 : 0x1p-51;
    try (Evaluation evaluation = Evaluation.in(precision)) {
      TruncatedNormal family = of(parameters(evaluation));
      List<double[]> found =
          evaluation.values(List.of(family.mean(), family.variance(), family.entropyOfEach()));
      for (int i = 0; i < ROWS.length; i++) {
        double[] row = ROWS[i];
        String what = Arrays.toString(row);
        double slack = tolerance * Math.sqrt(row[5]) + rounding * (1 + Math.abs(row[4]));
        assertThat(found.get(0)[i]).as(what).isCloseTo(row[4], within(slack));
        assertThat(found.get(1)[i] / row[5]).as(what).isCloseTo(1, within(tolerance));
        assertThat(found.get(2)[i]).as(what).isCloseTo(row[6], within(10 * tolerance));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void gradientsAreFinite(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      List<Expr> parameters = parameters(evaluation);
      TruncatedNormal family = of(parameters);
      Expr probabilities = probabilities(evaluation, 0, 1e-6, 0.3, 0.5, 0.9, 1 - 0x1p-24);
      Expr quantiles = family.quantileOfEach(probabilities);
      for (Expr quantity :
          List.of(
              family.mean(),
              family.variance(),
              family.entropyOfEach(),
              quantiles,
              family.logProbOfEach(quantiles.stopGradient()))) {
        for (double[] gradient : evaluation.gradients(quantity, parameters)) {
          assertThat(Arrays.stream(gradient).boxed()).allMatch(Double::isFinite);
        }
      }
    }
  }

  /** In float32 an entry of 1e-3 deviations' width has a few thousand values. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void quantilesAreThoseOfTheDistributionFunction(Precision precision) {
    double tolerance = precision == Precision.FLOAT32 ? 2e-3 : 1e-6;
    try (Evaluation evaluation = Evaluation.in(precision)) {
      TruncatedNormal family = of(parameters(evaluation));
      Expr probabilities = probabilities(evaluation, 0.01, 0.2, 0.5, 0.75, 0.99);
      Expr quantiles = family.quantileOfEach(probabilities);
      double[] found = evaluation.values(family.cdfOfEach(quantiles));
      assertThat(found).containsExactly(evaluation.values(probabilities), within(tolerance));
    }
  }
}
