package org.jelbo.dsl.distribution;

import java.util.stream.Stream;
import org.jelbo.dsl.contract.DistributionContract;

final class LogNormalTest implements DistributionContract {
  @Override
  public Stream<Case> cases() {
    return Stream.of(
        of("one entry").parameter("mean", 0.3).parameter("stddev", 0.6),
        of("one deviation").parameter("mean", 1, -1, 0.5).parameter("stddev", 0.4),
        of("one mean").parameter("mean", 0.5).parameter("stddev", 0.3, 0.7));
  }

  private static Case of(String name) {
    return Case.of(name, p -> LogNormal.of(p.param("mean"), p.param("stddev")));
  }
}
