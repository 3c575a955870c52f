package org.jelbo.inference.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.noise.NoiseArray;
import org.jelbo.dsl.program.Program;
import org.jelbo.dsl.program.Scope;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.compilation.Measurement;
import org.jelbo.inference.compilation.QueryRun;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The bound of a minibatch, averaged over all minibatches by their rows, is the bound of the data:
 * with a global latent, plates in the plate of the rows, masked rows, missing entries, a factor,
 * and a last batch that is short. The noise is given, so that nothing is left to chance.
 */
class SubsamplingTest {
  private static final int ROWS = 11;
  private static final int PARTS = 3;

  private final double[] x = random(1, ROWS * PARTS);
  private final double[] seen = coins(2, ROWS * PARTS);
  private final double[] kept = coins(3, ROWS);
  private final double[] noiseOfZ = random(4, ROWS * 2);
  private final double[] noiseOfU = random(5, ROWS * PARTS);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 5, 11})
  void boundsOfMinibatchesAverageToTheBoundOfTheData(int batch) {
    Measurement full = measure(0, ROWS);
    double value = 0;
    double kl = 0;
    for (int from = 0; from < ROWS; from += batch) {
      int to = Math.min(from + batch, ROWS);
      Measurement part = measure(from, to);
      value += (double) (to - from) / ROWS * part.value();
      kl += (double) (to - from) / ROWS * part.part("kl");
    }
    assertThat(value).isCloseTo(full.value(), within(1e-9));
    assertThat(kl).isCloseTo(full.part("kl"), within(1e-9));
    assertThat(full.value())
        .isCloseTo(full.part("kl") + full.part("rec") + full.part("factor"), within(1e-12));
  }

  /** Against loops over rows, so that the sum of both is not the same mistake. */
  @ParameterizedTest
  @ValueSource(ints = {3, ROWS})
  void masksLeaveRowsAndEntriesOut(int rows) {
    Measurement measured = measure(0, rows);
    double w = 0.1 + 0.5 * 0.5;
    double rec = 0;
    double factor = 0;
    for (int n = 0; n < rows; n++) {
      double z = 0.2 + 0.6 * noiseOfZ[2 * n];
      for (int i = 0; i < PARTS; i++) {
        int at = n * PARTS + i;
        double u = -0.1 + 0.4 * noiseOfU[at];
        rec -= seen[at] * kept[n] * logNormal(x[at], z + u + w);
      }
      factor -= 0.5 * z * kept[n];
    }
    assertThat(measured.part("rec")).isCloseTo(rec / rows, within(1e-9));
    assertThat(measured.part("factor")).isCloseTo(factor / rows + 2.0 / ROWS, within(1e-9));
  }

  private Measurement measure(int from, int to) {
    int rows = to - from;
    Compilation compilation =
        Compilation.of(Elbo.of(model(), guide()).given("x"))
            .precision(Precision.FLOAT64)
            .noise("w", NoiseArray.of(new double[] {0.5}, 1))
            .noise("z", NoiseArray.of(slice(noiseOfZ, from, to, 2), 1, rows, 2))
            .noise("u", NoiseArray.of(slice(noiseOfU, from, to, PARTS), 1, rows, PARTS));
    try (Compiled compiled = compilation.compile()) {
      return compiled.onlyTerm().measure(QueryRun.of(data(), from, to, DrawKey.of(0)));
    }
  }

  private Data data() {
    return Data.of(
        Column.ofDoubles("x", x, PARTS),
        Column.ofDoubles("seen", seen, PARTS),
        Column.ofDoubles("kept", kept));
  }

  private static Program model() {
    return p -> {
      Expr w = p.sample("w", Normal.of(0.3, 1));
      p.factor("prior", Expr.of(-2));
      p.plate(
          "rows",
          () ->
              p.masked(
                  p.input("kept"),
                  () -> {
                    Expr z = p.sample("z", Normal.standard(2)).split(2).get(0).reshape();
                    p.factor("pull", z.times(0.5));
                    p.plate("parts", PARTS, () -> entries(p, z.plus(w)));
                  }));
    };
  }

  private static void entries(Scope p, Expr mean) {
    Expr u = p.sample("u", Normal.of(0, 1));
    p.masked(p.input("seen"), () -> p.sample("x", Normal.of(mean.plus(u), Expr.of(1))));
  }

  private static Program guide() {
    return p -> {
      p.sample("w", Normal.of(0.1, 0.5));
      p.plate(
          "rows",
          () ->
              p.masked(
                  p.input("kept"),
                  () -> {
                    p.sample("z", Normal.of(Expr.of(new double[] {0.2, -0.4}), Expr.of(0.6)));
                    p.plate("parts", PARTS, () -> p.sample("u", Normal.of(-0.1, 0.4)));
                  }));
    };
  }

  private static double logNormal(double x, double mean) {
    return -0.5 * (x - mean) * (x - mean) - 0.5 * Math.log(2 * Math.PI);
  }

  private static double[] slice(double[] values, int from, int to, int width) {
    return Arrays.copyOfRange(values, from * width, to * width);
  }

  private static double[] random(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    return random.doubles(count, -2, 2).toArray();
  }

  private static double[] coins(long seed, int count) {
    return Arrays.stream(random(seed, count)).map(value -> value < 0.8 ? 1 : 0).toArray();
  }
}
