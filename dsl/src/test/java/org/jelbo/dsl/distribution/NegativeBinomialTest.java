package org.jelbo.dsl.distribution;

import java.util.stream.Stream;
import org.jelbo.dsl.contract.DistributionContract;
import org.tensorflow.ndarray.Shape;

final class NegativeBinomialTest implements DistributionContract {
  @Override
  public Stream<Case> cases() {
    return Stream.of(
        byLogits("one entry").parameter("failures", 3).parameter("logits", 0.3),
        byLogits("few failures").parameter("failures", 0.3, 1, 2.5).parameter("logits", 0.8),
        byLogits("many failures").parameter("failures", 40).parameter("logits", -3, 0.2, 1),
        byLogits("both broadcast")
            .parameter("failures", new double[] {1.5, 9}, Shape.of(2, 1))
            .parameter("logits", new double[] {-1, 0.5, 1}, Shape.of(1, 3)),
        Case.of(
                "mean and dispersion",
                p -> NegativeBinomial.ofMeanAndDispersion(p.param("mean"), p.param("dispersion")))
            .parameter("mean", 0.5, 3, 20)
            .parameter("dispersion", 0.4));
  }

  private static Case byLogits(String name) {
    return Case.of(name, p -> NegativeBinomial.ofLogits(p.param("failures"), p.param("logits")));
  }
}
