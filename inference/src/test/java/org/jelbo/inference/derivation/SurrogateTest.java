package org.jelbo.inference.derivation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;
import static org.jelbo.dsl.contract.MonteCarlo.noise;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.jelbo.dsl.bijector.Softplus;
import org.jelbo.dsl.contract.Margin;
import org.jelbo.dsl.contract.MonteCarlo;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.distribution.PointMass;
import org.jelbo.dsl.distribution.Transformed;
import org.jelbo.dsl.distribution.TruncatedNormal;
import org.jelbo.dsl.distribution.Uniform;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.compilation.QueryRun;
import org.jelbo.inference.compilation.Values;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.Iwae;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.objective.SingleObjective;
import org.jelbo.usage.BothWays;
import org.jelbo.usage.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Gradients taken at the draws have the expectation of plain ones: the mean of {@value #REPEATS}
 * batches of rows that are equal but for masks, as many as tell the two apart, by the same draws,
 * to 1 % of the gradient's norm. A test compares at most 13 numbers, each at a false-alarm rate of
 * 1e-9.
 */
class SurrogateTest {
  private static final int ROWS = 2000;
  private static final int ROWS_OF_ELBO = 500;
  private static final int REPEATS = 200;
  private static final int PARTICLES = 5;

  private static Data data(int rows) {
    return data(rows, false);
  }

  /** Rows of one number x, or of two in an inner plate. */
  private static Data data(int rows, boolean isInner) {
    double[] x = new double[isInner ? 2 * rows : rows];
    double[] c = new double[rows];
    double[] mask = new double[rows];
    for (int row = 0; row < rows; row += 2) {
      mask[row] = 1;
      mask[row + 1] = row % 4 == 0 ? 0.4 : 0;
    }
    Arrays.fill(x, 0.8);
    Arrays.fill(c, 0.5);
    Column pixels = isInner ? Column.ofDoubles("x", x, 2) : Column.ofDoubles("x", x);
    return Data.of(pixels, Column.ofDoubles("c", c), Column.ofDoubles("mask", mask));
  }

  @ParameterizedTest(name = "{0} by {1} {2}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          z x|z;                        z;             ''
          z0 z1|z0 x|z0,z1;             z0 z1|z0;      ''
          z0 z1|z0 x|z1;                z1 z0|z1;      ''
          y0 z|y0 x|z,y0;               y0 z|y0;       inside
          y0 z x|z,y0;                  z y0;          inside
          y0 z x|z,y0;                  z y0|z;        inside
          y0 z0 z1|z0,y0 x|z1;          y0 z0 z1|z0,y0; inside
          y0 z|y0 x|z,y0;               y0 z|y0;       outside
          y0 z x|z,y0;                  z y0;          outside
          z* x*|z;                      z*;            ''
          c1 z|c1 x|z;                  z;             ''
          z! x!|z;                      z!;            ''
          y0* z x|z;                    y0* z;         outside
          """)
  void doublyReparameterizedGradientHasTheMeanOfThePlainOne(
      String model, String guide, String place) {
    Iwae plain = iwae(SmallProgram.of("model", model), SmallProgram.of("guide", guide), place);
    assertMeansAgree(plain, plain.doublyReparameterized(), data(ROWS, model.contains("x*")));
  }

  private static Iwae iwae(SmallProgram model, SmallProgram guide, String place) {
    Iwae iwae = Iwae.of(model.program(), guide.program()).given("x").particles(PARTICLES);
    return place.isEmpty()
        ? iwae
        : place.equals("inside") ? iwae.sumInside("y0") : iwae.sumOutside("y0");
  }

  /** One parameter scales the model's mean and the guide's. */
  private static Iwae shared() {
    Param shared = Param.of("shared").normal(1);
    Param own = Param.of("guide/own").normal(1);
    Program model =
        p -> {
          Expr by = p.param(shared);
          p.plate(
              "rows",
              () ->
                  p.sample("x", Normal.of(p.sample("z", Normal.standard()).times(by), Expr.of(1))));
        };
    Program guide =
        p -> {
          Expr mean = p.param(shared).plus(p.param(own));
          p.plate("rows", () -> p.sample("z", Normal.of(p.input("c").times(mean), Expr.of(0.7))));
        };
    return Iwae.of(model, guide).given("x").particles(PARTICLES);
  }

  @Test
  void parameterOfModelAndGuideHasBothGradients() {
    assertMeansAgree(shared(), shared().doublyReparameterized(), data(ROWS));
  }

  /** {@code z1} between ends, or a sure value, that parameters and {@code z0} move. */
  private static Program moving(String family) {
    Param mean = Param.of("guide/mean").normal(1);
    Param end = Param.of("guide/end").normal(1);
    return p -> {
      Expr m = p.param(mean);
      Expr width = p.param(end).exp();
      p.plate(
          "rows",
          () -> {
            Expr z0 = p.sample("z0", Normal.of(m, Expr.of(0.7)));
            Expr low = z0.minus(width);
            Expr high = z0.plus(width);
            p.sample(
                "z1",
                switch (family) {
                  case "Uniform" -> Uniform.of(low, high);
                  case "TruncatedNormal" -> TruncatedNormal.of(m, Expr.of(1), low, high);
                  case "Transformed" -> Transformed.of(Uniform.of(low, high), Softplus.of());
                  default -> PointMass.of(high);
                });
          });
    };
  }

  /** The density's gradient is not 0 on the average there, or there is no density. */
  @ParameterizedTest
  @ValueSource(strings = {"Uniform", "TruncatedNormal", "Transformed", "PointMass"})
  void rangeThatMovesWithParameters(String family) {
    Program model = SmallProgram.of("model", "z0 z1|z0 x|z0,z1").program();
    Iwae weighted = Iwae.of(model, moving(family)).given("x").particles(PARTICLES);
    assertMeansAgree(weighted, weighted.doublyReparameterized(), data(ROWS));
    Elbo elbo =
        Elbo.of(model, moving(family))
            .given("x")
            .divergences(org.jelbo.dsl.divergence.Divergences.empty());
    assertMeansAgree(elbo, elbo.stickingTheLanding(), data(ROWS_OF_ELBO));
  }

  /**
   * Near the posterior; far from it the order may be the other way. Both variances are over the
   * number of rows.
   */
  @ParameterizedTest(name = "{0} by {1} {2}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          z x|z;                        z;             ''
          z0 z1|z0 x|z0,z1;             z0 z1|z0;      ''
          y0 z|y0 x|z,y0;               y0 z|y0;       inside
          y0 z x|z,y0;                  z y0;          inside
          y0 z|y0 x|z,y0;               y0 z|y0;       outside
          """)
  void doublyReparameterizedGradientHasTheLowerVariance(String model, String guide, String place) {
    Iwae plain =
        iwae(SmallProgram.of("model", model), SmallProgram.of("guide", guide), place).particles(20);
    Data few = data(200);
    double before = guideVariance(samples(plain, few, 0.3));
    double after = guideVariance(samples(plain.doublyReparameterized(), few, 0.3));
    assertThat(after).isLessThan(before / 2);
  }

  private static double guideVariance(Map<String, double[][]> samples) {
    double sum = 0;
    for (Map.Entry<String, double[][]> entry : samples.entrySet()) {
      if (entry.getKey().startsWith("guide/z")) {
        sum += Arrays.stream(entry.getValue()).mapToDouble(SurrogateTest::variance).sum();
      }
    }
    return sum;
  }

  /** Of each entry of each parameter, by repeat. */
  private static Map<String, double[][]> samples(
      SingleObjective objective, Data data, double scale) {
    Map<String, double[][]> samples = new LinkedHashMap<>();
    try (Compiled compiled =
        Compilation.of(Objective.sum(objective.named("bound")))
            .precision(Precision.FLOAT64)
            .seed(3)
            .compile()) {
      for (Param param : compiled.parameters()) {
        double[] values = compiled.values(param.name());
        compiled.set(param.name(), Arrays.stream(values).map(v -> v * scale).toArray());
      }
      BothWays.value(compiled, data.first(4), DrawKey.of(1).particles(objective.particles()));
      for (int repeat = 0; repeat < REPEATS; repeat++) {
        DrawKey draws = DrawKey.of(1).repeat(repeat).particles(objective.particles());
        for (Map.Entry<String, Values> entry :
            compiled.term("bound").gradients(QueryRun.of(data, draws)).entrySet()) {
          double[] values = entry.getValue().toArray();
          double[][] all =
              samples.computeIfAbsent(entry.getKey(), name -> new double[values.length][REPEATS]);
          for (int i = 0; i < values.length; i++) {
            all[i][repeat] = values[i];
          }
        }
      }
    }
    return samples;
  }

  private static double[] minus(double[] of, double[] what) {
    return IntStream.range(0, of.length).mapToDouble(i -> of[i] - what[i]).toArray();
  }

  private static double mean(double[] samples) {
    return Arrays.stream(samples).average().orElseThrow();
  }

  private static double variance(double[] samples) {
    double mean = mean(samples);
    return Arrays.stream(samples).map(v -> (v - mean) * (v - mean)).sum() / (samples.length - 1);
  }

  @ParameterizedTest(name = "{0} by {1}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          z x|z;                        z
          z0 z1|z0 x|z0,z1;             z0 z1|z0
          y0 z|y0 x|z,y0;               y0 z|y0
          y0 z x|z,y0;                  z y0
          z y0|z x|y0;                  z y0|z
          z y0*|z x|z;                  z y0*
          """)
  void stickingTheLandingHasTheMeanOfThePlainGradient(String model, String guide) {
    Elbo plain =
        Elbo.of(
                SmallProgram.of("model", model).program(),
                SmallProgram.of("guide", guide).program())
            .given("x")
            .divergences(org.jelbo.dsl.divergence.Divergences.empty());
    assertMeansAgree(plain, plain.stickingTheLanding(), data(ROWS_OF_ELBO));
  }

  /** The latent outside the plate has no axis of what is enumerated within it. */
  @Test
  void latentOutsideThePlateOfAnEnumeratedSite() {
    Elbo plain =
        Elbo.of(
                SmallProgram.of("model", "z^ y0 x|z,y0").program(),
                SmallProgram.of("guide", "z^ y0").program())
            .given("x")
            .divergences(org.jelbo.dsl.divergence.Divergences.empty());
    Data data = data(ROWS_OF_ELBO);
    Map<String, double[][]> expected = samples(plain, data, 1);
    Map<String, double[][]> found = samples(plain.stickingTheLanding(), data, 1);
    double[][] before = Entry.of(expected, "model/x|z");
    assertThat(Entry.of(found, "model/x|z")[0]).containsExactly(before[0], within(1e-10));
  }

  private static void assertMeansAgree(SingleObjective plain, SingleObjective atLeaves, Data data) {
    Map<String, double[][]> expected = samples(plain, data, 1);
    Map<String, double[][]> found = samples(atLeaves, data, 1);
    assertThat(found.keySet()).isEqualTo(expected.keySet());
    double norm = 0;
    for (double[][] samples : expected.values()) {
      for (double[] entry : samples) {
        norm = Math.hypot(norm, mean(entry));
      }
    }
    for (String name : expected.keySet()) {
      double[][] before = Entry.of(expected, name);
      double[][] after = Entry.of(found, name);
      for (int i = 0; i < before.length; i++) {
        if (name.startsWith("model/")) {
          assertThat(after[i]).as(name).containsExactly(before[i], within(1e-10));
        }
        double[] difference = minus(after[i], before[i]);
        double error = Math.sqrt(variance(difference) / REPEATS);
        double bound = MonteCarlo.QUANTILE * error + Margin.of(1e-10);
        assertThat(mean(difference)).as(name).isCloseTo(0, noise(bound));
        assertThat(bound).as("resolution of " + name).isLessThan(0.01 * norm);
      }
    }
  }
}
