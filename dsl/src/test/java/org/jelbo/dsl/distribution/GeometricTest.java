package org.jelbo.dsl.distribution;

import java.util.stream.Stream;
import org.jelbo.dsl.contract.DistributionContract;

final class GeometricTest implements DistributionContract {
  @Override
  public Stream<Case> cases() {
    return Stream.of(
        Case.of("one entry", p -> Geometric.ofLogits(p.param("logits"))).parameter("logits", 0.3),
        Case.of("likely and not", p -> Geometric.ofLogits(p.param("logits")))
            .parameter("logits", -3, 0.1, 5),
        Case.of("probabilities", p -> Geometric.ofProbabilities(p.param("probabilities")))
            .parameter("probabilities", 0.05, 0.6, 0.95));
  }
}
