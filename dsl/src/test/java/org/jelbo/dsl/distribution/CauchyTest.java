package org.jelbo.dsl.distribution;

import java.util.stream.Stream;
import org.jelbo.dsl.contract.DistributionContract;

final class CauchyTest implements DistributionContract {
  @Override
  public Stream<Case> cases() {
    return Stream.of(
        of("one entry").parameter("loc", 0.3).parameter("scale", 2).heavyTailed(),
        of("one scale").parameter("loc", 1, -2, 3).parameter("scale", 0.5).heavyTailed(),
        of("one location").parameter("loc", 0.5).parameter("scale", 0.7, 1.4).heavyTailed());
  }

  private static Case of(String name) {
    return Case.of(name, p -> Cauchy.of(p.param("loc"), p.param("scale")));
  }
}
