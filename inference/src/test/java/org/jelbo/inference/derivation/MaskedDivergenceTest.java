package org.jelbo.inference.derivation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.noise.NoiseArray;
import org.jelbo.dsl.program.Program;
import org.jelbo.dsl.program.Scope;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.usage.BothWays;
import org.junit.jupiter.api.Test;

/** The closed form counts as a whole or not at all; other masks are scored at the draw. */
class MaskedDivergenceTest {
  private static final double[] NOISE = {0.4, -1.1, 0.7, 0.2};
  private static final Data DATA =
      Data.of(
          Column.ofDoubles("x", new double[] {0, 0}),
          Column.ofDoubles("row", new double[] {1, 0}),
          Column.ofDoubles("same", new double[] {1, 0}),
          Column.ofDoubles("half", new double[] {0.5, 1}),
          Column.ofDoubles("entry", new double[] {1, 0, 0, 1}, 2));

  @Test
  void oneMaskOfRowsMasksTheClosedForm() {
    check("row", "row", "closed form, Normal to Normal", closed() / 2);
  }

  /** Of one value in the data, but not of one expression. */
  @Test
  void masksOfTwoNamesAreScoredAtTheDraw() {
    double kept = logQ(0) + logQ(1) - logP(0) - logP(1);
    check("row", "same", "the masks in guide and model are not one value", kept / 2);
  }

  /** In part: a half of the divergence. */
  @Test
  void maskMultipliesTheClosedForm() {
    check("half", "half", "closed form, Normal to Normal", (closed() * 0.5 + closed()) / 2);
  }

  @Test
  void masksOfEntriesAreScoredAtTheDraw() {
    double kept = logQ(0) - logP(0) + logQ(3) - logP(3);
    check("entry", "entry", "entries of the event are masked", kept / 2);
  }

  private static void check(String inGuide, String inModel, String reason, double kl) {
    Elbo elbo = Elbo.of(model(inModel), guide(inGuide)).given("x");
    assertThat(elbo.explain().toString()).contains(reason);
    Compilation compilation =
        Compilation.of(elbo).precision(Precision.FLOAT64).noise("z", NoiseArray.of(NOISE, 1, 2, 2));
    try (Compiled compiled = compilation.compile()) {
      BothWays.value(compiled, DATA, DrawKey.of(0));
      assertThat(compiled.measure(DATA, DrawKey.of(0)).part("kl")).isCloseTo(kl, within(1e-12));
    }
  }

  private static Program model(String mask) {
    return p ->
        p.plate(
            "rows",
            () -> {
              p.masked(keep(p, mask), () -> p.sample("z", Normal.standard(2)));
              p.sample("x", Normal.standard());
            });
  }

  private static Program guide(String mask) {
    Expr mean = Expr.of(new double[] {0.3, 0.3});
    return p ->
        p.plate(
            "rows",
            () -> p.masked(keep(p, mask), () -> p.sample("z", Normal.of(mean, Expr.of(0.5)))));
  }

  private static Expr keep(Scope p, String mask) {
    return mask.equals("entry") ? p.input(mask, 2) : p.input(mask);
  }

  /** Of both entries of a row. */
  private static double closed() {
    return 2 * (0.5 * (0.25 + 0.09 - 1) - Math.log(0.5));
  }

  private static double logQ(int entry) {
    return -0.5 * NOISE[entry] * NOISE[entry] - Math.log(0.5) - 0.5 * Math.log(2 * Math.PI);
  }

  private static double logP(int entry) {
    double z = 0.3 + 0.5 * NOISE[entry];
    return -0.5 * z * z - 0.5 * Math.log(2 * Math.PI);
  }
}
