package org.jelbo.dsl.distribution;

import java.util.stream.Stream;
import org.jelbo.dsl.contract.DistributionContract;
import org.jelbo.dsl.contract.Given;
import org.tensorflow.ndarray.Shape;

final class RowMixtureTest implements DistributionContract {
  @Override
  public Stream<Case> cases() {
    return Stream.of(
        Case.of("one entry", p -> Mixture.ofRows(p.param("logits"), normal(p)))
            .parameter("logits", 0.5, -0.3, 1)
            .parameter("mean", -1, 0.5, 1.2)
            .parameter("stddev", 1.5, 0.7, 1)
            .refusing("entropy"),
        Case.of("two entries", p -> Mixture.ofRows(p.param("logits"), normal(p)))
            .parameter("logits", 0.5, -0.3)
            .parameter("mean", new double[] {-0.7, 0.5, 1.2, 0.9}, Shape.of(2, 2))
            .parameter("stddev", new double[] {1.5, 0.7, 1, 1.1}, Shape.of(2, 2))
            .refusing("entropy"),
        Case.of("equal weights, a matrix", p -> Mixture.ofRows(normal(p)))
            .parameter("mean", new double[] {-0.7, 0.5, 1.2, 0.9, 0.1, 0.4}, Shape.of(3, 2, 1))
            .parameter("stddev", new double[] {1.1, 0.8}, Shape.of(1, 1, 2))
            .refusing("entropy"),
        Case.of(
                "zeros and ones",
                p ->
                    Mixture.ofRows(
                        p.param("logits"), Bernoulli.ofLogits(p.param("components.logits"))))
            .parameter("logits", 0.5, -0.3)
            .parameter("components.logits", new double[] {-2, 0.5, 1, 2, 0.3, -1}, Shape.of(2, 3))
            .refusing("entropy"),
        Case.of("logistic", p -> Mixture.ofRows(Logistic.of(p.param("loc"), p.param("scale"))))
            .parameter("loc", new double[] {-1, 2, 1, 0.5}, Shape.of(2, 2))
            .parameter("scale", 0.8)
            .refusing("entropy"));
  }

  private static Normal normal(Given p) {
    return Normal.of(p.param("mean"), p.param("stddev"));
  }
}
