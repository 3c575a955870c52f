package org.jelbo.dsl.distribution;

import java.util.stream.Stream;
import org.jelbo.dsl.contract.DistributionContract;
import org.tensorflow.ndarray.Shape;

final class BinomialTest implements DistributionContract {
  @Override
  public Stream<Case> cases() {
    return Stream.of(
        byLogits("one entry").parameter("trials", 7).parameter("logits", 0.3),
        byLogits("trials for each entry")
            .parameter("trials", 1, 0, 12, 300)
            .parameter("logits", 0.3),
        byLogits("logits for each entry").parameter("trials", 20).parameter("logits", -4, 0.2, 6),
        byLogits("both broadcast")
            .parameter("trials", new double[] {3, 9}, Shape.of(2, 1))
            .parameter("logits", new double[] {-1, 0.5, 2}, Shape.of(1, 3)),
        Case.of(
                "probabilities",
                p -> Binomial.ofProbabilities(p.param("trials"), p.param("probabilities")))
            .parameter("trials", 9)
            .parameter("probabilities", 0.05, 0.5, 0.97)
            .fixed("trials"));
  }

  private static Case byLogits(String name) {
    return Case.of(name, p -> Binomial.ofLogits(p.param("trials"), p.param("logits")))
        .fixed("trials");
  }
}
