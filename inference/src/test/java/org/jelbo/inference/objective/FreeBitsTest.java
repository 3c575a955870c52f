package org.jelbo.inference.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import org.jelbo.dsl.distribution.Bernoulli;
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
import org.jelbo.usage.BothWays;
import org.jelbo.usage.Entry;
import org.junit.jupiter.api.Test;

class FreeBitsTest {
  /** The divergence of N(x, 1) from N(0, 1) is x^2 / 2. */
  private static final Program MODEL =
      p ->
          p.plate(
              "rows",
              () -> {
                p.sample("z", Normal.standard());
                p.sample("x", Normal.standard());
              });

  private static final Program GUIDE =
      p -> p.plate("rows", () -> p.sample("z", Normal.of(p.input("x"), Expr.of(1))));

  private static final Data DATA =
      Data.of(
          Column.ofDoubles("x", new double[] {0.2, 1, 3}),
          Column.ofDoubles("m", new double[] {0, 1, 0.5}),
          Column.ofDoubles("each", new double[] {0, 0, 0, 1, 0.5, 1}, 2));

  private static Measurement measured(Elbo elbo) {
    try (Compiled compiled = Compilation.of(elbo).precision(Precision.FLOAT64).compile()) {
      Measurement measured = compiled.measure(DATA, DrawKey.of(0));
      assertThat(BothWays.value(compiled, DATA, DrawKey.of(0))).isEqualTo(measured.value());
      return measured;
    }
  }

  @Test
  void divergenceOfEachDatumCountsAsAtLeastThat() {
    Measurement plain = measured(Elbo.of(MODEL, GUIDE).given("x"));
    assertThat(Entry.of(plain.partsPerDatum(), "kl").toArray())
        .containsExactly(new double[] {0.02, 0.5, 4.5}, within(1e-12));
    Measurement free = measured(Elbo.of(MODEL, GUIDE).given("x").freeBits(0.3));
    assertThat(Entry.of(free.partsPerDatum(), "kl").toArray())
        .containsExactly(new double[] {0.3, 0.5, 4.5}, within(1e-12));
    assertThat(free.value() - plain.value()).isCloseTo(0.28 / 3, within(1e-12));
  }

  /** A row that is masked has no latent; one that counts half has half of the free bits. */
  @Test
  void maskedDivergenceCountsAsItsMask() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  p.masked(p.input("m"), () -> p.sample("z", Normal.standard()));
                  p.sample("x", Normal.standard());
                });
    Program guide =
        p ->
            p.plate(
                "rows",
                () ->
                    p.masked(
                        p.input("m"), () -> p.sample("z", Normal.of(p.input("x"), Expr.of(1)))));
    Elbo elbo = Elbo.of(model, guide).given("x").freeBits(0.3);
    assertThat(Entry.of(measured(elbo).partsPerDatum(), "kl").toArray())
        .containsExactly(new double[] {0, 0.5, 2.25}, within(1e-12));
    assertThat(Entry.of(measured(elbo.freeBits(7)).partsPerDatum(), "kl").toArray())
        .containsExactly(new double[] {0, 7, 3.5}, within(1e-12));
    assertThat(elbo.explain().toString())
        .contains("mean over rows m max[0.3, 1/m KL[q(z | x) || p(z)] times its mask]");
  }

  /** Of entries that are masked each by itself, the divergence is one all the same. */
  @Test
  void entriesOfOneDivergence() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  p.masked(p.input("each", 2), () -> p.sample("z", Normal.standard(2)));
                  p.sample("x", Normal.standard());
                });
    Elbo elbo = Elbo.of(model, model).given("x").freeBits(0.3);
    assertThat(Entry.of(measured(elbo).partsPerDatum(), "kl").toArray())
        .containsExactly(new double[] {0, 0.3, 0.3}, within(1e-12));
  }

  @Test
  void weightMultipliesWhatIsLeft() {
    Measurement free = measured(Elbo.of(MODEL, GUIDE).given("x").freeBits(0.3).klWeight(2));
    double rec = free.part("rec");
    assertThat(free.value()).isCloseTo(rec + 2 * (0.3 + 0.5 + 4.5) / 3, within(1e-12));
  }

  /** Not each value's log ratio, some of which are negative: the divergence given the parents. */
  @Test
  void enumeratedSiteIsSummedOverItsValuesFirst() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  p.sample("y", Bernoulli.ofLogits(Expr.of(0)));
                  p.sample("x", Normal.standard());
                });
    Program guide = p -> p.plate("rows", () -> p.sample("y", Bernoulli.ofLogits(p.input("x"))));
    Elbo elbo = Elbo.of(model, guide).given("x");
    double[] kl = Entry.of(measured(elbo).partsPerDatum(), "kl").toArray();
    for (int i = 0; i < 3; i++) {
      double q = 1 / (1 + Math.exp(-new double[] {0.2, 1, 3}[i]));
      assertThat(kl[i])
          .isCloseTo(q * Math.log(2 * q) + (1 - q) * Math.log(2 * (1 - q)), within(1e-12));
    }
    double[] free = Entry.of(measured(elbo.freeBits(0.1)).partsPerDatum(), "kl").toArray();
    assertThat(free).containsExactly(new double[] {0.1, kl[1], kl[2]}, within(1e-12));
  }

  @Test
  void explanationSaysThatItIsStillOneBound() {
    assertThat(Elbo.of(MODEL, GUIDE).given("x").freeBits(0.3).explain().toString())
        .contains(
            """
            loss = rec + kl, in nats per datum
              rec = mean over rows [-log p(x)]
              kl  = mean over rows max[0.3, KL[q(z | x) || p(z)]]
              free bits: each divergence counts as 0.3 nats at least; a bound of the evidence, below the ELBO
            """);
  }
}
