package org.jelbo.dsl.distribution;

import java.util.stream.Stream;
import org.jelbo.dsl.contract.DistributionContract;
import org.tensorflow.ndarray.Shape;

final class RelaxedOneHotCategoricalTest implements DistributionContract {
  @Override
  public Stream<Case> cases() {
    return Stream.of(
        of("three").parameter("temperature", 0.7).parameter("logits", 0.3, -1, 1),
        of("two").parameter("temperature", 2.5).parameter("logits", 0, 1),
        of("two of three")
            .parameter("temperature", 0.9)
            .parameter("logits", new double[] {0.1, 1, -1, 0, 0.5, 2}, Shape.of(2, 3)));
  }

  private static Case of(String name) {
    return Case.of(
        name, p -> RelaxedOneHotCategorical.ofLogits(p.param("temperature"), p.param("logits")));
  }
}
