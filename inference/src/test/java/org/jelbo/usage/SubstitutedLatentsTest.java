package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.Map;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.noise.NoiseArray;
import org.jelbo.dsl.program.Handler;
import org.jelbo.dsl.program.Program;
import org.jelbo.dsl.program.Substitute;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.junit.jupiter.api.Test;

/** Latents whose value is put in the place of a draw are scored at it, by both programs or none. */
class SubstitutedLatentsTest {
  private static Handler two(Handler rest) {
    return Substitute.of(Map.of("z", Expr.of(2)), rest);
  }

  private static final Program MODEL =
      p ->
          p.plate(
              "rows",
              () -> {
                Expr z = p.sample("z", Normal.standard());
                p.sample("x", Normal.of(z, Expr.of(1)));
              });
  private static final Program GUIDE =
      p -> p.plate("rows", () -> p.sample("z", Normal.of(0.3, 0.5)));
  private static final Data DATA = Data.of(Column.ofDoubles("x", new double[] {1, 1}));

  @Test
  void bothProgramsScoreTheValue() {
    Elbo elbo =
        Elbo.of(MODEL.under(SubstitutedLatentsTest::two), GUIDE.under(SubstitutedLatentsTest::two))
            .given("x");
    double q = -0.5 * Math.pow(1.7 / 0.5, 2) - Math.log(0.5);
    double p = -0.5 * 4;
    try (Compiled compiled = Compilation.of(elbo).compile()) {
      assertThat(compiled.measure(DATA, DrawKey.of(0)).part("kl")).isCloseTo(q - p, within(1e-5));
    }
    assertThat(elbo.explain().toString())
        .contains("Monte Carlo at the draw; no closed form: the guide does not draw the value");
  }

  /** In the guide b follows from z by way of a: no closed form of z given b is right. */
  @Test
  void whatFollowsFromTheValueFollowsFromItsSources() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr b = p.sample("b", Normal.standard());
                  Expr z = p.sample("z", Normal.of(b, Expr.of(1)));
                  p.sample("x", Normal.of(z, Expr.of(1)));
                });
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.of(0.5, 0.8));
                  Expr[] a = new Expr[1];
                  p.under(
                      rest -> Substitute.of(Map.of("a", z), rest),
                      () -> a[0] = p.sample("a", Normal.standard()));
                  p.sample("b", Normal.of(a[0], Expr.of(0.6)));
                });
    double z = 0.5 + 0.8 * -1.5;
    double b = z + 0.6 * 0.4;
    double ofB = (0.6 * 0.6 + z * z - 1) / 2 - Math.log(0.6);
    double ofZ = -1.5 * 1.5 / 2 - Math.log(0.8) + (z - b) * (z - b) / 2;
    Compilation compilation =
        Compilation.of(Elbo.of(model, guide).given("x"))
            .noise("z", NoiseArray.of(new double[] {-1.5}, 1, 1))
            .noise("b", NoiseArray.of(new double[] {0.4}, 1, 1))
            .precision(Precision.FLOAT64);
    try (Compiled compiled = compilation.compile()) {
      Data data = Data.of(Column.ofDoubles("x", new double[] {1}));
      BothWays.value(compiled, data, DrawKey.of(0));
      assertThat(compiled.measure(data, DrawKey.of(0)).part("kl"))
          .isCloseTo(ofB + ofZ, within(1e-12));
    }
  }

  @Test
  void valuesOfTheModelAloneAreRefused() {
    assertThat(
            Refusal.of(
                () ->
                    Elbo.of(MODEL.under(SubstitutedLatentsTest::two), GUIDE).given("x").explain()))
        .isEqualTo(
            """
            at site 'z' in the model, plate 'rows' (SubstitutedLatentsTest.java: Expr z = p.sample("z", Normal.standard());):
              expected the value that the guide has for the latent, but a handler in the model answers another
              try: the handler in both programs, model.doing("z", value), or given("z")""");
    assertThat(
            Refusal.of(
                () ->
                    MaximumLikelihood.of(MODEL.under(SubstitutedLatentsTest::two))
                        .given("x")
                        .explain()))
        .contains("expected the value that the guide has for the latent");
  }
}
