package org.jelbo.dsl.distribution;

import java.util.stream.Stream;
import org.jelbo.dsl.contract.DistributionContract;
import org.jelbo.dsl.support.Support;

final class UniformTest implements DistributionContract {
  @Override
  public Stream<Case> cases() {
    return Stream.of(
        of("one entry", -0.5, 2).parameter("low", -0.5).parameter("high", 2),
        of("one low end", 1, 1.5).parameter("low", 1).parameter("high", 1.5, 1.5),
        of("one high end", -4, 8).parameter("low", -4, -4, -4).parameter("high", 8));
  }

  private static Case of(String name, double low, double high) {
    return Case.of(name, p -> Uniform.of(p.param("low"), p.param("high")))
        .support(new Support.Interval(low, high));
  }
}
