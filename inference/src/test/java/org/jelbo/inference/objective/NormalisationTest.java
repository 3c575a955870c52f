package org.jelbo.inference.objective;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
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
import org.jelbo.inference.compilation.QueryRun;
import org.jelbo.inference.compilation.StepReport;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.optimizer.Sgd;
import org.jelbo.inference.training.Evaluation;
import org.jelbo.inference.training.Fit;
import org.jelbo.inference.training.Trainer;
import org.jelbo.usage.Entry;
import org.junit.jupiter.api.Test;

/**
 * {@code -(1/N) [globals + (N/B) sum over the batch (local + inner plates)]} against loops in Java:
 *
 * <pre>
 * w ~ N(0, 1), outside every plate             q(w) = N(0.3, 0.5)
 * g_j ~ N(0, 1), plate groups of 2             q(g_j) = N(0.1, 0.8)
 * z_n ~ N(w, 1), plate rows                    q(z_n) = N(a, 0.7), the same for all rows
 * u_ni ~ N(0, 2), plate parts of 3             q(u_ni) = N(0.1 x_n, 0.6)
 * v_ni ~ N(0, 1), plate parts of 3             q(v_ni) = N(-0.2, 0.9), the same for all
 * x_n ~ N(z_n + w, 1);  y_ni ~ N(u_ni + v_ni + z_n, 1.5)
 * </pre>
 */
class NormalisationTest {
  private static final int ROWS = 7;
  private static final int FROM = 2;
  private static final int TO = 5;
  private static final int PARTICLES = 2;
  private static final Agreement EXACT = Agreement.of(Precision.FLOAT64);

  private final double[] x = random(1, ROWS);
  private final double[] y = random(2, ROWS * 3);
  private final double[] noiseOfW = random(3, PARTICLES);
  private final double[] noiseOfG = random(4, PARTICLES * 2);
  private final double[] noiseOfZ = random(5, PARTICLES * (TO - FROM));
  private final double[] noiseOfU = random(6, PARTICLES * (TO - FROM) * 3);
  private final double[] noiseOfV = random(7, PARTICLES * (TO - FROM) * 3);

  @Test
  void batchOfSomeRowsWithGlobalsAndInnerPlates() {
    try (Compiled compiled = compilation(Elbo.of(model(), guide()).given("x", "y")).compile()) {
      Measurement measured =
          compiled
              .onlyTerm()
              .measure(QueryRun.of(data(), FROM, TO, DrawKey.of(0).particles(PARTICLES)));
      check(measured.part("kl"), measured.part("rec"), new int[] {2, 3, 4});
      EXACT.assertValues(
          "value", new double[] {measured.value()}, measured.part("kl") + measured.part("rec"));
      assertThat(Entry.of(measured.partsPerDatum(), "rec").size()).isEqualTo(TO - FROM);
    }
  }

  @Test
  void trainingStepOnBatchSmallerThanTheData() {
    Elbo elbo = Elbo.of(model(), guide()).given("x", "y").particles(PARTICLES);
    Compilation training = compilation(elbo).feed(data().batch(TO - FROM)).optimizer(Sgd.of(1e-9));
    try (Compiled compiled = training.compile()) {
      int[] rows = data().batch(TO - FROM).order(0).rows(0);
      StepReport report = compiled.step();
      check(Entry.of(report.parts(), "kl"), Entry.of(report.parts(), "rec"), rows);
    }
  }

  private void check(double kl, double rec, int[] rows) {
    double batch = rows.length;
    double globals = kl(0.3, 0.5, 0, 1) + 2 * kl(0.1, 0.8, 0, 1);
    double local = 0;
    double given = 0;
    for (int b = 0; b < batch; b++) {
      double xn = x[rows[b]];
      local += 3 * kl(0.1 * xn, 0.6, 0, 2) + 3 * kl(-0.2, 0.9, 0, 1);
      for (int k = 0; k < PARTICLES; k++) {
        double w = 0.3 + 0.5 * noiseOfW[k];
        double z = 0.4 + 0.7 * noiseOfZ[k * rows.length + b];
        local += kl(0.4, 0.7, w, 1) / PARTICLES;
        given -= logNormal(xn, z + w, 1) / PARTICLES;
        for (int i = 0; i < 3; i++) {
          int at = (k * rows.length + b) * 3 + i;
          double u = 0.1 * xn + 0.6 * noiseOfU[at];
          double v = -0.2 + 0.9 * noiseOfV[at];
          given -= logNormal(y[rows[b] * 3 + i], u + v + z, 1.5) / PARTICLES;
        }
      }
    }
    EXACT.assertValues("kl", new double[] {kl}, (globals + ROWS / batch * local) / ROWS);
    EXACT.assertValues("rec", new double[] {rec}, given / batch);
  }

  private Compilation compilation(Elbo elbo) {
    return Compilation.of(elbo)
        .precision(Precision.FLOAT64)
        .noise("w", NoiseArray.of(noiseOfW, PARTICLES))
        .noise("g", NoiseArray.of(noiseOfG, PARTICLES, 2))
        .noise("z", NoiseArray.of(noiseOfZ, PARTICLES, TO - FROM))
        .noise("u", NoiseArray.of(noiseOfU, PARTICLES, TO - FROM, 3))
        .noise("v", NoiseArray.of(noiseOfV, PARTICLES, TO - FROM, 3));
  }

  private Data data() {
    return Data.of(Column.ofDoubles("x", x), Column.ofDoubles("y", y, 3));
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
            p.plate(
                "parts",
                3,
                () -> {
                  Expr u = p.sample("u", Normal.of(0, 2));
                  Expr v = p.sample("v", Normal.standard());
                  p.sample("y", Normal.of(u.plus(v).plus(z), Expr.of(1.5)));
                });
          });
    };
  }

  private static Program guide() {
    Param a = Param.of("a").constant(0.4);
    return p -> {
      p.sample("w", Normal.of(0.3, 0.5));
      p.plate("groups", 2, () -> p.sample("g", Normal.of(0.1, 0.8)));
      p.plate(
          "rows",
          () -> {
            p.sample("z", Normal.of(p.param(a), Expr.of(0.7)));
            Expr x = p.input("x");
            p.plate(
                "parts",
                3,
                () -> {
                  p.sample("u", Normal.of(x.times(0.1), Expr.of(0.6)));
                  p.sample("v", Normal.of(-0.2, 0.9));
                });
          });
    };
  }

  /** 2,500 rows are three chunks of unequal size. */
  @Test
  void evaluationDoesNotDependOnHowRowsAreCut() {
    double[] values = random(8, 2_500);
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  p.sample("z", Normal.standard());
                  p.sample("x", Normal.of(0.5, 2));
                });
    Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.of(p.input("x"), Expr.of(1))));
    Data data = Data.of(Column.ofDoubles("x", values));
    Trainer trainer = Trainer.of(Elbo.of(model, guide).given("x")).precision(Precision.FLOAT64);
    try (Fit fit = trainer.feed(data.batch(1)).steps(0).run()) {
      Evaluation evaluation = fit.evaluate(data, 2);
      double rec = Arrays.stream(values).map(v -> -logNormal(v, 0.5, 2)).average().orElseThrow();
      double kl = Arrays.stream(values).map(v -> kl(v, 1, 0, 1)).average().orElseThrow();
      EXACT.assertValues("rec", new double[] {evaluation.part("rec")}, rec);
      EXACT.assertValues("kl", new double[] {evaluation.part("kl")}, kl);
      EXACT.assertValues("value", new double[] {evaluation.value()}, rec + kl);
    }
  }

  private static double logNormal(double x, double mean, double stddev) {
    double distance = (x - mean) / stddev;
    return -0.5 * distance * distance - Math.log(stddev) - 0.5 * Math.log(2 * Math.PI);
  }

  private static double kl(double m, double s, double n, double t) {
    double ratio = s * s / (t * t);
    return 0.5 * (ratio - 1 - Math.log(ratio) + (m - n) * (m - n) / (t * t));
  }

  private static double[] random(int seed, int size) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[size];
    Arrays.setAll(values, i -> 2 * random.nextDouble() - 1);
    return values;
  }
}
