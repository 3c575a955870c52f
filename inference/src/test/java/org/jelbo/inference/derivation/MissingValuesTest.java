package org.jelbo.inference.derivation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.LastDim;
import org.jelbo.dsl.expr.Masks;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.noise.NoiseArray;
import org.jelbo.dsl.program.Program;
import org.jelbo.dsl.program.Scope;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.GuideLikelihood;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.inference.objective.Objective;
import org.junit.jupiter.api.Test;

/** What stands in the place of a missing value does not matter, or the run is refused. */
class MissingValuesTest {
  private static final double[] Y = {0.4, -0.6};

  private static double log(double x, double mean, double stddev) {
    double u = (x - mean) / stddev;
    return -0.5 * u * u - Math.log(stddev) - 0.5 * Math.log(2 * Math.PI);
  }

  private static double value(Objective objective, Data data) {
    try (var compiled = Compilation.of(objective).precision(Precision.FLOAT64).compile()) {
      return compiled.measure(data, DrawKey.of(0)).value();
    }
  }

  /** x is seen in the first row; in the second, a number of any size stands in its place. */
  private static Data data(double seen, double filler) {
    return Data.of(
        Column.ofDoubles("x", new double[] {1.1, filler}),
        Column.ofDoubles("y", Y),
        Column.ofDoubles("seen", new double[] {1, seen}));
  }

  /** y follows what is made of x and its mask. */
  private static Program following(BiFunction<Expr, Expr, Expr> mean) {
    return p ->
        p.plate(
            "rows",
            () -> {
              Expr seen = p.input("seen");
              Expr[] x = new Expr[1];
              p.masked(seen, () -> x[0] = p.sample("x", Normal.of(0.3, 1)));
              p.sample("y", Normal.of(mean.apply(x[0], seen), Expr.of(0.7)));
            });
  }

  private static MaximumLikelihood likelihood(Program model) {
    return MaximumLikelihood.of(model).given("x", "y");
  }

  private static void assertRefused(Objective objective, String reader) {
    assertThatThrownBy(() -> value(objective, data(0, 5)))
        .isInstanceOf(JelboException.class)
        .hasMessageStartingWith("at " + reader)
        .hasMessageContaining("but a value of 'x' is missing there: its mask is 0");
  }

  @Test
  void masksThatLeaveNothingOutAreRight() {
    double expected = log(1.1, 0.3, 1) + log(Y[0], 1.1, 0.7) + log(5, 0.3, 1) + log(Y[1], 5, 0.7);
    assertThat(value(likelihood(following((x, seen) -> x)), data(1, 5)))
        .isCloseTo(-expected / 2, within(1e-12));
    assertRefused(likelihood(following((x, seen) -> x)), "site 'y' in the model");
  }

  @Test
  void zeroInThePlaceOfWhatIsMissingIsAskedFor() {
    double expected = log(1.1, 0.3, 1) + log(Y[0], 2.2, 0.7) + log(Y[1], 0, 0.7);
    for (double filler : new double[] {5, -3e200}) {
      Data data = data(0, filler);
      assertThat(value(likelihood(following((x, seen) -> x.keptWhere(seen).times(2))), data))
          .isCloseTo(-expected / 2, within(1e-12));
      assertThat(value(likelihood(following((x, seen) -> x.times(2).times(seen))), data))
          .isCloseTo(-expected / 2, within(1e-12));
    }
    double other = expected - log(Y[1], 0, 0.7) + log(Y[1], 9, 0.7);
    Program chosen =
        following((x, seen) -> Masks.chosen(seen, x.times(2), Expr.of(9)).plus(Expr.of(0)));
    assertThat(value(likelihood(chosen), data(0, 5))).isCloseTo(-other / 2, within(1e-12));
  }

  /** Beside the way that is held back there is another. */
  @Test
  void everyWayIsToBeHeldBack() {
    assertRefused(
        likelihood(following((x, seen) -> x.times(seen).plus(x.times(0.1)))),
        "site 'y' in the model");
    assertRefused(
        likelihood(following((x, seen) -> x.times(Masks.not(seen)))), "site 'y' in the model");
  }

  /** A mask inside that of x: both are left out together. */
  @Test
  void readersInsideTheMaskSeeNothingMissing() {
    Program model =
        p ->
            p.plate(
                "rows",
                () ->
                    p.masked(
                        p.input("seen"),
                        () -> {
                          Expr x = p.sample("x", Normal.of(0.3, 1));
                          Expr c = p.sample("c", Bernoulli.ofLogits(x));
                          Expr mean = x.plus(c);
                          p.masked(p.input("seen"), () -> p.sample("y", Normal.of(mean, one())));
                          p.factor("f", x.square().negate());
                        }));
    double odds = 1 / (1 + Math.exp(-1.1));
    double y = odds * Math.exp(log(Y[0], 2.1, 1)) + (1 - odds) * Math.exp(log(Y[0], 1.1, 1));
    double expected = log(1.1, 0.3, 1) + Math.log(y) - 1.1 * 1.1;
    for (double filler : new double[] {5, 3e100}) {
      assertThat(value(likelihood(model), data(0, filler))).isCloseTo(-expected / 2, within(1e-12));
    }
  }

  private static Expr one() {
    return Expr.of(1);
  }

  /** c, which no mask is around, tells nothing where y is left out, and all where it is not. */
  @Test
  void summedOutSiteCountsAsWhatDependsOnIt() {
    double odds = 1 / (1 + Math.exp(-1.1));
    double y = odds * Math.exp(log(Y[0], 1, 1)) + (1 - odds) * Math.exp(log(Y[0], 0, 1));
    double expected = log(1.1, 0.3, 1) + Math.log(y);
    assertThat(value(likelihood(labelled(true)), data(0, 5)))
        .isCloseTo(-expected / 2, within(1e-12));
    assertRefused(likelihood(labelled(false)), "site 'c' in the model");
  }

  private static Program labelled(boolean isMasked) {
    return p ->
        p.plate(
            "rows",
            () -> {
              Expr seen = p.input("seen");
              Expr[] x = new Expr[1];
              p.masked(seen, () -> x[0] = p.sample("x", Normal.of(0.3, 1)));
              Expr c = p.sample("c", Bernoulli.ofLogits(x[0]));
              p.masked(isMasked ? seen : one(), () -> p.sample("y", Normal.of(c, one())));
            });
  }

  @Test
  void factorsAreReaders() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr[] x = new Expr[1];
                  p.masked(p.input("seen"), () -> x[0] = p.sample("x", Normal.of(0.3, 1)));
                  p.sample("y", Normal.standard());
                  p.factor("pull", x[0].times(5));
                });
    assertRefused(likelihood(model), "factor 'pull' in the model");
  }

  /** As a site or as an input. */
  @Test
  void guidesAreReaders() {
    for (boolean isInput : new boolean[] {false, true}) {
      assertRefused(elbo(p -> isInput ? p.input("x") : sampled(p)), "site 'z' in the guide");
    }
    Objective held = elbo(p -> p.input("x").keptWhere(p.input("seen")));
    assertThat(value(held, data(0, 5))).isEqualTo(value(held, data(0, -70)));
  }

  private static Expr sampled(Scope p) {
    return p.sample("x", Normal.standard());
  }

  private static Objective elbo(Function<Scope, Expr> read) {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.standard());
                  p.masked(p.input("seen"), () -> p.sample("x", Normal.of(z, one())));
                  p.sample("y", Normal.of(z, one()));
                });
    Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.of(read.apply(p), one())));
    return Elbo.of(model, guide).given("x", "y");
  }

  @Test
  void likelihoodsOfGuidesAreReaders() {
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr[] x = new Expr[1];
                  p.masked(p.input("seen"), () -> x[0] = p.sample("x", Normal.standard()));
                  p.sample("y", Normal.of(x[0], one()));
                });
    GuideLikelihood likelihood = GuideLikelihood.of(guide, "y").given("x");
    assertThat(value(likelihood, data(1, 5)))
        .isCloseTo(-(log(Y[0], 1.1, 1) + log(Y[1], 5, 1)) / 2, within(1e-12));
    assertRefused(likelihood, "site 'y' in the guide");
  }

  /** Entries by entries under one mask; what mixes them sees the missing ones. */
  @Test
  void entriesAreToldApartWhereNothingMixesThem() {
    Data data =
        Data.of(
            Column.ofDoubles("x", new double[] {1, 7, 9, 2}, 2),
            Column.ofDoubles("y", new double[] {3, 8, 8, 3}, 2),
            Column.ofDoubles("seen", new double[] {1, 0, 0, 1}, 2));
    Program byEntry = entries(x -> x.times(2).tanh());
    double expected =
        log(1, 0, 1) + log(3, Math.tanh(2), 1) + log(2, 0, 1) + log(3, Math.tanh(4), 1);
    assertThat(value(likelihood(byEntry), data)).isCloseTo(-expected / 2, within(1e-12));
    Program mixed = entries(x -> x.plus(x.sum()));
    assertThatThrownBy(() -> value(likelihood(mixed), data))
        .hasMessageStartingWith("at site \'y\'");
  }

  private static Program entries(UnaryOperator<Expr> mean) {
    return p ->
        p.plate(
            "rows",
            () ->
                p.masked(
                    p.input("seen", 2),
                    () -> {
                      Expr x = p.sample("x", Normal.standard(2));
                      p.sample("y", Normal.of(mean.apply(x), one()));
                    }));
  }

  /** Within a plate of its own, and summed over it. */
  @Test
  void indicesOfPlatesAreToldApart() {
    Data data =
        Data.of(
            Column.ofDoubles("x", new double[] {1, 7, 2, 3}, 2),
            Column.ofDoubles("y", new double[] {3, 4}),
            Column.ofDoubles("seen", new double[] {1, 0, 1, 1}, 2),
            Column.ofDoubles("all", new double[] {0, 1}));
    double xs = log(1, 0, 1) + log(2, 0, 1) + log(3, 0, 1);
    assertThat(value(likelihood(parts("all")), data))
        .isCloseTo(-(xs + log(4, 5, 1)) / 2, within(1e-12));
    assertThatThrownBy(() -> value(likelihood(parts("none")), data))
        .hasMessageStartingWith("at site \'y\'");
  }

  private static Program parts(String mask) {
    return p ->
        p.plate(
            "rows",
            () -> {
              Expr[] x = new Expr[1];
              p.plate(
                  "parts",
                  2,
                  () -> p.masked(p.input("seen"), () -> x[0] = p.sample("x", Normal.standard())));
              Expr sum = Reductions.sumOver(x[0], x[0].axes().at(x[0].axes().size() - 1));
              Expr keep = mask.equals("all") ? p.input("all") : one();
              p.masked(keep, () -> p.sample("y", Normal.of(sum, one())));
            });
  }

  /** The mask of the data is not that of the reader, but the data show that it is within. */
  @Test
  void dataDecideWhatExpressionsDoNotShow() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr[] x = new Expr[1];
                  p.masked(p.input("seen"), () -> x[0] = p.sample("x", Normal.of(0.3, 1)));
                  p.masked(p.input("other"), () -> p.sample("y", Normal.of(x[0], one())));
                });
    Data within = Data.of(columns(new double[] {1, 0}));
    double expected = log(1.1, 0.3, 1) + log(Y[0], 1.1, 1);
    assertThat(value(likelihood(model), within)).isCloseTo(-expected / 2, within(1e-12));
    Data outside = Data.of(columns(new double[] {1, 1}));
    assertThatThrownBy(() -> value(likelihood(model), outside))
        .hasMessageStartingWith("at site \'y\'");
    assertThat(likelihood(model).explain().toString())
        .contains("  y depends on x: refused where x is missing and y is not\n");
  }

  private static Column[] columns(double[] other) {
    return new Column[] {
      Column.ofDoubles("x", new double[] {1.1, 5}),
      Column.ofDoubles("y", Y),
      Column.ofDoubles("seen", new double[] {1, 0}),
      Column.ofDoubles("other", other)
    };
  }

  /** A latent may follow a missing value where both are left out. */
  @Test
  void padsOfRowsMayHoldAnything() {
    Program model =
        p ->
            p.plate(
                "rows",
                () ->
                    p.masked(
                        p.input("seen"),
                        () -> {
                          Expr z = p.sample("z", Normal.standard());
                          Expr x = p.sample("x", Normal.of(z, one()));
                          p.sample("y", Normal.of(x.plus(z), one()));
                        }));
    Program guide =
        p ->
            p.plate(
                "rows",
                () ->
                    p.masked(p.input("seen"), () -> p.sample("z", Normal.of(p.input("x"), one()))));
    Objective elbo = Elbo.of(model, guide).given("x", "y");
    double kl = 0.5 * 1.1 * 1.1;
    double z = 1.1 + 0.5;
    double expected = kl - log(1.1, z, 1) - log(Y[0], 1.1 + z, 1);
    Compilation compilation =
        Compilation.of(elbo)
            .precision(Precision.FLOAT64)
            .noise("z", NoiseArray.of(new double[] {0.5, -0.5}, 1, 2));
    try (var compiled = compilation.compile()) {
      assertThat(compiled.measure(data(0, 5), DrawKey.of(0)).value())
          .isCloseTo(expected / 2, within(1e-12));
    }
  }

  /** Each entry from the one before it: a missing one is told of by its neighbour. */
  @Test
  void entriesThatDependOnOthersOfTheirOwnSite() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr before = LastDim.sumsBefore(p.input("x", 2));
                  p.masked(p.input("seen", 2), () -> p.sample("x", Normal.of(before, one())));
                });
    MaximumLikelihood likelihood = MaximumLikelihood.of(model).given("x");
    assertThat(value(likelihood, pairs(1, 1)))
        .isCloseTo(-(log(3, 0, 1) + log(5, 3, 1)), within(1e-12));
    assertThat(value(likelihood, pairs(0, 0))).isZero();
    assertThatThrownBy(() -> value(likelihood, pairs(0, 1))).hasMessageStartingWith("at site 'x'");
  }

  private static Data pairs(double first, double second) {
    return Data.of(
        Column.ofDoubles("x", new double[] {3, 5}, 2),
        Column.ofDoubles("seen", new double[] {first, second}, 2));
  }
}
