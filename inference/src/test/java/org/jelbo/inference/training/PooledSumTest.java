package org.jelbo.inference.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jelbo.dsl.contract.Agreement;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.noise.NoiseArray;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.compilation.Measurement;
import org.jelbo.inference.compilation.StepReport;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.data.Datasets;
import org.jelbo.inference.data.Feed;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.optimizer.Sgd;
import org.jelbo.usage.Entry;
import org.junit.jupiter.api.Test;

/**
 * Rows that are split over feeds of different lengths give the bound of one feed with all of them.
 *
 * <pre>
 * w ~ N(0, 1), outside every plate     q(w) = N(m, 0.5)
 * g_j ~ N(0, 1), plate groups of 2     q(g_j) = N(0.1, 0.8)
 * z_n ~ N(w, 1), plate rows            q(z_n) = N(a x_n, 0.7)
 * x_n ~ N(z_n + w, 1)
 * </pre>
 */
class PooledSumTest {
  private static final Agreement EXACT = Agreement.of(Precision.FLOAT64);
  private static final int FEW = 3;
  private static final int MANY = 8;
  private static final int ALL = FEW + MANY;
  private static final Param A = Param.of("a").constant(0.4);
  private static final Param M = Param.of("m").constant(0.3);

  private final double[] x = random(1, ALL);
  private final double[] noiseOfZ = random(2, ALL);
  private final double[] noiseOfW = random(3, 1);
  private final Elbo elbo = Elbo.of(model(), guide()).given("x");
  private final Objective pooled = Objective.pooled(elbo.from("few"), elbo.from("many"));
  private final Datasets split = Datasets.of("few", rows(x, 0, FEW)).and("many", rows(x, FEW, ALL));

  @Test
  void evaluationEqualsThatOfOneFeedWithAllRows() {
    Compilation whole = exact(elbo).noise("z", NoiseArray.of(noiseOfZ, 1, ALL));
    Compilation parts =
        exact(pooled)
            .noise("few/z", NoiseArray.of(Arrays.copyOfRange(noiseOfZ, 0, FEW), 1, FEW))
            .noise("many/z", NoiseArray.of(Arrays.copyOfRange(noiseOfZ, FEW, ALL), 1, MANY));
    try (Compiled one = whole.noise("w", NoiseArray.of(noiseOfW, 1)).compile();
        Fit fit = new Fit(parts.noise("w", NoiseArray.of(noiseOfW, 1)).compile())) {
      Measurement expected = one.measure(rows(x, 0, ALL), DrawKey.of(0));
      Evaluation found = fit.evaluate(split, 1);
      close("value", found.value(), expected.value());
      close("loops", found.value(), bound());
      close("kl", pooled(found, "kl"), expected.part("kl"));
      close("rec", pooled(found, "rec"), expected.part("rec"));
    }
  }

  private static double pooled(Evaluation found, String part) {
    return (FEW * found.part("few/" + part) + MANY * found.part("many/" + part)) / ALL;
  }

  /** The formula of the Javadoc, the batches being all rows. */
  private double bound() {
    double w = 0.3 + 0.5 * noiseOfW[0];
    double sum = kl(0.3, 0.5, 0) + 2 * kl(0.1, 0.8, 0);
    for (int n = 0; n < ALL; n++) {
      double mean = 0.4 * x[n];
      double distance = x[n] - (mean + 0.7 * noiseOfZ[n] + w);
      sum += kl(mean, 0.7, w) + 0.5 * distance * distance + 0.5 * Math.log(2 * Math.PI);
    }
    return sum / ALL;
  }

  /** To N(n, 1). */
  private static double kl(double m, double s, double n) {
    return 0.5 * (s * s - 1 - Math.log(s * s) + (m - n) * (m - n));
  }

  /** (1/N) [globals + sum_i (N_i/B_i) sum over batch i], gradients included. */
  @Test
  void stepScalesEveryBatchByItsFeed() {
    Data few = split.data("few").orElseThrow();
    Data many = split.data("many").orElseThrow();
    double[] fewNoise = random(5, 2);
    double[] manyNoise = random(6, 4);
    int[] fewRows = few.batch(2).order(9, "few").rows(0);
    int[] manyRows = many.batch(4).order(9, "many").rows(0);
    Compilation compilation =
        exact(pooled)
            .seed(9)
            .feed("few", few.batch(2))
            .feed("many", many.batch(4))
            .optimizer(Sgd.of(1))
            .noise("w", NoiseArray.of(noiseOfW, 1))
            .noise("few/z", NoiseArray.of(fewNoise, 1, 2))
            .noise("many/z", NoiseArray.of(manyNoise, 1, 4));
    double w = 0.3 + 0.5 * noiseOfW[0];
    double value = kl(0.3, 0.5, 0) + 2 * kl(0.1, 0.8, 0);
    double byM = 0.3;
    for (int i = 0; i < 2 + 4; i++) {
      boolean isFew = i < 2;
      double xn = isFew ? x[fewRows[i]] : x[FEW + manyRows[i - 2]];
      double noise = isFew ? fewNoise[i] : manyNoise[i - 2];
      double scale = isFew ? FEW / 2.0 : MANY / 4.0;
      double distance = xn - (0.4 * xn + 0.7 * noise + w);
      double local = kl(0.4 * xn, 0.7, w) + 0.5 * distance * distance;
      value += scale * (local + 0.5 * Math.log(2 * Math.PI));
      byM += scale * (w - 0.4 * xn - distance);
    }
    try (Compiled compiled = compilation.compile()) {
      StepReport report = compiled.step();
      close("value", report.value(), value / ALL);
      close("gradient of m", 0.3 - compiled.values("m")[0], byM / ALL);
    }
  }

  /** Without given noise: equal rows in both feeds, and x depends on w alone. */
  @Test
  void sharedSitesAreDrawnOnceForAllTerms() {
    Program model =
        p -> {
          Expr w = p.sample("w", Normal.standard());
          p.plate("rows", () -> p.sample("x", Normal.of(w, Expr.of(1))));
        };
    Elbo plain = Elbo.of(model, p -> p.sample("w", Normal.of(p.param(M), Expr.of(0.5)))).given("x");
    Objective both = Objective.pooled(plain.from("one"), plain.from("two"));
    Data data = rows(x, 0, ALL);
    Compilation compilation =
        exact(both)
            .feed("one", data.batch(ALL))
            .feed("two", data.batch(ALL))
            .optimizer(Sgd.of(0.1));
    try (Compiled compiled = compilation.compile()) {
      for (int step = 0; step < 3; step++) {
        Map<String, Double> parts = compiled.step().parts();
        close("rec", Entry.of(parts, "one/rec"), Entry.of(parts, "two/rec"));
        assertThat(Entry.of(parts, "one/kl")).isPositive();
        assertThat(Entry.of(parts, "two/kl")).isZero();
      }
    }
    Compilation shards =
        exact(both)
            .feed("one", data.batch(10).shards(2))
            .feed("two", data.batch(10).shards(2))
            .optimizer(Sgd.of(0.1));
    try (Compiled one = compilation.compile();
        Compiled cut = shards.compile()) {
      assertThat(cut.step().parts().keySet()).isEqualTo(one.step().parts().keySet());
    }
  }

  @Test
  void poolOfOneTermIsTheTerm() {
    Data data = rows(x, 0, ALL);
    Compilation whole = exact(elbo).noise("z", NoiseArray.of(noiseOfZ, 1, ALL));
    Compilation part =
        exact(Objective.pooled(elbo)).noise("default/z", NoiseArray.of(noiseOfZ, 1, ALL));
    try (Compiled one = whole.noise("w", NoiseArray.of(noiseOfW, 1)).compile();
        Fit fit = new Fit(part.noise("w", NoiseArray.of(noiseOfW, 1)).compile())) {
      Evaluation found = fit.evaluate(Datasets.of(Feed.DEFAULT, data), 1);
      assertThat(found.value()).isEqualTo(one.measure(data, DrawKey.of(0)).value());
    }
  }

  @Test
  void weightsFollowTheRowsOfTheFeeds() {
    assertThat(pooled.weights(List.of(30, 10))).containsExactly(0.75, 0.25);
    assertThat(Objective.sum(elbo.from("few").weight(3)).weights(List.of(30))).containsExactly(3.0);
  }

  private static Compilation exact(Objective objective) {
    return Compilation.of(objective).precision(Precision.FLOAT64);
  }

  private static void close(String what, double found, double expected) {
    EXACT.assertValues(what, new double[] {found}, expected);
  }

  private static Program model() {
    return p -> {
      Expr w = p.sample("w", Normal.standard());
      p.plate("groups", 2, () -> p.sample("g", Normal.standard()));
      p.plate(
          "rows",
          () -> {
            Expr z = p.sample("z", Normal.of(w, Expr.of(1)));
            p.sample("x", Normal.of(z.plus(w), Expr.of(1)));
          });
    };
  }

  private static Program guide() {
    return p -> {
      p.sample("w", Normal.of(p.param(M), Expr.of(0.5)));
      p.plate("groups", 2, () -> p.sample("g", Normal.of(0.1, 0.8)));
      p.plate("rows", () -> p.sample("z", Normal.of(p.input("x").times(p.param(A)), Expr.of(0.7))));
    };
  }

  private static Data rows(double[] values, int from, int to) {
    return Data.of(Column.ofDoubles("x", Arrays.copyOfRange(values, from, to)));
  }

  private static double[] random(int seed, int size) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[size];
    Arrays.setAll(values, i -> 2 * random.nextDouble() - 1);
    return values;
  }
}
