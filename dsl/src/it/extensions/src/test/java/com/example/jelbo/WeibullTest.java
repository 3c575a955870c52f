package com.example.jelbo;

import java.util.stream.Stream;
import org.jelbo.dsl.contract.DistributionContract;

final class WeibullTest implements DistributionContract {
  @Override
  public Stream<Case> cases() {
    return Stream.of(
        weibull("a density without bound").parameter("concentration", 0.8).parameter("scale", 2),
        weibull("scales of their own")
            .parameter("concentration", 1.5)
            .parameter("scale", 0.5, 2, 10),
        weibull("a concentration each")
            .parameter("concentration", 1, 4)
            .parameter("scale", 3, 0.2));
  }

  private static Case weibull(String name) {
    return Case.of(name, p -> Weibull.of(p.param("concentration"), p.param("scale")));
  }
}
