package org.jelbo.dsl.distribution;

import java.util.stream.Stream;
import org.jelbo.dsl.contract.DistributionContract;

final class DiscretizedLogisticTest implements DistributionContract {
  @Override
  public Stream<Case> cases() {
    return Stream.of(
        of("one entry", 0, 255).parameter("loc", 120.3).parameter("scale", 9),
        of("one scale", 0, 7).parameter("loc", -1, 3.5, 8).parameter("scale", 2.5),
        of("one location", -3, 4).parameter("loc", 0.6).parameter("scale", 0.3, 1.4, 50));
  }

  private static Case of(String name, int low, int high) {
    return Case.of(name, p -> DiscretizedLogistic.of(p.param("loc"), p.param("scale"), low, high));
  }
}
