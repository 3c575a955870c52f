package org.jelbo.dsl.distribution;

import java.util.stream.Stream;
import org.jelbo.dsl.contract.DistributionContract;
import org.tensorflow.ndarray.Shape;

final class MultivariateNormalTest implements DistributionContract {
  @Override
  public Stream<Case> cases() {
    return Stream.of(
        byScaleTril("one entry")
            .parameter("mean", new double[] {0.3}, Shape.of(1))
            .parameter("scaleTril", new double[] {2}, Shape.of(1, 1)),
        byScaleTril("three entries")
            .parameter("mean", 1, -2, 0.5)
            .parameter(
                "scaleTril", new double[] {1.4, 0, 0, -0.6, 0.8, 0, 0.4, 0.9, 1.7}, Shape.of(3, 3)),
        byCovariance("two entries")
            .parameter("mean", 1, -2)
            .parameter("covariance", new double[] {2, 0.7, 0.7, 0.5}, Shape.of(2, 2)),
        byLowRank("one source")
            .parameter("mean", 1, -2, 0.5)
            .parameter("diagonal", 0.3, 0.8, 1.2)
            .parameter("factor", new double[] {1, -0.5, 2}, Shape.of(3, 1)),
        byLowRank("more sources than entries")
            .parameter("mean", 1, -2)
            .parameter("diagonal", 0.3, 0.8)
            .parameter("factor", new double[] {1, -0.5, 2, 0.3, 0.7, 1.1}, Shape.of(2, 3)));
  }

  private static Case byScaleTril(String name) {
    return Case.of(
        name, p -> MultivariateNormal.ofMeanAndScaleTril(p.param("mean"), p.param("scaleTril")));
  }

  private static Case byCovariance(String name) {
    return Case.of(
        name, p -> MultivariateNormal.ofMeanAndCovariance(p.param("mean"), p.param("covariance")));
  }

  private static Case byLowRank(String name) {
    return Case.of(
        name,
        p ->
            MultivariateNormal.ofDiagonalPlusLowRank(
                p.param("mean"), p.param("diagonal"), p.param("factor")));
  }
}
