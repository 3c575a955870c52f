package org.jelbo.dsl.distribution;

import java.util.stream.Stream;
import org.jelbo.dsl.contract.DistributionContract;
import org.tensorflow.ndarray.Shape;

final class NormalTest implements DistributionContract {
  @Override
  public Stream<Case> cases() {
    return Stream.of(
        byDeviation("one entry").parameter("mean", 0.3).parameter("stddev", 2),
        byDeviation("one deviation").parameter("mean", 1, -2, 3).parameter("stddev", 0.5),
        byDeviation("one mean").parameter("mean", 0.5).parameter("stddev", 0.7, 1.4),
        byDeviation("broadcast sizes")
            .parameter("mean", new double[] {1, 2}, Shape.of(2, 1))
            .parameter("stddev", new double[] {0.5, 1, 2}, Shape.of(1, 3)),
        byVariance("one variance").parameter("mean", 1, 2).parameter("variance", 0.3),
        byPrecision("one precision").parameter("mean", 1, 2).parameter("precision", 4));
  }

  private static Case byDeviation(String name) {
    return Case.of(name, p -> Normal.of(p.param("mean"), p.param("stddev")));
  }

  private static Case byVariance(String name) {
    return Case.of(name, p -> Normal.ofMeanAndVariance(p.param("mean"), p.param("variance")));
  }

  private static Case byPrecision(String name) {
    return Case.of(name, p -> Normal.ofMeanAndPrecision(p.param("mean"), p.param("precision")));
  }
}
