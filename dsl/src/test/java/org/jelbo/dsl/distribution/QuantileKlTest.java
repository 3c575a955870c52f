package org.jelbo.dsl.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jelbo.dsl.expr.Expr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Divergences against the mean of {@code log q - log p} at evenly spaced quantiles of q. */
final class QuantileKlTest {
  private static final int COUNT = 200_000;

  static Stream<Arguments> pairs() {
    return Stream.of(
        of(Uniform.of(0.5, 1), Uniform.of(-1, 3), Uniform::klOfEach),
        of(
            Weibull.ofScaleAndConcentration(1.5, 2),
            Weibull.ofScaleAndConcentration(0.8, 1.3),
            Weibull::klOfEach),
        of(
            Weibull.ofScaleAndConcentration(0.7, 1),
            Weibull.ofScaleAndConcentration(1.2, 2.5),
            Weibull::klOfEach),
        of(Cauchy.of(0.5, 1), Cauchy.of(-1, 3), Cauchy::klOfEach),
        of(Cauchy.of(0.5, 3), Cauchy.of(0.5, 0.2), Cauchy::klOfEach),
        of(
            ContinuousBernoulli.ofLogits(1.5),
            ContinuousBernoulli.ofLogits(-0.3),
            ContinuousBernoulli::klOfEach),
        of(
            ContinuousBernoulli.ofLogits(-9),
            ContinuousBernoulli.ofProbabilities(0.7),
            ContinuousBernoulli::klOfEach),
        of(Exponential.ofScale(2), Exponential.ofRate(3), Exponential::klOfEach),
        of(Exponential.ofRate(2), Exponential.ofScale(3), Exponential::klOfEach),
        of(Exponential.ofScale(2), Exponential.ofScale(3), Exponential::klOfEach),
        of(Normal.ofMeanAndPrecision(1, 4), Normal.ofMeanAndVariance(0, 2), Normal::klOfEach));
  }

  private static <F extends Cumulative> Arguments of(F q, F p, BiFunction<F, F, Expr> kl) {
    return Arguments.of(q, p, kl.apply(q, p).constant()[0]);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void divergenceIsTheMeanOfTheLogRatio(Cumulative q, Cumulative p, double kl) {
    double[] probabilities = new double[COUNT];
    Arrays.setAll(probabilities, i -> (i + 0.5) / COUNT);
    Expr values = q.quantileOfEach(Expr.of(probabilities));
    double[] ratios = q.logProbOfEach(values).minus(p.logProbOfEach(values)).constant();
    assertThat(kl).isCloseTo(Arrays.stream(ratios).sum() / COUNT, within(1e-3));
  }

  @Test
  void uniformEntriesBeyondTheOthersEndsDivergeInfinitely() {
    assertThat(Uniform.of(0, 2).klOfEach(Uniform.of(0.5, 3)).constant()[0])
        .isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Uniform.of(1, 4).klOfEach(Uniform.of(0.5, 3)).constant()[0])
        .isEqualTo(Double.POSITIVE_INFINITY);
  }

  /** {@code (m - n)^2 / (4 b c)} to first order, which a logarithm of a sum would round to 0. */
  @Test
  void closeCauchyEntriesHardlyDiverge() {
    double kl = Cauchy.of(1e-12, 1).klOfEach(Cauchy.of(0, 1)).constant()[0];
    assertThat(kl / 2.5e-25).isCloseTo(1, within(1e-9));
  }
}
