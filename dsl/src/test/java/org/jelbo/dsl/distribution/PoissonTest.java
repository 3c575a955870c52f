package org.jelbo.dsl.distribution;

import java.util.stream.Stream;
import org.jelbo.dsl.contract.DistributionContract;

final class PoissonTest implements DistributionContract {
  @Override
  public Stream<Case> cases() {
    return Stream.of(
        Case.of("one rate", p -> Poisson.ofRate(p.param("rate"))).parameter("rate", 2.5),
        Case.of("rates near 0 and far", p -> Poisson.ofRate(p.param("rate")))
            .parameter("rate", 0.01, 0.9, 40, 1200),
        Case.of("logs of rates", p -> Poisson.ofLogRate(p.param("logRate")))
            .parameter("logRate", -3, 0.5, 4));
  }
}
