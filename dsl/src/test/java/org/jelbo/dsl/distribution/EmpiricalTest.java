package org.jelbo.dsl.distribution;

import java.util.stream.Stream;
import org.jelbo.dsl.contract.DistributionContract;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

final class EmpiricalTest implements DistributionContract {
  private static final Support ALL = new Support.Integers(-9, 9);

  @Override
  public Stream<Case> cases() {
    return Stream.of(
        Case.of("numbers", p -> Empirical.ofRows(p.param("atoms"), p.param("logits")).within(ALL))
            .parameter("atoms", 3, -1, 0, 5)
            .parameter("logits", 0.5, 0, 1, -2)
            .fixed("atoms"),
        Case.of("equal weights", p -> Empirical.ofRows(p.param("atoms")).within(ALL))
            .parameter("atoms", new double[] {5, 1, 2, -1, 3, 4}, Shape.of(3, 2))
            .fixed("atoms"),
        Case.of("weights", p -> Empirical.ofRows(p.param("atoms"), p.param("logits")).within(ALL))
            .parameter("atoms", new double[] {5, 1, 2, -1, 3, 4}, Shape.of(3, 2))
            .parameter("logits", 0.5, -1, 0)
            .fixed("atoms"),
        Case.of("matrices", p -> Empirical.ofRows(p.param("atoms")).within(ALL))
            .parameter("atoms", new double[] {5, 1, 2, -1, 3, 4, 5, 6}, Shape.of(2, 2, 2))
            .fixed("atoms"));
  }
}
