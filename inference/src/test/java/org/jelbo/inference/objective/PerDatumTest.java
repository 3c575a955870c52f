package org.jelbo.inference.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.Arrays;
import org.jelbo.dsl.contract.Agreement;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.compilation.Measurement;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.usage.Entry;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/** Parts for each row have the rows, where they are the same for all of them, too. */
final class PerDatumTest {
  private static final Data DATA = Data.of(Column.ofDoubles("x", new double[] {1, 2, 3}));

  /** In the plates of the data: a latent with an observation, three more, and a factor. */
  private static final Program MODEL =
      p ->
          p.plate(
              "rows",
              () -> {
                Expr z = p.sample("z", Normal.standard());
                p.plate("inner", 3, () -> p.sample("u", Normal.standard()));
                p.factor("f", Expr.of(0.25));
                p.sample("x", Normal.of(z, Expr.of(1)));
              });

  private static final Program GUIDE =
      p ->
          p.plate(
              "rows",
              () -> {
                p.sample("z", Normal.of(0.5, 1));
                p.plate("inner", 3, () -> p.sample("u", Normal.of(2, 1)));
              });

  private static Measurement measured(Objective objective, int particles) {
    Compilation compilation = Compilation.of(objective).precision(Precision.FLOAT64);
    try (Compiled compiled = compilation.compile()) {
      return compiled.measure(DATA, DrawKey.of(0).particles(particles));
    }
  }

  private static void assertEach(Measurement measured, String part, double... expected) {
    assertThat(Entry.of(measured.partsPerDatum(), part).shape()).as(part).isEqualTo(Shape.of(3));
    Agreement.of(Precision.FLOAT64)
        .assertValues(part, Entry.of(measured.partsPerDatum(), part).toArray(), expected);
  }

  @Test
  void divergencesAndFactorsThatAreTheSameForAllRows() {
    Measurement measured = measured(Elbo.of(MODEL, GUIDE).given("x"), 1);
    double kl = 0.125 + 3 * 2;
    assertEach(measured, "kl", kl, kl, kl);
    assertEach(measured, "factor", -0.25, -0.25, -0.25);
    assertThat(Entry.of(measured.partsPerDatum(), "rec").shape()).isEqualTo(Shape.of(3));
  }

  @Test
  void freeBitsThatAreTheSameForAllRows() {
    Measurement measured = measured(Elbo.of(MODEL, GUIDE).given("x").freeBits(1), 1);
    assertEach(measured, "kl", 7, 7, 7);
  }

  @Test
  void effectiveSizesOfOneParticle() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> p.sample("x", Normal.of(p.sample("z", Normal.standard()), Expr.of(1))));
    Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.of(0.5, 1)));
    Measurement measured = measured(Iwae.of(model, guide).given("x"), 1);
    assertEach(measured, "ess", 1, 1, 1);
    double[] bounds = Entry.of(measured.partsPerDatum(), "bound").toArray();
    Agreement.of(Precision.FLOAT64)
        .assertValues(
            "logWeights", Entry.of(measured.partsPerDatum(), "logWeights").toArray(), bounds);
    assertThat(-Arrays.stream(bounds).average().orElseThrow())
        .isCloseTo(measured.value(), within(1e-9));
  }

  @Test
  void factorsByThemselvesBesideWeights() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  p.factor("f", Expr.of(0.25));
                  p.sample("x", Normal.of(p.sample("z", Normal.standard()), Expr.of(1)));
                });
    Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.of(0.5, 1)));
    Measurement measured = measured(Iwae.of(model, guide).given("x").particles(5), 5);
    double[] bounds = Entry.of(measured.partsPerDatum(), "bound").toArray();
    assertThat(bounds).hasSize(3);
  }
}
