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

final class StudentTest implements DistributionContract {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  @Override
  public Stream<Case> cases() {
    return Stream.of(
        of("one entry").parameter("df", 12).parameter("loc", 0.3).parameter("scale", 2),
        of("one scale").parameter("df", 15).parameter("loc", 1, -2, 3).parameter("scale", 0.5),
        of("many degrees").parameter("df", 30, 5000).parameter("loc", 1).parameter("scale", 3),
        of("broadcast sizes")
            .parameter("df", 14)
            .parameter("loc", new double[] {1, -1}, Shape.of(2, 1))
            .parameter("scale", new double[] {0.5, 1, 2}, Shape.of(1, 3)),
        of("heavy tails")
            .parameter("df", 0.9, 2.5)
            .parameter("loc", 0.5)
            .parameter("scale", 3)
            .heavyTailed());
  }

  private static Case of(String name) {
    return Case.of(name, p -> StudentT.of(p.param("df"), p.param("loc"), p.param("scale")));
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void momentsThatDoNotExistLeaveTheGradientsOfOthers(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr df = evaluation.fed(0.5, 1, 1.5, 2, 4);
      Expr loc = evaluation.fedScalar(3);
      StudentT distribution = StudentT.of(df, loc, Expr.of(2));
      Expr mean = distribution.mean();
      Expr variance = distribution.variance();
      assertThat(evaluation.values(mean)).containsExactly(Double.NaN, Double.NaN, 3, 3, 3);
      assertThat(evaluation.values(variance))
          .containsExactly(Double.NaN, Double.NaN, INFINITY, INFINITY, 8);
      assertThat(evaluation.gradient(mean, loc)).containsExactly(5);
      assertThat(evaluation.gradient(variance, df)).containsExactly(0, 0, 0, 0, -2);
    }
  }
}
