package org.jelbo.dsl.distribution;

import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.jelbo.dsl.contract.Agreement;
import org.jelbo.dsl.contract.DistributionContract;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.ndarray.Shape;

final class GammaTest implements DistributionContract {
  @Override
  public Stream<Case> cases() {
    return Stream.of(
        byRate("one entry").parameter("concentration", 2.5).parameter("rate", 0.4),
        byRate("small concentrations").parameter("concentration", 0.6, 0.9).parameter("rate", 2),
        byRate("large concentrations").parameter("concentration", 90, 3000).parameter("rate", 100),
        byRate("one concentration").parameter("concentration", 6).parameter("rate", 1, 20),
        byRate("broadcast sizes")
            .parameter("concentration", new double[] {1, 150}, Shape.of(2, 1))
            .parameter("rate", new double[] {0.5, 1, 2}, Shape.of(1, 3)),
        byScale("one scale").parameter("concentration", 0.7, 4).parameter("scale", 3));
  }

  private static Case byRate(String name) {
    return Case.of(
        name, p -> Gamma.ofConcentrationAndRate(p.param("concentration"), p.param("rate")));
  }

  private static Case byScale(String name) {
    return Case.of(
        name, p -> Gamma.ofConcentrationAndScale(p.param("concentration"), p.param("scale")));
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void cumulativeProbabilitiesAreThoseOfTheLibrary(Precision precision) {
    double[] concentrations = {0.1, 1, 5, 300};
    double[] multiples = {0.01, 0.5, 1, 2};
    try (Evaluation evaluation = Evaluation.in(precision)) {
      for (double concentration : concentrations) {
        GammaDistribution exact = GammaDistribution.of(concentration, 0.5);
        double[] values = new double[multiples.length];
        Arrays.setAll(values, i -> multiples[i] * concentration / 2);
        double[] expected = Arrays.stream(values).map(exact::cumulativeProbability).toArray();
        Gamma gamma = Gamma.ofConcentrationAndRate(evaluation.fedScalar(concentration), Expr.of(2));
        Agreement.of(precision)
            .assertValues(
                "cdf", evaluation.values(gamma.cdfOfEach(evaluation.fed(values))), expected);
      }
    }
  }
}
