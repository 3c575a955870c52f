package org.jelbo.dsl.distribution;

import java.util.stream.Stream;
import org.jelbo.dsl.contract.DistributionContract;

final class ContinuousBernoulliTest implements DistributionContract {
  @Override
  public Stream<Case> cases() {
    return Stream.of(
        of("one entry").parameter("logits", 0.4),
        of("uniform").parameter("logits", 0),
        of("around every branch").parameter("logits", -30, -1, -0.004, 0, 0.009, 1.01, 8),
        Case.of("probabilities", p -> ContinuousBernoulli.ofProbabilities(p.param("probabilities")))
            .parameter("probabilities", 0.02, 0.5, 0.9));
  }

  private static Case of(String name) {
    return Case.of(name, p -> ContinuousBernoulli.ofLogits(p.param("logits")));
  }
}
