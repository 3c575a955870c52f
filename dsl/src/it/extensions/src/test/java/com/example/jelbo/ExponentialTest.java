package com.example.jelbo;

import java.util.stream.Stream;
import org.jelbo.dsl.contract.DistributionContract;

final class ExponentialTest implements DistributionContract {
  @Override
  public Stream<Case> cases() {
    return Stream.of(
        Case.of("two rates", p -> Exponential.of(p.param("rate"))).parameter("rate", 0.5, 3));
  }
}
