package org.jelbo.inference.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.noise.NoiseArray;
import org.jelbo.dsl.program.Draw;
import org.jelbo.dsl.program.Give;
import org.jelbo.dsl.program.Handler;
import org.jelbo.dsl.program.Replay;
import org.jelbo.dsl.program.Scope;
import org.jelbo.dsl.program.Site;
import org.jelbo.dsl.program.Trace;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.compilation.QueryRun;
import org.jelbo.inference.compilation.Recomputed;
import org.jelbo.inference.compilation.Values;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.loss.Setting;
import org.jelbo.usage.Computed;
import org.jelbo.usage.Entry;
import org.tensorflow.ndarray.Shape;

/** The densities of each site at the draws of a bound, to put the bound together by hand. */
abstract class WeightsByHand {
  static final int ROWS = 3;
  static final int K = 4;
  static final int INNER = 2;

  final SplittableRandom random = new SplittableRandom(7);
  final Map<String, NoiseArray> noise = new LinkedHashMap<>();
  final Data data =
      Data.of(
          Column.ofDoubles("x", numbers(ROWS)),
          Column.ofDoubles("w", numbers(ROWS)),
          Column.ofDoubles("v", numbers(ROWS * INNER), INNER));

  Map<String, Values> logs = Map.of();

  double[] numbers(int count) {
    return random.doubles(count, -1, 1).toArray();
  }

  void noise(String site, long... sizes) {
    int count = (int) Arrays.stream(sizes).reduce(1, (a, b) -> a * b);
    noise.put(site, NoiseArray.of(numbers(count), sizes));
  }

  static Expr normal(Scope p, String name, Expr mean) {
    return p.sample(name, Normal.of(mean, Expr.of(1.1)));
  }

  static Expr normal(Scope p, String name, double mean) {
    return normal(p, name, Expr.of(mean));
  }

  /** The bound of the compiled objective, of its printed formula, and by hand. */
  void assertBound(Iwae iwae, Supplier<Double> byHand) {
    Compilation compilation = Compilation.of(iwae.particles(K)).precision(Precision.FLOAT64);
    for (Map.Entry<String, NoiseArray> array : noise.entrySet()) {
      compilation = compilation.noise(array.getKey(), array.getValue());
    }
    try (Compiled compiled = compilation.compile()) {
      Computed query =
          new Computed(
              "densities", Programs.PARTICLES, setting -> densities(iwae.programs(), setting));
      DrawKey draws = DrawKey.of(0).particles(K);
      logs = compiled.run(query, QueryRun.of(data, 0, ROWS, draws));
      double expected = -byHand.get();
      Recomputed both = compiled.recompute(data, draws);
      assertThat(both.compiled()).as(both.formula()).isCloseTo(expected, within(1e-10));
      assertThat(both.recomputed()).as(both.formula()).isCloseTo(expected, within(1e-10));
    }
  }

  /** Of every site at draws along particles, those outside every plate once. */
  static Map<String, Expr> densities(Programs programs, Setting setting) {
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

  static Handler given(Programs programs, Setting setting, Handler rest) {
    return Give.of(
        java.util.Set.copyOf(programs.given()),
        site -> setting.input(site.name(), site.plates(), Shape.scalar()),
        rest);
  }

  /** The log-density at an index of each of its axes, a size of 1 standing for all. */
  double log(String name, int... index) {
    Values values = Entry.of(logs, name);
    int at = 0;
    long[] sizes = values.shape().asArray();
    for (int i = 0; i < sizes.length; i++) {
      at = at * (int) sizes[i] + (sizes[i] == 1 ? 0 : index[i]);
    }
    return values.at(at);
  }

  interface Weight {
    double of(int k);
  }

  static double logMean(Weight log) {
    double sum = 0;
    for (int k = 0; k < K; k++) {
      sum += Math.exp(log.of(k));
    }
    return Math.log(sum / K);
  }

  static double overRows(Weight bound) {
    double sum = 0;
    for (int row = 0; row < ROWS; row++) {
      sum += bound.of(row);
    }
    return sum;
  }

  static double overInner(Weight log) {
    return log.of(0) + log.of(1);
  }
}
