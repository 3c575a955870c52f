package org.jelbo.dsl.distribution;

import java.util.stream.Stream;
import org.jelbo.dsl.contract.DistributionContract;

final class WeibullTest implements DistributionContract {
  @Override
  public Stream<Case> cases() {
    return Stream.of(
        of("one entry").parameter("scale", 2).parameter("concentration", 1.5),
        of("one scale").parameter("scale", 0.5).parameter("concentration", 0.8, 1, 3),
        of("one concentration").parameter("scale", 0.1, 30).parameter("concentration", 2),
        of("steep").parameter("scale", 1).parameter("concentration", 40));
  }

  private static Case of(String name) {
    return Case.of(
        name, p -> Weibull.ofScaleAndConcentration(p.param("scale"), p.param("concentration")));
  }
}
