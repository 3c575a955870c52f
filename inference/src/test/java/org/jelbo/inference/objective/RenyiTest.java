package org.jelbo.inference.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.Arrays;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.divergence.Divergences;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.noise.NoiseArray;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.compilation.Measurement;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.usage.BothWays;
import org.jelbo.usage.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Orders of which another bound is the limit. */
class RenyiTest {
  private static final int K = 4;
  private static final Program MODEL =
      p ->
          p.plate(
              "rows", () -> p.sample("x", Normal.of(p.sample("z", Normal.standard()), Expr.of(1))));
  private static final Program GUIDE =
      p -> p.plate("rows", () -> p.sample("z", Normal.of(Expr.of(0.4), Expr.of(0.7))));

  private static final Data DATA = Data.of(Column.ofDoubles("x", new double[] {0.5, -0.75}));

  private static Compiled compiled(SingleObjective objective, Precision precision) {
    double[] noise = {0.25, -1, 1.5, 0.25, 0.75, -0.125, -2, 1};
    return Compilation.of(objective)
        .precision(precision)
        .noise("z", NoiseArray.of(noise, K, 2))
        .compile();
  }

  private static double value(SingleObjective objective) {
    try (Compiled compiled = compiled(objective, Precision.FLOAT64)) {
      return BothWays.value(compiled, DATA, DrawKey.of(0).particles(K));
    }
  }

  private static Measurement measured(SingleObjective objective, Precision precision) {
    try (Compiled compiled = compiled(objective, precision)) {
      return compiled.measure(DATA, DrawKey.of(0).particles(K));
    }
  }

  @Test
  void orderOneIsTheEvidenceLowerBound() {
    double elbo =
        value(Elbo.of(MODEL, GUIDE).given("x").particles(K).divergences(Divergences.empty()));
    Renyi renyi = Renyi.of(MODEL, GUIDE).given("x").particles(K);
    assertThat(value(renyi.alpha(1))).isCloseTo(elbo, within(1e-12));
    assertThat(value(renyi.alpha(1 + 1e-6))).isCloseTo(elbo, within(1e-4));
  }

  /** Where the plain formula subtracts numbers that are 1 / (1 - a) times as large. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void ordersNearOneKeepTheirDigits(Precision precision) {
    double tolerance = precision == Precision.FLOAT32 ? 2e-6 : 1e-11;
    Renyi renyi = Renyi.of(MODEL, GUIDE).given("x").particles(K);
    double[] weights = logWeights(renyi, precision);
    for (double h : new double[] {1e-3, -1e-3, 1e-4, -1e-5, 1e-6, -1e-7}) {
      double expected = 0;
      for (int row = 0; row < 2; row++) {
        expected -=
            logPowerMean(
                    new double[] {
                      weights[row], weights[2 + row], weights[4 + row], weights[6 + row]
                    },
                    h)
                / 2;
      }
      double value = measured(renyi.alpha(1 - h), precision).value();
      assertThat(value).as("a of 1 - %s", h).isCloseTo(expected, within(tolerance));
    }
  }

  private static double[] logWeights(SingleObjective objective, Precision precision) {
    return Entry.of(measured(objective, precision).partsPerDatum(), "logWeights").toArray();
  }

  /** {@code m + v h / 2 + ...}, by the first cumulants: the next term is of order h^3. */
  private static double logPowerMean(double[] x, double h) {
    double mean = Arrays.stream(x).average().orElseThrow();
    double[] powers = new double[5];
    for (double each : x) {
      for (int n = 2; n < powers.length; n++) {
        powers[n] += Math.pow(each - mean, n) / x.length;
      }
    }
    double fourth = powers[4] - 3 * powers[2] * powers[2];
    return mean + h * (powers[2] / 2 + h * (powers[3] / 6 + h * fourth / 24));
  }

  @Test
  void orderZeroIsTheImportanceWeightedBound() {
    double iwae = value(Iwae.of(MODEL, GUIDE).given("x").particles(K));
    assertThat(value(Renyi.of(MODEL, GUIDE).given("x").particles(K)))
        .isCloseTo(iwae, within(1e-12));
  }
}
