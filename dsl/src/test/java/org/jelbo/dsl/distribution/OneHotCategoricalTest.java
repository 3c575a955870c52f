package org.jelbo.dsl.distribution;

import java.util.stream.Stream;
import org.jelbo.dsl.contract.DistributionContract;
import org.tensorflow.ndarray.Shape;

final class OneHotCategoricalTest implements DistributionContract {
  @Override
  public Stream<Case> cases() {
    return Stream.of(
        byLogits("one vector").parameter("logits", 1, 0, -1, 0.5),
        byLogits("two vectors")
            .parameter("logits", new double[] {0, 1, 2, 2, -1, 0}, Shape.of(2, 3)),
        byLogits("a category that never occurs")
            .parameter("logits", 0, 1, Double.NEGATIVE_INFINITY),
        Case.of("probabilities", p -> OneHotCategorical.ofProbabilities(p.param("probabilities")))
            .parameter("probabilities", new double[] {0.2, 0.3, 0.5, 0, 1, 0}, Shape.of(2, 3))
            .fixed("probabilities"));
  }

  private static Case byLogits(String name) {
    return Case.of(name, p -> OneHotCategorical.ofLogits(p.param("logits")));
  }
}
