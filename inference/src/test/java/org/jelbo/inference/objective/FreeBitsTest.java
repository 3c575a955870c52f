package org.jelbo.inference.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.Arrays;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Categorical;
import org.jelbo.dsl.distribution.Normal;
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
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.ndarray.Shape;

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

  private static final double[] Q0 = {0.15, 0.85};
  private static final double[] P1 = {0.6, 0.3, 0.1};
  private static final double[][] Q1 = {{0.7, 0.2, 0.1}, {0.05, 0.15, 0.8}};
  private static final double[][] P0 = {{0.5, 0.5}, {0.9, 0.1}, {0.2, 0.8}};
  private static final double[] MEAN_IN_GUIDE = {0.3, -0.4, 1.1};
  private static final double[] MEAN_IN_MODEL = {1.5, 0.2};

  private static Expr table(double[][] rows) {
    double[] numbers = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    return Expr.of(numbers, Shape.of(rows.length, rows[0].length));
  }

  /** The guide draws y0 first, the model y1; z hangs on y0 in the model and on y1 in the guide. */
  private static final Program CROSSED =
      p ->
          p.plate(
              "rows",
              () -> {
                Expr y1 = p.sample("y1", Categorical.ofProbabilities(Expr.of(P1)));
                Expr y0 = p.sample("y0", Categorical.ofProbabilities(table(P0).at(y1)));
                p.sample("z", Normal.of(Expr.of(MEAN_IN_MODEL).at(y0), Expr.of(1)));
                p.sample("x", Normal.of(y0.plus(y1), Expr.of(1)));
              });

  private static final Program CROSSING =
      p ->
          p.plate(
              "rows",
              () -> {
                Expr y0 = p.sample("y0", Categorical.ofProbabilities(Expr.of(Q0)));
                Expr y1 = p.sample("y1", Categorical.ofProbabilities(table(Q1).at(y0)));
                p.sample("z", Normal.of(Expr.of(MEAN_IN_GUIDE).at(y1), Expr.of(1)));
              });

  /** The expectation over both finite sites, in the guide's joint distribution. */
  private static double expected(OfPair function) {
    double sum = 0;
    for (int y0 = 0; y0 < 2; y0++) {
      for (int y1 = 0; y1 < 3; y1++) {
        sum += Q0[y0] * Q1[y0][y1] * function.at(y0, y1);
      }
    }
    return sum;
  }

  private interface OfPair {
    double at(int y0, int y1);
  }

  /** By all six pairs of values. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-6, 0.3, 0.55, 1, 2})
  void expectationIsThatOfTheJoint(double nats) {
    double of0 = expected((y0, y1) -> Math.log(Q0[y0] / P0[y1][y0]));
    double of1 = expected((y0, y1) -> Math.log(Q1[y0][y1] / P1[y1]));
    double ofZ = expected((y0, y1) -> Math.pow(MEAN_IN_GUIDE[y1] - MEAN_IN_MODEL[y0], 2) / 2);
    double kl = Math.max(nats, of0) + Math.max(nats, of1) + Math.max(nats, ofZ);
    Elbo elbo = Elbo.of(CROSSED, CROSSING).given("x");
    assertThat(measured(elbo).part("kl")).isCloseTo(of0 + of1 + ofZ, within(1e-12));
    Elbo free = elbo.freeBits(nats);
    assertThat(measured(free).part("kl")).isCloseTo(kl, within(1e-12));
    assertThat(free.explain().toString())
        .contains(
            "max[" + nats + ", sum over y0, y1 q(y0) q(y1 | y0) [log q(y0) - log p(y0 | y1)]]")
        .contains("max[" + nats + ", sum over y0, y1 q(y0) q(y1 | y0) KL[q(z | y1) || p(z | y0)]]");
  }

  /** Estimates of -0.32, 0.28 and 0.88 are 0.28 together, and not each at least 0.3. */
  @Test
  void drawsStandForTheExpectationByTheirMean() {
    Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.of(0.4, 1)));
    Elbo elbo =
        Elbo.of(MODEL, guide)
            .given("x")
            .treat("z", Treatment.pathwise())
            .particles(3)
            .freeBits(0.3);
    double[] draws = {-1, 0.5, 2, -1, 0.5, 2, -1, 0.5, 3};
    double[] byParticle = new double[9];
    for (int row = 0; row < 3; row++) {
      for (int particle = 0; particle < 3; particle++) {
        byParticle[3 * particle + row] = draws[3 * row + particle];
      }
    }
    Compilation compilation =
        Compilation.of(elbo)
            .precision(Precision.FLOAT64)
            .noise("z", NoiseArray.of(byParticle, 3, 3));
    try (Compiled compiled = compilation.compile()) {
      Measurement free = compiled.measure(DATA, DrawKey.of(0).particles(3));
      assertThat(Entry.of(free.partsPerDatum(), "kl").toArray())
          .containsExactly(new double[] {0.3, 0.3, (-0.32 + 0.28 + 1.28) / 3}, within(1e-12));
    }
  }
}
