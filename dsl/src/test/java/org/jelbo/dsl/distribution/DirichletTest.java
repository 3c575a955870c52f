package org.jelbo.dsl.distribution;

import java.util.stream.Stream;
import org.jelbo.dsl.contract.DistributionContract;
import org.tensorflow.ndarray.Shape;

final class DirichletTest implements DistributionContract {
  @Override
  public Stream<Case> cases() {
    return Stream.of(
        of("one vector").parameter("concentration", 0.7, 2, 3.5),
        of("two entries").parameter("concentration", 1.5, 1),
        of("small and large").parameter("concentration", 0.2, 5, 300, 40),
        of("two vectors")
            .parameter("concentration", new double[] {1, 2, 3, 0.5, 6, 2}, Shape.of(2, 3)));
  }

  private static Case of(String name) {
    return Case.of(name, p -> Dirichlet.ofConcentration(p.param("concentration")));
  }
}
