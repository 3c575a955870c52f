package org.jelbo.dsl.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.contract.Agreement;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Extents;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.noise.InjectedNoise;
import org.jelbo.dsl.noise.KeyedNoise;
import org.jelbo.dsl.noise.Noise;
import org.jelbo.dsl.noise.NoiseArray;
import org.jelbo.dsl.noise.NoiseClock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sure events, tiny and huge scales, categories that never occur. */
final class ExtremeParametersTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private static Expr vector(double... values) {
    return Expr.of(values);
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void extremeLogitsAndScalesGiveFiniteDensities(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Agreement agreement = Agreement.of(precision);
      Bernoulli sure = Bernoulli.ofLogits(evaluation.fed(1e4, -1e4));
      agreement.assertValues("right", evaluation.values(sure.logProbOfEach(vector(1, 0))), 0, 0);
      agreement.assertValues(
          "wrong", evaluation.values(sure.logProbOfEach(vector(0, 1))), -1e4, -1e4);
      agreement.assertValues("entropy", evaluation.values(sure.entropyOfEach()), 0, 0);
      for (double scale : new double[] {1e-20, 1e20}) {
        Normal normal = Normal.of(Expr.of(0), evaluation.fedScalar(scale));
        agreement.assertValues(
            "at two deviations",
            evaluation.values(normal.logProb(evaluation.fedScalar(2 * scale))),
            -2 - Math.log(scale) - Math.log(2 * Math.PI) / 2);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void uniformNoiseOfZeroNeverChoosesAnImpossibleCategory(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Noise injected =
          InjectedNoise.of(
              evaluation.graph(),
              Map.of("y", NoiseArray.of(new double[] {0.5, 0, 0.5}, 3)),
              KeyedNoise.of(
                  evaluation.graph(),
                  Extents.NONE,
                  NoiseClock.of(evaluation.fedNumbers(0, 0)),
                  "test"));
      Expr draw =
          Categorical.ofLogits(vector(-INFINITY, 0, -INFINITY))
              .draw(injected.stream("y", Axes.NONE));
      assertThat(evaluation.scalar(draw)).isEqualTo(1);
    }
  }
}
