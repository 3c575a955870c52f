package org.jelbo.inference.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.contract.Margin;
import org.jelbo.dsl.contract.MonteCarlo;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.compilation.QueryRun;
import org.jelbo.inference.compilation.Values;
import org.jelbo.inference.loss.Setting;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.optimizer.Sgd;
import org.jelbo.usage.Computed;
import org.jelbo.usage.Entry;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/** Columns as programs read them. */
class BinarizedTest {
  private static final int SEED = 11;

  /** Large unless the observed x equals the input x in every entry. */
  private static final Program AGREES =
      p ->
          p.plate(
              "rows",
              () -> {
                Expr logits = p.input("x", 2).minus(0.5).times(60);
                p.sample("x", Bernoulli.ofLogits(logits));
              });

  /** Rate of false alarms: {@value MonteCarlo#FALSE_ALARM_RATE}. */
  @Test
  void meanOfTheDrawsIsTheProbability() {
    byte[] pixels = new byte[20_000];
    Arrays.fill(pixels, (byte) 77);
    Data data = Data.of(Column.ofBytes("x", pixels, 2).scaled(255).binarized());
    double[] draws = read(data, "x", 2).toArray();
    assertThat(draws).containsOnly(0, 1);
    MonteCarlo.assertMeanAgrees("binarized", draws, 77 / 255.0, SEED);
  }

  @Test
  void inputAndObservedSiteSeeTheSameDrawWhichIsAnotherInTheNextStep() {
    byte[] pixels = new byte[400];
    Arrays.fill(pixels, (byte) 128);
    Data data = Data.of(Column.ofBytes("x", pixels, 2).scaled(255).binarized());
    Elbo elbo = Elbo.of(AGREES, p -> {}).given("x");
    try (Compiled compiled = Compilation.of(elbo).compile()) {
      assertThat(compiled.measure(data, DrawKey.of(SEED)).value()).isLessThan(Margin.of(1e-9));
    }
    Elbo trained = Elbo.of(counting(), p -> {}).given("x");
    Compilation training = Compilation.of(trained).feed(data.batch(200)).optimizer(Sgd.of(1e-9));
    try (Compiled compiled = training.compile()) {
      double first = compiled.step().value();
      double second = compiled.step().value();
      assertThat(first).isBetween(0.2, 0.5).isNotEqualTo(second);
      assertThat(second).isBetween(0.2, 0.5);
    }
  }

  /** A one costs log(1 + 1/e) nats and a zero nothing; a one where the input has 0 costs 120. */
  private static Program counting() {
    Param weight = Param.of("weight").constant(1);
    return p ->
        p.plate(
            "rows",
            () -> {
              Expr x = p.input("x", 2);
              Expr logits = x.minus(1).times(120).plus(x.times(p.param(weight)));
              p.sample("x", Bernoulli.ofLogits(logits));
            });
  }

  @Test
  void transformsApplyInTheirOrder() {
    Data data =
        Data.of(
            Column.ofBytes("x", new byte[] {0, 51, (byte) 255, 102}, 2).scaled(255),
            Column.ofBytes("y", new byte[] {2, 0}).oneHot(3));
    double[] x = read(data, "x", 2).toArray();
    assertThat(x[1]).isCloseTo(0.2, within(1e-7));
    assertThat(x[2]).isEqualTo(1);
    Values y = read(data, "y", 3);
    assertThat(y.shape()).isEqualTo(Shape.of(2, 3));
    assertThat(y.toArray()).containsExactly(0, 0, 1, 1, 0, 0);
  }

  private static Values read(Data data, String column, long width) {
    Function<Setting, Map<String, Expr>> build =
        setting ->
            Map.of(
                "value",
                setting.input(
                    column,
                    Axes.of(new Axis.Plate("rows", 0, Axis.Plate.OF_DATA)),
                    Shape.of(width)));
    Elbo elbo = Elbo.of(AGREES, p -> {}).given("x");
    try (Compiled compiled = Compilation.of(elbo).compile()) {
      Computed query = new Computed("read " + column, Axes.NONE, build);
      return Entry.of(
          compiled.run(query, QueryRun.of(data, 0, data.rows(), DrawKey.of(SEED))), "value");
    }
  }
}
