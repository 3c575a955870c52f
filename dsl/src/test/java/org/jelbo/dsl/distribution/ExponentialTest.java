package org.jelbo.dsl.distribution;

import java.util.stream.Stream;
import org.jelbo.dsl.contract.DistributionContract;

final class ExponentialTest implements DistributionContract {
  @Override
  public Stream<Case> cases() {
    return Stream.of(
        of("one entry").parameter("rate", 0.4),
        of("three").parameter("rate", 0.5, 1, 3),
        Case.of("scales", p -> Exponential.ofScale(p.param("scale")))
            .parameter("scale", 0.2, 1, 4));
  }

  private static Case of(String name) {
    return Case.of(name, p -> Exponential.ofRate(p.param("rate")));
  }
}
