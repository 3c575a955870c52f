package org.jelbo.dsl.distribution;

import java.util.stream.Stream;
import org.jelbo.dsl.contract.DistributionContract;

final class HalfCauchyTest implements DistributionContract {
  @Override
  public Stream<Case> cases() {
    return Stream.of(
        of("one entry").parameter("scale", 0.4).heavyTailed(),
        of("three").parameter("scale", 0.5, 1, 3).heavyTailed());
  }

  private static Case of(String name) {
    return Case.of(name, p -> HalfCauchy.ofScale(p.param("scale")));
  }
}
