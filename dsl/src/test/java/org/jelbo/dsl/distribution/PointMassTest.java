package org.jelbo.dsl.distribution;

import java.util.stream.Stream;
import org.jelbo.dsl.contract.DistributionContract;
import org.jelbo.dsl.support.Support;

final class PointMassTest implements DistributionContract {
  @Override
  public Stream<Case> cases() {
    return Stream.of(
        Case.of("one entry", p -> PointMass.of(p.param("value")).within(Support.naturals()))
            .parameter("value", 3)
            .fixed("value"),
        Case.of("two entries", p -> PointMass.of(p.param("value")).within(Support.naturals()))
            .parameter("value", 2, 2)
            .fixed("value"));
  }
}
