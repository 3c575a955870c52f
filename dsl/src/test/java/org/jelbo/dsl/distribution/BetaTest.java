package org.jelbo.dsl.distribution;

import java.util.stream.Stream;
import org.jelbo.dsl.contract.DistributionContract;
import org.tensorflow.ndarray.Shape;

final class BetaTest implements DistributionContract {
  @Override
  public Stream<Case> cases() {
    return Stream.of(
        byExponents("one entry").parameter("alpha", 2.5).parameter("beta", 0.8),
        byExponents("small").parameter("alpha", 0.3, 0.6).parameter("beta", 0.4),
        byExponents("large").parameter("alpha", 400).parameter("beta", 90, 3000),
        byExponents("broadcast sizes")
            .parameter("alpha", new double[] {1, 5}, Shape.of(2, 1))
            .parameter("beta", new double[] {0.5, 1, 2}, Shape.of(1, 3)),
        byMean("one mean").parameter("mean", 0.3).parameter("concentration", 2, 15),
        byMean("one concentration").parameter("mean", 0.2, 0.9).parameter("concentration", 4));
  }

  private static Case byExponents(String name) {
    return Case.of(name, p -> Beta.ofAlphaAndBeta(p.param("alpha"), p.param("beta")));
  }

  private static Case byMean(String name) {
    return Case.of(
        name, p -> Beta.ofMeanAndConcentration(p.param("mean"), p.param("concentration")));
  }
}
