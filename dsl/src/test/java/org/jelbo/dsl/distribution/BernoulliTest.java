package org.jelbo.dsl.distribution;

import java.util.stream.Stream;
import org.jelbo.dsl.contract.DistributionContract;

final class BernoulliTest implements DistributionContract {
  @Override
  public Stream<Case> cases() {
    return Stream.of(
        byLogits("one entry").parameter("logits", 0.4),
        byLogits("three entries").parameter("logits", -1, 0.5, 2),
        Case.of("probabilities", p -> Bernoulli.ofProbabilities(p.param("probabilities")))
            .parameter("probabilities", 0.1, 0.5, 0.9),
        Case.of("sure probabilities", p -> Bernoulli.ofProbabilities(p.param("probabilities")))
            .parameter("probabilities", 0, 1, 0.3)
            .fixed("probabilities"));
  }

  private static Case byLogits(String name) {
    return Case.of(name, p -> Bernoulli.ofLogits(p.param("logits")));
  }
}
