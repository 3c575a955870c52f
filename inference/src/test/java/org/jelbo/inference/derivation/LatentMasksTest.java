package org.jelbo.inference.derivation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.noise.NoiseArray;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.Iwae;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.usage.BothWays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A site that a latent masks depends on the latent. */
class LatentMasksTest {
  private static final double X = 0.6;
  private static final Data DATA = Data.of(Column.ofDoubles("x", new double[] {X}));

  private static double log(double x) {
    return -x * x / 2 - Math.log(2 * Math.PI) / 2;
  }

  @Test
  void maskThatIsSummedOut() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr isSeen = p.sample("seen", Bernoulli.ofProbabilities(0.3));
                  p.masked(isSeen, () -> p.sample("x", Normal.standard()));
                });
    MaximumLikelihood likelihood = MaximumLikelihood.of(model).given("x");
    try (Compiled compiled = Compilation.of(likelihood).precision(Precision.FLOAT64).compile()) {
      assertThat(compiled.measure(DATA, DrawKey.of(0)).value())
          .isCloseTo(-Math.log(0.3 * Math.exp(log(X)) + 0.7), within(1e-12));
    }
  }

  @Test
  void maskIsWithinTheWeightOfItsLatent() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr at = p.sample("z", Normal.standard());
                  p.masked(at.lessThan(Expr.of(0)), () -> p.sample("x", Normal.standard()));
                });
    Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.of(Expr.of(0.5), Expr.of(1))));
    double[] draws = {-0.9, 0.2, 1.1};
    double mean = 0;
    for (double noise : draws) {
      double at = 0.5 + noise;
      mean += Math.exp(log(at) - log(noise) + (at < 0 ? log(X) : 0)) / draws.length;
    }
    Compilation compilation =
        Compilation.of(Iwae.of(model, guide).given("x").particles(draws.length))
            .noise("z", NoiseArray.of(draws, draws.length, 1))
            .precision(Precision.FLOAT64);
    try (Compiled compiled = compilation.compile()) {
      DrawKey key = DrawKey.of(0).particles(draws.length);
      assertThat(BothWays.value(compiled, DATA, key)).isCloseTo(-Math.log(mean), within(1e-12));
    }
  }

  @ParameterizedTest(name = "masked in the model: {0}, in the guide: {1}")
  @CsvSource({"true, true", "false, false", "true, false", "false, true"})
  void maskOfOneProgramAloneIsNoBound(boolean inModel, boolean inGuide) {
    Elbo elbo = Elbo.of(latent(inModel, true), latent(inGuide, false)).given("x");
    String note =
        "not a bound of the evidence: z is masked in the " + (inModel ? "model" : "guide");
    assertThat(elbo.explain().toString().contains(note + " alone\n")).isEqualTo(inModel != inGuide);
    assertThat(elbo.freeBits(0.1).explain().toString().contains("; a bound of the evidence"))
        .isEqualTo(inModel == inGuide);
  }

  private static Program latent(boolean isMasked, boolean isModel) {
    return p ->
        p.plate(
            "rows",
            () -> {
              if (isMasked) {
                p.masked(p.input("keep"), () -> p.sample("z", Normal.standard()));
              } else {
                p.sample("z", Normal.standard());
              }
              if (isModel) {
                p.sample("x", Normal.standard());
              }
            });
  }
}
