package org.jelbo.inference.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.Arrays;
import java.util.Map;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.contract.MonteCarlo;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.noise.NoiseArray;
import org.jelbo.dsl.program.Draw;
import org.jelbo.dsl.program.Handler;
import org.jelbo.dsl.program.Program;
import org.jelbo.dsl.program.Replay;
import org.jelbo.dsl.program.Trace;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.compilation.QueryRun;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.usage.BothWays;
import org.jelbo.usage.Computed;
import org.junit.jupiter.api.Test;

/**
 * Where the logarithm of a mean weight stands: the bound from the densities of each site at the
 * same draws, put together by hand.
 */
class WeightGroupsTest extends WeightsByHand {
  @Test
  void latentsThatShareAnObservationHaveOneWeight() {
    noise("a", K, ROWS);
    noise("b", K, ROWS);
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr a = normal(p, "a", 0);
                  Expr b = normal(p, "b", 0.5);
                  normal(p, "x", a.plus(b));
                });
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  normal(p, "a", p.input("x"));
                  normal(p, "b", 0.2);
                });
    assertBound(
        Iwae.of(model, guide).given("x"),
        () ->
            overRows(
                    r ->
                        logMean(
                            k ->
                                log("p a", k, r)
                                    + log("p b", k, r)
                                    + log("p x", k, r)
                                    - log("q a", k, r)
                                    - log("q b", k, r)))
                / ROWS);
  }

  @Test
  void latentsThatShareNothingHaveWeightsOfTheirOwn() {
    noise("a", K, ROWS);
    noise("b", K, ROWS);
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  normal(p, "x", normal(p, "a", 0));
                  normal(p, "w", normal(p, "b", 0.5));
                });
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  normal(p, "a", p.input("x"));
                  normal(p, "b", 0.2);
                });
    assertBound(
        Iwae.of(model, guide).given("x", "w"),
        () ->
            overRows(
                    r ->
                        logMean(k -> log("p a", k, r) + log("p x", k, r) - log("q a", k, r))
                            + logMean(k -> log("p b", k, r) + log("p w", k, r) - log("q b", k, r)))
                / ROWS);
  }

  @Test
  void weightOfLatentInAnInnerPlateStandsInThatPlate() {
    noise("a", K, ROWS, INNER);
    Program model =
        p ->
            p.plate("rows", () -> p.plate("inner", INNER, () -> normal(p, "v", normal(p, "a", 0))));
    Program guide = p -> p.plate("rows", () -> p.plate("inner", INNER, () -> normal(p, "a", 0.3)));
    assertBound(
        Iwae.of(model, guide).given("v"),
        () ->
            overRows(
                    r ->
                        overInner(
                            i ->
                                logMean(
                                    k ->
                                        log("p a", k, r, i)
                                            + log("p v", k, r, i)
                                            - log("q a", k, r, i))))
                / ROWS);
  }

  /** Each observation sees the sum of all latents of the plate: they have one weight. */
  @Test
  void weightOfLatentsThatAreSummedAlongTheirPlateStandsOutsideIt() {
    noise("a", K, ROWS, INNER);
    Program model =
        p ->
            p.plate(
                "rows",
                () ->
                    p.plate(
                        "inner",
                        INNER,
                        () -> {
                          Expr a = normal(p, "a", 0);
                          normal(p, "v", Reductions.sumOver(a, a.axes().at(a.axes().size() - 1)));
                        }));
    Program guide = p -> p.plate("rows", () -> p.plate("inner", INNER, () -> normal(p, "a", 0.3)));
    assertBound(Iwae.of(model, guide).given("v"), () -> overRows(this::logMeanOfWholePlate) / ROWS);
  }

  private double logMeanOfWholePlate(int row) {
    return logMean(
        k -> overInner(i -> log("p a", k, row, i) + log("p v", k, row, i) - log("q a", k, row, i)));
  }

  /** Each row sees the sum of the latents of all rows: the data have one weight. */
  @Test
  void weightOfLatentsThatAreSummedAlongTheRowsStandsOutsideThem() {
    noise("a", K, ROWS);
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr a = normal(p, "a", 0);
                  normal(p, "x", Reductions.sumOver(a, a.axes().at(a.axes().size() - 1)));
                });
    Program guide = p -> p.plate("rows", () -> normal(p, "a", 0.3));
    assertBound(
        Iwae.of(model, guide).given("x"),
        () ->
            logMean(k -> overRows(r -> log("p a", k, r) + log("p x", k, r) - log("q a", k, r)))
                / ROWS);
  }

  /** The guide draws each latent after the mean of others. */
  @Test
  void weightOfLatentsThatAreProposedByTheMeanOfOthersStandsOutsideThePlate() {
    noise("a", K, ROWS, INNER);
    noise("b", K, ROWS, INNER);
    Program model =
        p ->
            p.plate(
                "rows",
                () ->
                    p.plate(
                        "inner",
                        INNER,
                        () -> normal(p, "v", normal(p, "a", 0).plus(normal(p, "b", 0)))));
    Program guide =
        p ->
            p.plate(
                "rows",
                () ->
                    p.plate(
                        "inner",
                        INNER,
                        () -> {
                          Expr a = normal(p, "a", 0.3);
                          Axis inner = a.axes().at(a.axes().size() - 1);
                          normal(p, "b", Reductions.meanOver(a, inner));
                        }));
    assertBound(Iwae.of(model, guide).given("v"), () -> overRows(this::logMeanOfBoth) / ROWS);
  }

  private double logMeanOfBoth(int row) {
    return logMean(
        k ->
            overInner(
                i ->
                    log("p a", k, row, i)
                        + log("p b", k, row, i)
                        + log("p v", k, row, i)
                        - log("q a", k, row, i)
                        - log("q b", k, row, i)));
  }

  @Test
  void innerPlateIsSummedWithinTheWeightOfAnOuterLatent() {
    noise("a", K, ROWS);
    noise("b", K, ROWS, INNER);
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr a = normal(p, "a", 0);
                  p.plate("inner", INNER, () -> normal(p, "v", normal(p, "b", a)));
                });
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  normal(p, "a", 0.3);
                  p.plate("inner", INNER, () -> normal(p, "b", 0.1));
                });
    assertBound(
        Iwae.of(model, guide).given("v"),
        () ->
            overRows(
                    r ->
                        logMean(
                            k ->
                                log("p a", k, r)
                                    - log("q a", k, r)
                                    + overInner(
                                        i ->
                                            log("p b", k, r, i)
                                                + log("p v", k, r, i)
                                                - log("q b", k, r, i))))
                / ROWS);
  }

  private static Program global() {
    return p -> {
      Expr g = normal(p, "g", 0);
      p.plate("rows", () -> normal(p, "x", normal(p, "a", g)));
    };
  }

  private static Program globalGuide() {
    return p -> {
      Expr g = normal(p, "g", 0.4);
      p.plate("rows", () -> normal(p, "a", p.input("x").plus(g)));
    };
  }

  @Test
  void latentOutsideEveryPlateStandsOutsideTheWeights() {
    noise.put("g", NoiseArray.of(new double[] {0.7}));
    noise("a", K, ROWS);
    assertBound(
        Iwae.of(global(), globalGuide()).given("x"),
        () ->
            (log("p g")
                    - log("q g")
                    + overRows(
                        r -> logMean(k -> log("p a", k, r) + log("p x", k, r) - log("q a", k, r))))
                / ROWS);
  }

  /** {@code x ~ N(g, 1), g ~ N(0, 1)}: one weight for each row would count the prior too often. */
  @Test
  void boundWithGlobalLatentStaysBelowTheEvidence() {
    double[] x = {1.5, 2, 2.5, 1, 3};
    Program model =
        p -> {
          Expr g = p.sample("g", Normal.standard());
          p.plate("rows", () -> p.sample("x", Normal.of(g, Expr.of(1))));
        };
    Program guide = p -> p.sample("g", Normal.of(Expr.of(1.2), Expr.of(0.6)));
    double sum = Arrays.stream(x).sum();
    double squares = Arrays.stream(x).map(v -> v * v).sum();
    int n = x.length;
    double evidence =
        -n / 2.0 * Math.log(2 * Math.PI)
            - Math.log(n + 1.0) / 2
            - (squares - sum * sum / (n + 1)) / 2;
    Iwae one = Iwae.of(model, guide).given("x").particles(2000).oneWeight();
    Data rows = Data.of(Column.ofDoubles("x", x));
    try (Compiled compiled = Compilation.of(one).precision(Precision.FLOAT64).compile()) {
      double bound = -n * compiled.measure(rows, DrawKey.of(1).particles(2000)).value();
      // The weights' relative variance is below 4: six standard errors of the mean of 2000.
      assertThat(bound).isCloseTo(evidence, MonteCarlo.noise(6 * Math.sqrt(4.0 / 2000)));
    }
  }

  @Test
  void oneWeightHoldsTheWholeProgram() {
    noise("g", K);
    noise("a", K, ROWS);
    Compilation compilation =
        Compilation.of(Iwae.of(global(), globalGuide()).given("x").oneWeight().particles(K))
            .precision(Precision.FLOAT64);
    for (Map.Entry<String, NoiseArray> array : noise.entrySet()) {
      compilation = compilation.noise(array.getKey(), array.getValue());
    }
    try (Compiled compiled = compilation.compile()) {
      DrawKey draws = DrawKey.of(0).particles(K);
      Computed query =
          new Computed(
              "all",
              Programs.PARTICLES,
              setting -> {
                Handler draw = Draw.of(setting.noise()).along(setting.particles());
                Programs programs = compiled.objective().programs();
                Trace q =
                    Trace.of(
                        programs.guide(), "the guide", setting, given(programs, setting, draw));
                Trace p =
                    Trace.of(
                        programs.model(),
                        "the model",
                        setting,
                        given(programs, setting, Replay.of(q, draw)));
                return Map.of("log weight", p.logDensity().minus(q.logDensity()));
              });
      logs = compiled.run(query, QueryRun.of(data, 0, ROWS, draws));
      double expected = -logMean(k -> log("log weight", k)) / ROWS;
      assertThat(BothWays.value(compiled, data, draws)).isCloseTo(expected, within(1e-10));
    }
  }
}
