package org.jelbo.dsl.distribution;

import java.util.stream.Stream;
import org.jelbo.dsl.contract.DistributionContract;

final class HalfNormalTest implements DistributionContract {
  @Override
  public Stream<Case> cases() {
    return Stream.of(
        of("one entry").parameter("scale", 0.4), of("three").parameter("scale", 0.5, 1, 3));
  }

  private static Case of(String name) {
    return Case.of(name, p -> HalfNormal.ofScale(p.param("scale")));
  }
}
