package org.jelbo.dsl.distribution;

import java.util.stream.Stream;
import org.jelbo.dsl.contract.DistributionContract;
import org.jelbo.dsl.contract.Given;
import org.tensorflow.ndarray.Shape;

final class EntryMixtureTest implements DistributionContract {
  @Override
  public Stream<Case> cases() {
    return Stream.of(
        Case.of("one entry", p -> Mixture.ofEach(p.param("logits"), normal(p)))
            .parameter("logits", 0.5, -0.3, 1)
            .parameter("mean", -1, 0.5, 1.2)
            .parameter("stddev", 1.5, 0.7, 1)
            .refusing("entropy"),
        Case.of("two entries, shared weights", p -> Mixture.ofEach(p.param("logits"), normal(p)))
            .parameter("logits", 0.5, -0.3)
            .parameter("mean", new double[] {-0.7, 0.5, 1.2, 0.9}, Shape.of(2, 2))
            .parameter("stddev", 1.5)
            .refusing("entropy"),
        Case.of("two entries, own weights", p -> Mixture.ofEach(p.param("logits"), normal(p)))
            .parameter("logits", new double[] {0.5, -0.3, 0.2, 1}, Shape.of(2, 2))
            .parameter("mean", new double[] {-0.7, 0.5}, Shape.of(1, 2))
            .parameter("stddev", new double[] {1.5, 0.7, 1, 1.1}, Shape.of(2, 2))
            .refusing("entropy"),
        Case.of(
                "zeros and ones",
                p ->
                    Mixture.ofEach(
                        p.param("logits"), Bernoulli.ofLogits(p.param("components.logits"))))
            .parameter("logits", 0.5, -0.3)
            .parameter("components.logits", new double[] {-2, 0.5, 1, 2}, Shape.of(2, 2))
            .refusing("entropy"),
        Case.of(
                "logistic",
                p ->
                    Mixture.ofEach(
                        p.param("logits"), Logistic.of(p.param("loc"), p.param("scale"))))
            .parameter("logits", 0.5, -0.3)
            .parameter("loc", -1, 2)
            .parameter("scale", 0.8)
            .refusing("entropy"));
  }

  private static Normal normal(Given p) {
    return Normal.of(p.param("mean"), p.param("stddev"));
  }
}
