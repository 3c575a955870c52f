package org.jelbo.dsl.distribution;

import java.util.stream.Stream;
import org.jelbo.dsl.contract.DistributionContract;
import org.jelbo.dsl.support.Support;

final class TruncatedNormalTest implements DistributionContract {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  @Override
  public Stream<Case> cases() {
    return Stream.of(
        of("one entry", 0.3, 2, -0.5, 3),
        of("one low end", 0.5, 0.75, 0, INFINITY).fixed("high"),
        of("far below the mean", 16, 2, -INFINITY, 0).fixed("low"),
        of("far above the mean", 0, 1, 6, 8),
        of("narrow", 1, 1, -0x1p-12, 0x1p-12),
        parameters("means", -0.5, 3)
            .parameter("mean", -2, 0, 9)
            .parameter("stddev", 1)
            .parameter("low", -0.5)
            .parameter("high", 3, 3, 3));
  }

  private static Case of(String name, double mean, double stddev, double low, double high) {
    return parameters(name, low, high)
        .parameter("mean", mean)
        .parameter("stddev", stddev)
        .parameter("low", low)
        .parameter("high", high);
  }

  private static Case parameters(String name, double low, double high) {
    return Case.of(
            name,
            p ->
                TruncatedNormal.of(
                    p.param("mean"), p.param("stddev"), p.param("low"), p.param("high")))
        .support(new Support.Interval(low, high));
  }
}
