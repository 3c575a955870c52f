package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;
import static org.jelbo.dsl.contract.MonteCarlo.noise;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.compilation.Values;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.inference.training.Draws;
import org.jelbo.inference.training.Fit;
import org.jelbo.inference.training.Predictive;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/** Draws of any site, with named axes. */
class PredictiveTest {
  private static final int ROWS = 2_300;

  /** A treatment's effect: global drift w, dose d, recovery r of each row, reading x. */
  private static final Program MODEL =
      p -> {
        Expr w = p.sample("w", Normal.of(1, 0.2));
        p.plate(
            "patients",
            () -> {
              Expr z = p.sample("z", Normal.standard());
              Expr d = p.sample("d", Normal.of(z, Expr.of(0.1)));
              Expr r = p.deterministic("r", d.times(2).plus(w));
              p.plate(
                  "visits",
                  3,
                  () -> p.masked(p.input("seen"), () -> p.sample("x", Normal.of(r, Expr.of(0.3)))));
            });
      };

  private static final Program GUIDE =
      p -> {
        p.sample("w", Normal.of(1, 0.1));
        p.plate(
            "patients",
            () -> {
              Expr z = p.sample("z", Normal.of(p.input("m"), Expr.of(0.05)));
              p.sample("d", Normal.of(z, Expr.of(0.01)));
            });
      };

  private static final Elbo ELBO = Elbo.of(MODEL, GUIDE).given("x");

  @Test
  void drawsHaveNamedAxesAndDeterministicSites() {
    try (Fit fit = Fit.start(ELBO)) {
      Draws draws = fit.predict(Predictive.posterior(data(4)).draws(6));
      assertThat(draws.sites()).containsExactly("d", "r", "w", "x", "z");
      Values x = draws.of("x");
      assertThat(x.axes()).containsExactly("draws", "patients", "visits");
      assertThat(x.shape()).isEqualTo(Shape.of(6, 4, 3));
      assertThat(draws.of("w").axes()).containsExactly("draws");
      Values r = draws.of("r");
      assertThat(r.axes()).containsExactly("draws", "patients");
      for (int k = 0; k < 6; k++) {
        double w = draws.of("w").at(k);
        for (int n = 0; n < 4; n++) {
          double d = draws.of("d").at("draws", k).at("patients", n).scalar();
          assertThat(r.at("draws", k).at(n)).isCloseTo(2 * d + w, within(1e-5));
        }
      }
      assertThat(draws.of("w").toArray()).doesNotHaveDuplicates();
    }
  }

  @Test
  void chunksOfRowsShareWhatStandsOutsideThePlate() {
    try (Fit fit = Fit.start(ELBO)) {
      Data data = data(ROWS);
      Draws one = fit.reconstruct(data);
      double w = one.of("w").scalar();
      for (int n : new int[] {0, 999, 1_000, ROWS - 1}) {
        assertThat(one.of("r").at(n)).isCloseTo(2 * one.of("d").at(n) + w, within(1e-5));
      }
      Draws three = fit.predict(Predictive.posterior(data).draws(3));
      assertThat(three.of("z").shape()).isEqualTo(Shape.of(3, ROWS));
      for (int k = 0; k < 3; k++) {
        double[] z = three.of("z").at("draws", k).toArray();
        double[] r = three.of("r").at("draws", k).toArray();
        double[] d = three.of("d").at("draws", k).toArray();
        for (int n = 0; n < ROWS; n += 97) {
          assertThat(z[n]).isCloseTo(n % 5, noise(0.05 * 6));
          assertThat(r[n]).isCloseTo(2 * d[n] + three.of("w").at(k), within(1e-5));
        }
      }
    }
  }

  @Test
  void interventionsChangeWhatFollowsFromThem() {
    try (Fit fit = Fit.start(ELBO)) {
      Data data = data(5);
      Draws usual = fit.sample(data);
      Draws set = fit.predict(Predictive.prior(data).doing("d", 7));
      Draws other = fit.predict(Predictive.prior(data).doing("d", 8));
      assertThat(set.of("z").toArray()).isEqualTo(usual.of("z").toArray());
      assertThat(set.of("w").toArray()).isEqualTo(usual.of("w").toArray());
      assertThat(set.of("d").toArray()).containsOnly(7);
      double w = usual.of("w").scalar();
      assertThat(set.of("r").at(3)).isCloseTo(14 + w, within(1e-5));
      assertThat(other.of("r").at(3)).isCloseTo(16 + w, within(1e-5));
      Draws counter = fit.predict(Predictive.posterior(data).doing("d", 7));
      assertThat(counter.of("r").at(0))
          .isCloseTo(14 + fit.reconstruct(data).of("w").scalar(), within(1e-5));
    }
  }

  /** Which each value of its own graph would take: the program runs once for all of them. */
  @Test
  void interventionsOfAnyValueHaveOneGraph() {
    AtomicInteger runs = new AtomicInteger();
    Program model =
        p -> {
          runs.incrementAndGet();
          p.plate(
              "rows", () -> p.sample("x", Normal.of(p.sample("z", Normal.standard()), Expr.of(1))));
        };
    Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.standard()));
    try (Fit fit = Fit.start(Elbo.of(model, guide).given("x"))) {
      double usual = fit.predict(Predictive.prior(1).doing("z", 0)).of("x").scalar();
      int before = runs.get();
      for (int i = 1; i <= 50; i++) {
        assertThat(fit.predict(Predictive.prior(1).doing("z", i)).of("x").scalar())
            .isCloseTo(usual + i, within(1e-4));
      }
      assertThat(runs).hasValue(before);
    }
  }

  /** The answer alone is larger than any heap, or than an array. */
  @Test
  void drawsThatNoHeapHolds() {
    Program model = p -> p.plate("rows", () -> p.sample("x", Normal.standard(100_000)));
    Data data = Data.of(Column.ofDoubles("y", new double[3]));
    try (Fit fit = Fit.start(MaximumLikelihood.of(model).given("x"))) {
      for (Predictive wanted : List.of(Predictive.prior(data), Predictive.prior(3))) {
        assertThat(Refusal.of(() -> fit.predict(wanted.draws(2_000_000_000))))
            .matches(
                Pattern.compile(
                    """
                    at the query 'sample' \\(PredictiveTest.java: .*\\):
                      expected answers that the heap of Java holds, which has \\d+ MB, but 2000000000 draws of 3 rows would take 13732910156 MB
                      try: at most \\d+ draws at once, and more of them with other seeds\
                    """));
      }
      String refusal = Refusal.of(() -> fit.predict(Predictive.prior(3).draws(2_000_000_000)));
      Matcher most = Pattern.compile("at most (\\d+) draws").matcher(refusal);
      assertThat(most.find()).isTrue();
      assertThat(Integer.parseInt(most.group(1))).isBetween(1, 3_600);
    }
  }

  @Test
  void posteriorsDoNotFollowAnInterventionThroughLatents() {
    try (Fit fit = Fit.start(ELBO)) {
      assertThat(Refusal.of(() -> fit.predict(Predictive.posterior(data(2)).doing("z", 3))))
          .isEqualTo(
              """
              at site 'd' (PredictiveTest.java: Expr d = p.sample("d", Normal.of(z, Expr.of(0.1)));):
                expected latents that do not follow from 'z', which is set, because a posterior takes latents from the guide, but in the model this one does
                try: Predictive.prior(data).doing("z", ...)\
              """);
      assertThat(fit.predict(Predictive.prior(data(2)).doing("z", 30)).of("d").at(1))
          .isCloseTo(30, noise(0.1 * 6));
    }
  }

  @Test
  void valuesOfGraphsAreNotSetFromOutside() {
    Expr[] kept = new Expr[1];
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  kept[0] = p.sample("z", Normal.standard());
                  p.sample("x", Normal.of(kept[0], Expr.of(1)));
                });
    Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.standard()));
    assertThat(Elbo.of(model, guide).given("x").parameters()).isEmpty();
    assertThat(Refusal.of(() -> Predictive.prior(2).doing("z", kept[0])))
        .isEqualTo(
            """
            at doing 'z' (PredictiveTest.java: assertThat(Refusal.of(() -> Predictive.prior(2).doing("z", kept[0])))):
              expected a host constant, but got a value of a graph
              try: Expr.of(3)\
            """);
  }

  @Test
  void imputingKeepsWhatIsSeenAndDrawsTheRest() {
    try (Fit fit = Fit.start(ELBO)) {
      Data data = data(4);
      double[] seen = seen(4);
      double[] x = readings(4);
      double[] drawn = fit.reconstruct(data).of("x").toArray();
      double[] filled = fit.predict(Predictive.imputing(data)).of("x").toArray();
      Values several = fit.predict(Predictive.imputing(data).draws(2)).of("x");
      assertThat(several.axes()).containsExactly("draws", "patients", "visits");
      for (int i = 0; i < 12; i++) {
        double expected = seen[i] == 1 ? (float) x[i] : drawn[i];
        assertThat(filled[i]).isEqualTo(expected);
        boolean isSame = several.at(i) == several.at(i + 12);
        assertThat(isSame).isEqualTo(seen[i] == 1);
      }
    }
  }

  /** a is seen as 10, b follows it and is missing, c follows b: 10, 20, 21. */
  @Test
  void whatIsImputedFollowsWhatIsSeen() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.standard());
                  Expr a = p.sample("a", Normal.of(z, Expr.of(5)));
                  Expr twice = p.deterministic("twice", a.times(2));
                  p.masked(p.input("seen"), () -> p.sample("b", Normal.of(twice, Expr.of(0.01))));
                });
    Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.standard()));
    Data data =
        Data.of(
            Column.ofDoubles("a", new double[] {10, 10}),
            Column.ofDoubles("b", new double[] {3, 3}),
            Column.ofDoubles("seen", new double[] {0, 0.5}));
    try (Fit fit = Fit.start(Elbo.of(model, guide).given("a", "b"))) {
      Draws draws = fit.predict(Predictive.imputing(data).draws(3));
      assertThat(draws.of("a").axes()).containsExactly("draws", "rows");
      assertThat(draws.of("a").toArray()).containsOnly(10);
      assertThat(draws.of("twice").toArray()).containsOnly(20);
      for (int draw = 0; draw < 3; draw++) {
        assertThat(draws.of("b").at(2 * draw)).isCloseTo(20, noise(0.01 * 6));
        assertThat(draws.of("b").at(2 * draw + 1)).isEqualTo(3);
      }
    }
  }

  @Test
  void seedsAndKinds() {
    try (Fit fit = Fit.start(ELBO)) {
      Data data = data(3);
      double[] first = fit.predict(Predictive.guide(data).seed(4)).of("z").toArray();
      assertThat(fit.predict(Predictive.guide(data).seed(4)).of("z").toArray()).isEqualTo(first);
      assertThat(fit.encode(data).of("z").toArray()).isNotEqualTo(first);
      assertThat(fit.encode(data).sites()).containsExactly("d", "w", "z");
    }
  }

  @Test
  void impossibleWishesAreRefused() {
    assertThat(Refusal.of(() -> Predictive.prior(data(2)).draws(0)))
        .isEqualTo(
            """
            at draws (PredictiveTest.java: assertThat(Refusal.of(() -> Predictive.prior(data(2)).draws(0)))):
              expected 1 draw or more, but got 0
              try: draws(50)\
            """);
    assertThat(Refusal.of(() -> Predictive.guide(data(2)).doing("d", 1)))
        .isEqualTo(
            """
            at doing 'd' (PredictiveTest.java: assertThat(Refusal.of(() -> Predictive.guide(data(2)).doing("d", 1)))):
              expected draws of the model, but these are the guide's
              try: Predictive.posterior(data).doing("d", ...)\
            """);
    assertThat(Refusal.of(() -> Predictive.prior(data(2)).doing("d", 1).doing("d", 2)))
        .isEqualTo(
            """
            at doing 'd' (PredictiveTest.java: assertThat(Refusal.of(() -> Predictive.prior(data(2)).doing("d", 1).doing("d", 2)))):
              expected a site that is not set yet, but it is set twice
              try: one value for the site\
            """);
  }

  @Test
  void whatDrawsDoNotHoldIsRefused() {
    try (Fit fit = Fit.start(ELBO)) {
      Draws sample = fit.sample(data(2));
      assertThat(Refusal.of(() -> sample.meanOf("r")))
          .isEqualTo(
              """
              at mean of 'r' (PredictiveTest.java: assertThat(Refusal.of(() -> sample.meanOf("r")))):
                expected a random site, but 'r' has a value and no distribution
                try: of("r")\
              """);
      assertThat(Refusal.of(() -> sample.of("x").at(6)))
          .isEqualTo(
              """
              at index 6 (PredictiveTest.java: assertThat(Refusal.of(() -> sample.of("x").at(6)))):
                expected an index of 6 numbers of shape [2, 3]
                try: 0 to 5\
              """);
      assertThat(sample)
          .hasToString(
              "d [patients] [2]; r [patients] [2]; w [] []; x [patients, visits] [2, 3]; z"
                  + " [patients] [2]");
      assertThat(Predictive.prior(3).draws(2).seed(5).doing("d", 1))
          .hasToString("PRIOR of 3 rows, 2 draws, seed 5, doing d[][1.0]");
      assertThat(fit.predict(Predictive.prior(data(2)).draws(1)).of("w").axes())
          .containsExactly("draws");
      assertThat(Refusal.of(() -> fit.predict(Predictive.prior(data(2)).doing("dd", 1))))
          .contains("at doing 'dd' in the model")
          .contains("expected a random site of the program, but it has [w, z, d, x]")
          .contains("try: doing(\"d\", ...)");
      Values x = fit.sample(data(2)).of("x");
      assertThat(Refusal.of(() -> x.at("rows", 0)))
          .isEqualTo(
              """
              at index 0 of axis 'rows' (PredictiveTest.java: assertThat(Refusal.of(() -> x.at("rows", 0)))):
                expected an index of one of the axes [patients, visits] of shape [2, 3]
                try: at("patients", 0)\
              """);
    }
  }

  private static Data data(int rows) {
    double[] means = new double[rows];
    Arrays.setAll(means, n -> n % 5);
    return Data.of(
        Column.ofDoubles("m", means),
        Column.ofDoubles("x", readings(rows), 3),
        Column.ofDoubles("seen", seen(rows), 3));
  }

  private static double[] readings(int rows) {
    double[] x = new double[3 * rows];
    Arrays.setAll(x, i -> 0.01 * i);
    return x;
  }

  private static double[] seen(int rows) {
    double[] seen = new double[3 * rows];
    Arrays.setAll(seen, i -> i % 3 == 1 ? 0 : 1);
    return seen;
  }

  /** The plate of the data may have the name of the axis of several draws. */
  @Test
  void plateThatIsCalledDraws() {
    Program model =
        p ->
            p.plate(
                "draws",
                () -> p.sample("x", Normal.of(p.sample("z", Normal.standard(2)), Expr.of(1))));
    Program guide =
        p -> p.plate("draws", () -> p.sample("z", Normal.of(p.input("x", 2), Expr.of(1))));
    double[] x = new double[2 * ROWS];
    Arrays.setAll(x, i -> i);
    Data data = Data.of(Column.ofDoubles("x", x, 2));
    try (Fit fit = Fit.start(Elbo.of(model, guide).given("x"))) {
      Values means = fit.encode(data).meanOf("z");
      assertThat(means.shape()).isEqualTo(Shape.of(ROWS, 2));
      assertThat(means.toArray()).isEqualTo(x);
      Values twice = fit.predict(Predictive.guide(data).draws(2)).meanOf("z");
      assertThat(twice.shape()).isEqualTo(Shape.of(2, ROWS, 2));
      assertThat(Arrays.copyOfRange(twice.toArray(), 2 * ROWS, 4 * ROWS)).isEqualTo(x);
    }
  }
}
