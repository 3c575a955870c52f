package org.jelbo.dsl.distribution;

import java.util.stream.Stream;
import org.jelbo.dsl.contract.DistributionContract;

final class RelaxedBernoulliTest implements DistributionContract {
  @Override
  public Stream<Case> cases() {
    return Stream.of(
        of("one entry").parameter("temperature", 0.7).parameter("logits", 0.3),
        of("one temperature").parameter("temperature", 2).parameter("logits", -1, 0, 3),
        of("one logit").parameter("temperature", 0.5, 1.5).parameter("logits", 1));
  }

  private static Case of(String name) {
    return Case.of(name, p -> RelaxedBernoulli.ofLogits(p.param("temperature"), p.param("logits")));
  }
}
