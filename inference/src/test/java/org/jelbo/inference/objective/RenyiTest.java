package org.jelbo.inference.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.divergence.Divergences;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.noise.NoiseArray;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.usage.BothWays;
import org.junit.jupiter.api.Test;

/** Orders of which another bound is the limit. */
class RenyiTest {
  private static final int K = 4;
  private static final Program MODEL =
      p ->
          p.plate(
              "rows", () -> p.sample("x", Normal.of(p.sample("z", Normal.standard()), Expr.of(1))));
  private static final Program GUIDE =
      p -> p.plate("rows", () -> p.sample("z", Normal.of(Expr.of(0.4), Expr.of(0.7))));

  private static double value(Derived objective) {
    Compilation compilation =
        Compilation.of(objective)
            .precision(Precision.FLOAT64)
            .noise("z", NoiseArray.of(new double[] {0.3, -1, 1.5, 0.2, 0.7, -0.1, -2, 1}, K, 2));
    try (Compiled compiled = compilation.compile()) {
      Data data = Data.of(Column.ofDoubles("x", new double[] {0.5, -0.8}));
      return BothWays.value(compiled, data, DrawKey.of(0).particles(K));
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

  @Test
  void orderZeroIsTheImportanceWeightedBound() {
    double iwae = value(Iwae.of(MODEL, GUIDE).given("x").particles(K));
    assertThat(value(Renyi.of(MODEL, GUIDE).given("x").particles(K)))
        .isCloseTo(iwae, within(1e-12));
  }
}
