package org.jelbo.dsl.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.jelbo.dsl.contract.DistributionContract;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.ndarray.Shape;

final class InverseGammaTest implements DistributionContract {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  @Override
  public Stream<Case> cases() {
    return Stream.of(
        of("one entry").parameter("concentration", 12).parameter("scale", 4),
        of("one concentration").parameter("concentration", 15).parameter("scale", 0.5, 20),
        of("one scale").parameter("concentration", 14, 200).parameter("scale", 3),
        of("broadcast sizes")
            .parameter("concentration", new double[] {11, 150}, Shape.of(2, 1))
            .parameter("scale", new double[] {0.5, 1, 2}, Shape.of(1, 3)),
        of("heavy tails").parameter("concentration", 0.8, 2.5).parameter("scale", 3).heavyTailed());
  }

  private static Case of(String name) {
    return Case.of(
        name,
        p -> InverseGamma.ofConcentrationAndScale(p.param("concentration"), p.param("scale")));
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void momentsThatDoNotExistAreInfiniteAndTheRestHasGradients(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr concentration = evaluation.fed(0.5, 1, 1.5, 2, 3);
      InverseGamma distribution = InverseGamma.ofConcentrationAndScale(concentration, Expr.of(4));
      Expr mean = distribution.mean();
      Expr variance = distribution.variance();
      assertThat(evaluation.values(mean)).containsExactly(INFINITY, INFINITY, 8, 4, 2);
      assertThat(evaluation.values(variance))
          .containsExactly(INFINITY, INFINITY, INFINITY, INFINITY, 4);
      assertThat(evaluation.gradient(mean, concentration)).containsExactly(0, 0, -16, -4, -1);
      assertThat(evaluation.gradient(variance, concentration)).doesNotContain(Double.NaN);
    }
  }
}
