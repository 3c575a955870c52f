package org.jelbo.inference.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jelbo.dsl.distribution.Categorical;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.noise.NoiseArray;
import org.jelbo.dsl.program.Draw;
import org.jelbo.dsl.program.Give;
import org.jelbo.dsl.program.Handler;
import org.jelbo.dsl.program.Program;
import org.jelbo.dsl.program.Replay;
import org.jelbo.dsl.program.Scope;
import org.jelbo.dsl.program.Site;
import org.jelbo.dsl.program.Trace;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.compilation.Query;
import org.jelbo.inference.compilation.Recomputed;
import org.jelbo.inference.compilation.Values;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.derivation.Setting;
import org.jelbo.usage.Entry;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/**
 * Where the logarithm of a mean weight stands: the bound from the densities of each site at the
 * same draws, put together by hand.
 */
class WeightGroupsTest {
  private static final int ROWS = 3;
  private static final int K = 4;
  private static final int INNER = 2;

  private final SplittableRandom random = new SplittableRandom(7);
  private final Map<String, NoiseArray> noise = new LinkedHashMap<>();
  private final Data data =
      Data.of(
          Column.ofDoubles("x", numbers(ROWS)),
          Column.ofDoubles("w", numbers(ROWS)),
          Column.ofDoubles("v", numbers(ROWS * INNER), INNER));

  private Map<String, Values> logs = Map.of();

  private double[] numbers(int count) {
    return random.doubles(count, -1, 1).toArray();
  }

  private void noise(String site, long... sizes) {
    int count = (int) Arrays.stream(sizes).reduce(1, (a, b) -> a * b);
    noise.put(site, NoiseArray.of(numbers(count), sizes));
  }

  private static Expr normal(Scope p, String name, Expr mean) {
    return p.sample(name, Normal.of(mean, Expr.of(1.1)));
  }

  private static Expr normal(Scope p, String name, double mean) {
    return normal(p, name, Expr.of(mean));
  }

  /** The bound of the compiled objective, of its printed formula, and by hand. */
  private void assertBound(Iwae iwae, Supplier<Double> byHand) {
    Compilation compilation = Compilation.of(iwae.particles(K)).precision(Precision.FLOAT64);
    for (Map.Entry<String, NoiseArray> array : noise.entrySet()) {
      compilation = compilation.noise(array.getKey(), array.getValue());
    }
    try (Compiled compiled = compilation.compile()) {
      Query query =
          new Query(
              "densities", Programs.PARTICLES, setting -> densities(iwae.programs(), setting));
      DrawKey draws = DrawKey.of(0).particles(K);
      logs = compiled.run(query, data, 0, ROWS, draws);
      double expected = -byHand.get();
      Recomputed both = compiled.recompute(data, draws);
      assertThat(both.compiled()).as(both.formula()).isCloseTo(expected, within(1e-10));
      assertThat(both.recomputed()).as(both.formula()).isCloseTo(expected, within(1e-10));
    }
  }

  /** Of every site at draws along particles, those outside every plate once. */
  private static Map<String, Expr> densities(Programs programs, Setting setting) {
    Handler each = Draw.of(setting.noise()).along(setting.particles());
    Handler once = Draw.of(setting.noise());
    Handler draw = site -> (site.plates().size() == 0 ? once : each).answer(site);
    Map<String, Expr> logs = new LinkedHashMap<>();
    Trace q = Trace.of(programs.guide(), "the guide", setting, given(programs, setting, draw));
    Trace p =
        Trace.of(
            programs.model(), "the model", setting, given(programs, setting, Replay.of(q, draw)));
    for (Site.Random site : q.randoms()) {
      logs.put("q " + site.name(), site.logProb());
    }
    for (Site.Random site : p.randoms()) {
      logs.put("p " + site.name(), site.logProb());
    }
    return logs;
  }

  private static Handler given(Programs programs, Setting setting, Handler rest) {
    return Give.of(
        java.util.Set.copyOf(programs.given()),
        site -> setting.input(site.name(), site.plates(), Shape.scalar()),
        rest);
  }

  /** The log-density at an index of each of its axes, a size of 1 standing for all. */
  private double log(String name, int... index) {
    Values values = Entry.of(logs, name);
    int at = 0;
    long[] sizes = values.shape().asArray();
    for (int i = 0; i < sizes.length; i++) {
      at = at * (int) sizes[i] + (sizes[i] == 1 ? 0 : index[i]);
    }
    return values.at(at);
  }

  private interface Weight {
    double of(int k);
  }

  private static double logMean(Weight log) {
    double sum = 0;
    for (int k = 0; k < K; k++) {
      sum += Math.exp(log.of(k));
    }
    return Math.log(sum / K);
  }

  private static double overRows(Weight bound) {
    double sum = 0;
    for (int row = 0; row < ROWS; row++) {
      sum += bound.of(row);
    }
    return sum;
  }

  private static double overInner(Weight log) {
    return log.of(0) + log.of(1);
  }

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
      assertThat(bound).isCloseTo(evidence, within(6 * Math.sqrt(4.0 / 2000)));
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
      Query query =
          new Query(
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
      logs = compiled.run(query, data, 0, ROWS, draws);
      double expected = -logMean(k -> log("log weight", k)) / ROWS;
      Recomputed both = compiled.recompute(data, draws);
      assertThat(both.compiled()).as(both.formula()).isCloseTo(expected, within(1e-10));
      assertThat(both.recomputed()).isCloseTo(expected, within(1e-10));
    }
  }

  private static Program labelled() {
    return p ->
        p.plate(
            "rows",
            () -> {
              Expr y = p.sample("y", Categorical.ofLogits(Expr.of(new double[] {0.2, -0.4})));
              Expr a = normal(p, "a", y.times(0.5));
              normal(p, "x", a.plus(y));
            });
  }

  private static Program labelling() {
    return p ->
        p.plate(
            "rows",
            () -> {
              Expr x = p.input("x");
              Expr y = p.sample("y", Categorical.ofLogits(x.times(Expr.of(new double[] {0.3, 1}))));
              normal(p, "a", x.minus(y));
            });
  }

  /** As a site of the model and of the guide, at both values of y and the draws that belong. */
  private void assertLabelled(Iwae iwae, Supplier<Double> byHand) {
    noise("a", K, 2, ROWS);
    Compilation compilation =
        Compilation.of(iwae.particles(K))
            .precision(Precision.FLOAT64)
            .noise("a", Entry.of(noise, "a"));
    try (Compiled compiled = compilation.compile()) {
      DrawKey draws = DrawKey.of(0).particles(K);
      Query query = new Query("values", Programs.PARTICLES, s -> atBothValues(iwae.programs(), s));
      logs = compiled.run(query, data, 0, ROWS, draws);
      double expected = -byHand.get();
      Recomputed both = compiled.recompute(data, draws);
      assertThat(both.compiled()).as(both.formula()).isCloseTo(expected, within(1e-10));
      assertThat(both.recomputed()).as(both.formula()).isCloseTo(expected, within(1e-10));
    }
  }

  private static Map<String, Expr> atBothValues(Programs programs, Setting setting) {
    Handler enumerate = org.jelbo.dsl.program.Enumerate.of(setting.graph(), 0);
    Handler each = Draw.of(setting.noise()).along(setting.particles());
    Handler latents = site -> (site.name().equals("y") ? enumerate : each).answer(site);
    Trace q = Trace.of(programs.guide(), "the guide", setting, given(programs, setting, latents));
    Trace p =
        Trace.of(
            programs.model(),
            "the model",
            setting,
            given(programs, setting, Replay.of(q, latents)));
    Map<String, Expr> logs = new LinkedHashMap<>();
    q.randoms().forEach(site -> logs.put("q " + site.name(), site.logProb()));
    p.randoms().forEach(site -> logs.put("p " + site.name(), site.logProb()));
    return logs;
  }

  @Test
  void sumInsideTheWeightLeavesOutTheGuidesProbabilities() {
    assertLabelled(
        Iwae.of(labelled(), labelling()).given("x").sumInside("y"),
        () ->
            overRows(
                    r ->
                        logMean(k -> Math.log(Math.exp(joint(k, 0, r)) + Math.exp(joint(k, 1, r)))))
                / ROWS);
  }

  @Test
  void sumOutsideTheWeightsIsWeighedByTheGuide() {
    assertLabelled(
        Iwae.of(labelled(), labelling()).given("x").sumOutside("y"),
        () ->
            overRows(
                    r ->
                        overInner(
                            y ->
                                Math.exp(log("q y", y, r))
                                    * logMean(k -> joint(k, y, r) - log("q y", y, r))))
                / ROWS);
  }

  private double joint(int k, int y, int row) {
    return log("p y", y) + log("p a", k, y, row) + log("p x", k, y, row) - log("q a", k, y, row);
  }
}
