package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;
import static org.jelbo.usage.UsualPrograms.DATA;
import static org.jelbo.usage.UsualPrograms.GUIDE;
import static org.jelbo.usage.UsualPrograms.MODEL;

import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.compilation.Recomputed;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Iwae;
import org.junit.jupiter.api.Test;

/** Importance weights of latents in other plates than that of the data, and outside of it. */
class WeightedPlatesTest {
  private static final int K = 7;

  /** A factor outside every plate counts once for all rows, outside the weights. */
  @Test
  void factorOutsideEveryPlate() {
    Program model =
        p -> {
          p.factor("bonus", Expr.of(-6));
          MODEL.run(p);
        };
    assertThat(loss(weighted(model, GUIDE)))
        .isCloseTo(loss(weighted(MODEL, GUIDE)) + 6.0 / 3, within(1e-12));
  }

  /** Drawn once, outside the weights: where q is p it contributes nothing at all. */
  @Test
  void latentOutsideEveryPlateIsOutsideTheWeights() {
    Program model = withGlobal(Normal.standard());
    assertThat(loss(weighted(model, withGlobalGuide(Normal.standard()))))
        .isCloseTo(loss(weighted(MODEL, GUIDE)), within(1e-12));
    Recomputed found = recomputed(weighted(model, withGlobalGuide(Normal.of(1, 1))));
    assertThat(found.formula())
        .isEqualTo(
            "1/N [log q(w) - log p(w)] + mean over rows [-log 1/K sum over particles"
                + " exp[log p(z) + log p(x | z) - log q(z)]]");
    assertThat(found.recomputed()).isCloseTo(found.compiled(), within(1e-12));
  }

  /** Latents that share no term have weights of their own: the bound is the sum of two bounds. */
  @Test
  void latentOfInnerPlateThatSharesNoTerm() {
    Program parts =
        p ->
            p.plate(
                "rows",
                () ->
                    p.plate(
                        "parts",
                        2,
                        () ->
                            p.sample(
                                "y", Normal.of(p.sample("v", Normal.standard()), Expr.of(1)))));
    Program partsGuide =
        p -> p.plate("rows", () -> p.plate("parts", 2, () -> p.sample("v", Normal.of(0, 2))));
    Program both = both(MODEL, parts);
    double together = loss(weighted(both, both(GUIDE, partsGuide)).given("y"), withParts());
    double apart =
        loss(weighted(MODEL, GUIDE), withParts())
            + loss(Iwae.of(parts, partsGuide).given("y").particles(K), withParts());
    assertThat(together).isCloseTo(apart, within(1e-12));
  }

  /** A latent of a row and those of its parts share a term: one weight, the parts summed in it. */
  @Test
  void latentOfInnerPlateThatSharesTerm() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.standard(2));
                  p.sample("x", Bernoulli.ofLogits(z));
                  p.plate("parts", 3, () -> p.sample("v", Normal.of(z.sum(), Expr.of(1))));
                });
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  p.sample("z", Normal.standard(2));
                  p.plate("parts", 3, () -> p.sample("v", Normal.of(0, 2)));
                });
    Recomputed found = recomputed(weighted(model, guide));
    assertThat(found.formula())
        .isEqualTo(
            "mean over rows [-log 1/K sum over particles exp[log p(z) + log p(x | z) + sum over"
                + " parts [log p(v | z) - log q(v)] - log q(z)]]");
    assertThat(found.recomputed()).isCloseTo(found.compiled(), within(1e-12));
  }

  private static Program both(Program first, Program second) {
    return p -> {
      first.run(p);
      second.run(p);
    };
  }

  private static Program withGlobal(Normal prior) {
    return p -> {
      p.sample("w", prior);
      MODEL.run(p);
    };
  }

  private static Program withGlobalGuide(Normal guide) {
    return p -> {
      p.sample("w", guide);
      GUIDE.run(p);
    };
  }

  private static Data withParts() {
    return Data.of(
        DATA.column("x").orElseThrow(),
        Column.ofDoubles("y", new double[] {0.1, 2, -1, 0.5, 3, 1}, 2));
  }

  private static double loss(Iwae iwae) {
    return loss(iwae, DATA);
  }

  private static double loss(Iwae iwae, Data data) {
    try (Compiled compiled = Compilation.of(iwae).precision(Precision.FLOAT64).compile()) {
      return compiled.measure(data, DrawKey.of(3).particles(K)).value();
    }
  }

  private static Recomputed recomputed(Iwae iwae) {
    try (Compiled compiled = Compilation.of(iwae).precision(Precision.FLOAT64).compile()) {
      return compiled.recompute(DATA, DrawKey.of(3).particles(K));
    }
  }

  private static Iwae weighted(Program model, Program guide) {
    return Iwae.of(model, guide).given("x").particles(K);
  }
}
