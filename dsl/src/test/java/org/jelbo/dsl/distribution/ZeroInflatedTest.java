package org.jelbo.dsl.distribution;

import java.util.stream.Stream;
import org.jelbo.dsl.contract.DistributionContract;

final class ZeroInflatedTest implements DistributionContract {
  @Override
  public Stream<Case> cases() {
    return Stream.of(
        Case.of(
                "counts",
                p -> ZeroInflated.ofLogits(p.param("gateLogits"), Poisson.ofRate(p.param("rate"))))
            .parameter("gateLogits", -0.5)
            .parameter("rate", 2.5),
        Case.of(
                "a gate for each entry",
                p -> ZeroInflated.ofLogits(p.param("gateLogits"), Poisson.ofRate(p.param("rate"))))
            .parameter("gateLogits", -6, 0.5, 3)
            .parameter("rate", 0.1, 2.5, 9),
        Case.of(
                "negative binomial counts",
                p ->
                    ZeroInflated.ofLogits(
                        p.param("gateLogits"),
                        NegativeBinomial.ofLogits(p.param("failures"), p.param("logits"))))
            .parameter("gateLogits", 0.3)
            .parameter("failures", 2, 3.5)
            .parameter("logits", 0.3, -0.4),
        Case.of(
                "probabilities",
                p ->
                    ZeroInflated.ofProbabilities(
                        p.param("gateProbabilities"), Bernoulli.ofLogits(p.param("logits"))))
            .parameter("gateProbabilities", 0, 0.4, 0.9)
            .parameter("logits", 0.3, 1, 2)
            .fixed("gateProbabilities"));
  }
}
