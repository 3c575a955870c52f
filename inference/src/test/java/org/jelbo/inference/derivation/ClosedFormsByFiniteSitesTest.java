package org.jelbo.inference.derivation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;
import static org.jelbo.dsl.contract.MonteCarlo.noise;

import java.util.Arrays;
import org.jelbo.dsl.contract.MonteCarlo;
import org.jelbo.dsl.distribution.Categorical;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.divergence.Divergences;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.usage.BothWays;
import org.jelbo.usage.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.ndarray.Shape;

/**
 * Closed forms beside sites with finitely many values: taken where they are sound, and then of the
 * mean of what is at the draws. A test compares one number at a false-alarm rate of 1e-9.
 */
class ClosedFormsByFiniteSitesTest {
  private static final int ROWS = 1000;
  private static final int REPEATS = 100;

  @ParameterizedTest(name = "{0} by {1}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          y0 z|y0 x|z;                  y0 z|y0;       closed form
          y0 z|y0 x|z,y0;               y0 z|y0;       closed form
          y0 z x|z,y0;                  y0 z|y0;       closed form
          y0 z|y0 x|z,y0;               z y0;          closed form
          y0 z x|z,y0;                  z y0|z;        closed form
          y0 y1|y0 z|y1 x|z;            y0 y1|y0 z|y1; closed form
          y0 y1|y0 z|y1 x|z;            y0 y1 z|y0;    closed form
          y0 z|y0 x|z;                  z y0|z;        Monte Carlo at the draw; no closed form: in the model z depends on y0, which in the guide depends on z
          z0 y0|z0 z1|y0 x|z1;          z1 y0|z1 z0;   Monte Carlo at the draw; no closed form: in the model z1 depends on y0, which in the guide depends on z1
          c0 z|c0 x|z;                  z;             log q - log p at the draw, within the log: summed over c0
          """)
  void boundHasTheMeanOfThatAtTheDraws(String model, String guide, String rule) {
    Elbo elbo =
        Elbo.of(
                SmallProgram.of("model", model).program(),
                SmallProgram.of("guide", guide).program())
            .given("x");
    assertThat(elbo.explain().toString()).contains("  kl      " + rule);
    double[] closed = values(elbo);
    double[] drawn = values(elbo.divergences(Divergences.empty()));
    double error = Math.sqrt((variance(closed) + variance(drawn)) / REPEATS);
    assertThat(mean(closed)).isCloseTo(mean(drawn), noise(MonteCarlo.QUANTILE * error));
    assertThat(error).isLessThan(0.015);
  }

  private static double[] values(Elbo elbo) {
    double[] x = new double[ROWS];
    double[] c = new double[ROWS];
    Arrays.fill(x, 0.8);
    Arrays.fill(c, 0.5);
    Data data = Data.of(Column.ofDoubles("x", x), Column.ofDoubles("c", c));
    double[] values = new double[REPEATS];
    try (Compiled compiled = Compilation.of(elbo).precision(Precision.FLOAT64).compile()) {
      for (int i = 0; i < REPEATS; i++) {
        values[i] = compiled.measure(data, DrawKey.of(2).repeat(i)).value();
      }
      assertThat(BothWays.value(compiled, data, DrawKey.of(2))).isEqualTo(values[0]);
    }
    return values;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double variance(double[] values) {
    double mean = mean(values);
    return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1);
  }

  /**
   * {@code E f(y2)} over y1 -> y2 is 2.24; with the weights of y2's own axis alone it would be 6.
   */
  @Test
  void termOnTheLastSiteOfChainIsWeighedByTheFirstToo() {
    double[] first = {Math.log(0.8), Math.log(0.2)};
    // q(y2 = 1 | y1) so that the mean of f = (1, 5) is 26/15 and 64/15.
    double low = 11.0 / 60;
    double high = 49.0 / 60;
    double[] second = {Math.log(1 - low), Math.log(low), Math.log(1 - high), Math.log(high)};
    double[] means = {Math.sqrt(2.0 * 1), Math.sqrt(2.0 * 5)};
    Program chain =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr y1 = p.sample("y1", Categorical.ofLogits(Expr.of(first)));
                  p.sample("y2", Categorical.ofLogits(Expr.of(second, Shape.of(2, 2)).at(y1)));
                });
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr y1 = p.sample("y1", Categorical.ofLogits(Expr.of(first)));
                  Expr y2 =
                      p.sample("y2", Categorical.ofLogits(Expr.of(second, Shape.of(2, 2)).at(y1)));
                  p.sample("x", Normal.of(Expr.of(means).at(y2), Expr.of(1)));
                });
    Elbo elbo = Elbo.of(model, chain).given("x");
    Data data = Data.of(Column.ofDoubles("x", new double[] {0}));
    try (Compiled compiled = Compilation.of(elbo).precision(Precision.FLOAT64).compile()) {
      double value = compiled.measure(data, DrawKey.of(0)).value() - Math.log(2 * Math.PI) / 2;
      assertThat(value).isCloseTo(2.24, within(1e-12));
    }
  }

  /** A value of probability 0 counts nothing, even where the model cannot have it. */
  @Test
  void valueThatTheGuideExcludesCountsNothing() {
    double out = Double.NEGATIVE_INFINITY;
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr y = p.sample("y", Categorical.ofLogits(Expr.of(new double[] {0, 0, out})));
                  p.sample("x", Normal.of(y, Expr.of(1)));
                });
    org.jelbo.dsl.param.Param logits = org.jelbo.dsl.param.Param.of("logits", 2).normal(1);
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr known = p.param(logits);
                  Expr all =
                      Expr.of(new double[] {1, 0, 0})
                          .times(known.at(Expr.of(0)))
                          .plus(Expr.of(new double[] {0, 1, 0}).times(known.at(Expr.of(1))))
                          .plus(Expr.of(new double[] {0, 0, out}));
                  p.sample("y", Categorical.ofLogits(all));
                });
    Elbo elbo = Elbo.of(model, guide).given("x");
    Data data = Data.of(Column.ofDoubles("x", new double[] {0.3}));
    try (Compiled compiled = Compilation.of(elbo).precision(Precision.FLOAT64).compile()) {
      compiled.set("logits", new double[] {0.4, -0.1});
      double q = 1 / (1 + Math.exp(-0.5));
      double expected =
          q * (Math.log(2 * q) + 0.3 * 0.3 / 2)
              + (1 - q) * (Math.log(2 * (1 - q)) + 0.7 * 0.7 / 2)
              + Math.log(2 * Math.PI) / 2;
      assertThat(compiled.measure(data, DrawKey.of(0)).value()).isCloseTo(expected, within(1e-12));
      assertThat(Entry.of(compiled.gradients(data, DrawKey.of(0)), "logits").toArray())
          .doesNotContain(Double.NaN);
    }
  }
}
