package org.jelbo.inference.derivation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
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

  /** Where the mask is 1 one may have it and the other not. */
  @ParameterizedTest(name = "masked in the model: {0}, in the guide: {1}")
  @CsvSource({"true, true", "false, false", "true, false", "false, true"})
  void maskOfOneProgramAloneIsNoBound(boolean inModel, boolean inGuide) {
    Elbo elbo = Elbo.of(latent(inModel, true), latent(inGuide, false)).given("x");
    String note =
        "  refused where the masks of z in model and guide differ: no bound of the evidence";
    assertThat(elbo.explain().toString().contains(note)).isEqualTo(inModel != inGuide);
    try (Compiled compiled = Compilation.of(elbo).precision(Precision.FLOAT64).compile()) {
      assertThat(compiled.measure(kept(1), DrawKey.of(0)).value())
          .isCloseTo(-log(X), within(1e-12));
      Throwable refusal = catchThrowable(() -> compiled.measure(kept(0.5), DrawKey.of(0)));
      assertThat(refusal == null).isEqualTo(inModel == inGuide);
      if (refusal != null) {
        assertThat(refusal)
            .hasMessageStartingWith("at site 'z' in the model, plate 'rows'")
            .hasMessageContaining("expected one mask of the latent in model and guide");
      }
    }
  }

  private static Data kept(double keep) {
    return Data.of(
        Column.ofDoubles("x", new double[] {X}), Column.ofDoubles("keep", new double[] {keep}));
  }

  /**
   * Without z's own density the sum is no bound: -0.25 for a log evidence of -4.63. What depends on
   * it, directly, may be what is seen, another latent or a factor; the guide may be any.
   */
  @ParameterizedTest(name = "{0} by {1}: {2}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          z! x|z;            z!;            site 'x'
          z1! z2|z1 x|z2;    z1! z2|z1;     site 'z2'
          z1! z2!|z1 x|z2;   z1! z2!|z1;    site 'x'
          z2! z1|z2 x|z1;    z1 z2!|z1;     site 'z1'
          y0! x|y0;          y0!;           site 'x'
          y0! y1|y0 x;       y0! y1|y0;     site 'y1'
          z! c0|z x|c0;      z!;            site 'c0'
          z! x*|z;           z!;            site 'x'
          """)
  void latentsCountWhereWhatDependsOnThemDoes(String model, String guide, String site) {
    BruteForce brute = new BruteForce(model, guide);
    Elbo elbo = Elbo.of(brute.model().program(), brute.guide().program()).given("x");
    assertThat(elbo.explain().toString()).contains(": no bound of the evidence there\n");
    try (Compiled compiled = brute.compile(elbo)) {
      assertThatThrownBy(() -> compiled.measure(brute.data(), DrawKey.of(0)))
          .hasMessageStartingWith("at " + site + " in the model, plate 'rows'")
          .hasMessageContaining("is masked there: the sum would be no bound of the evidence");
    }
  }

  /** What depends on it may count less, and what the guide makes of it does not matter. */
  @ParameterizedTest(name = "{0} by {1}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          z x!|z;            z
          z! z2 x|z2;        z! z2|z
          z! c0|z x!|c0;     z!
          c0! x|c0;          ''
          """)
  void boundsBesideMasks(String model, String guide) {
    EnumeratedBoundsTest.assertBound(model, guide);
  }

  /** z counts only where y is 1, and there only x depends on it. */
  @Test
  void latentThatIsHeldBackWhereItIsMasked() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr y = p.sample("y", Bernoulli.ofProbabilities(0.3));
                  Expr[] z = new Expr[1];
                  p.masked(y, () -> z[0] = p.sample("z", Normal.standard()));
                  p.sample("x", Normal.of(z[0].times(y), Expr.of(1)));
                });
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr y = p.sample("y", Bernoulli.ofProbabilities(0.6));
                  p.masked(y, () -> p.sample("z", Normal.standard()));
                });
    Compilation compilation =
        Compilation.of(Elbo.of(model, guide).given("x"))
            .precision(Precision.FLOAT64)
            .noise("z", NoiseArray.of(new double[] {0.9}, 1, 1));
    try (Compiled compiled = compilation.compile()) {
      double kl = 0.6 * Math.log(0.6 / 0.3) + 0.4 * Math.log(0.4 / 0.7);
      double rec = -0.6 * log(X - 0.9) - 0.4 * log(X);
      assertThat(BothWays.value(compiled, DATA, DrawKey.of(0))).isCloseTo(kl + rec, within(1e-12));
    }
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
