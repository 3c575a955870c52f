package org.jelbo.inference.derivation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.noise.NoiseArray;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.program.Handler;
import org.jelbo.dsl.program.Site;
import org.jelbo.dsl.program.Trace;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.compilation.QueryRun;
import org.jelbo.inference.compilation.Values;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.loss.Setting;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.objective.Programs;
import org.jelbo.usage.Computed;
import org.tensorflow.ndarray.Shape;

/**
 * The negative evidence lower bound of small programs by its definition: the joint densities of
 * every assignment of values to finite sites, each row of the data repeated for each assignment,
 * added up in plain Java. Nothing of the derivation is used: sites take their values from columns.
 */
final class BruteForce {
  private static final int ROWS = 3;

  private final SmallProgram model;
  private final SmallProgram guide;
  private final SplittableRandom random = new SplittableRandom(11);

  /** Finite sites in the plate of the rows: those of the guide, then those summed out. */
  private final List<SmallProgram.Token> local = new ArrayList<>();

  private final double[] x;
  private final double[] c = numbers(ROWS);
  private final double[] mask = {1, 0, 0.5};
  private final double[] innerMask = {1, 0, 1, 0.3, 0, 0};
  private final Map<String, double[]> noise = new LinkedHashMap<>();

  BruteForce(String model, String guide) {
    this.model = SmallProgram.of("model", model);
    this.guide = SmallProgram.of("guide", guide);
    boolean isInner = this.model.token("x").isInner();
    x = numbers(isInner ? ROWS * SmallProgram.INNER : ROWS);
    for (SmallProgram program : List.of(this.guide, this.model)) {
      for (SmallProgram.Token token : program.sites()) {
        boolean isNew = local.stream().noneMatch(other -> other.name().equals(token.name()));
        if (token.isDiscrete() && !token.isGlobal() && isNew) {
          local.add(token);
        }
      }
    }
    for (SmallProgram.Token token : this.guide.sites()) {
      if (!token.isDiscrete()) {
        long size = noiseAxes(token).stream().mapToLong(y -> y.values()).reduce(1, (a, b) -> a * b);
        noise.put(
            token.name(), numbers((int) size * ROWS * (token.isInner() ? SmallProgram.INNER : 1)));
      }
    }
  }

  private double[] numbers(int count) {
    return random.doubles(count, -1.5, 1.5).toArray();
  }

  SmallProgram model() {
    return model;
  }

  SmallProgram guide() {
    return guide;
  }

  /** The finite sites of the guide whose axes a draw has: its parents'. */
  private List<SmallProgram.Token> noiseAxes(SmallProgram.Token token) {
    List<SmallProgram.Token> axes = new ArrayList<>();
    for (SmallProgram.Token other : guide.sites()) {
      if (other.isDiscrete() && token.parents().contains(other.name())) {
        axes.add(other);
      }
    }
    return axes;
  }

  Compiled compile(Objective objective) {
    Compilation compilation = Compilation.of(objective).precision(Precision.FLOAT64);
    for (Map.Entry<String, double[]> array : noise.entrySet()) {
      SmallProgram.Token token = guide.token(array.getKey());
      List<Long> sizes = new ArrayList<>(List.of(1L));
      noiseAxes(token).forEach(y -> sizes.add((long) y.values()));
      sizes.add((long) ROWS);
      if (token.isInner()) {
        sizes.add((long) SmallProgram.INNER);
      }
      compilation =
          compilation.noise(
              token.name(),
              NoiseArray.of(array.getValue(), sizes.stream().mapToLong(Long::longValue).toArray()));
    }
    return compilation.compile();
  }

  Data data() {
    List<Column> columns = new ArrayList<>();
    columns.add(column("x", x, model.token("x").isInner()));
    columns.add(column("c", c, false));
    columns.add(column("mask", mask, false));
    columns.add(column("inner mask", innerMask, true));
    return Data.of(columns.toArray(Column[]::new));
  }

  private static Column column(String name, double[] values, boolean isInner) {
    return isInner
        ? Column.ofDoubles(name, values, SmallProgram.INNER)
        : Column.ofDoubles(name, values);
  }

  /** The values of the local sites in one repeated row: one number, or one for each inner index. */
  private record Assignment(int row, int guide, Map<String, int[]> values) {}

  private List<Assignment> assignments() {
    List<Assignment> all = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      extend(all, new Assignment(row, 0, Map.of()), 0);
    }
    return all;
  }

  private void extend(List<Assignment> all, Assignment start, int site) {
    if (site == local.size()) {
      all.add(start);
      return;
    }
    SmallProgram.Token token = local.get(site);
    int cells = token.isInner() ? SmallProgram.INNER : 1;
    int count = (int) Math.pow(token.values(), cells);
    for (int i = 0; i < count; i++) {
      int[] chosen =
          cells == 1 ? new int[] {i} : new int[] {i / token.values(), i % token.values()};
      Map<String, int[]> values = new LinkedHashMap<>(start.values());
      values.put(token.name(), chosen);
      boolean isGuides = guide.has(token.name());
      int id = isGuides ? start.guide() * count + i : start.guide();
      extend(all, new Assignment(start.row(), id, values), site + 1);
    }
  }

  private Data repeated(List<Assignment> all, int global) {
    List<Column> columns = new ArrayList<>();
    columns.add(column("x", rows(all, x), model.token("x").isInner()));
    columns.add(column("c", rows(all, c), false));
    columns.add(column("mask", rows(all, mask), false));
    columns.add(column("inner mask", rows(all, innerMask), true));
    for (SmallProgram.Token token : local) {
      double[] values =
          all.stream()
              .flatMapToInt(a -> java.util.Arrays.stream(chosen(a, token.name())))
              .asDoubleStream()
              .toArray();
      columns.add(column("value " + token.name(), values, token.isInner()));
    }
    for (String z : noise.keySet()) {
      double[] values =
          all.stream().flatMapToDouble(a -> java.util.Arrays.stream(noise(a, z, global))).toArray();
      columns.add(column("noise " + z, values, guide.token(z).isInner()));
    }
    return Data.of(columns.toArray(Column[]::new));
  }

  private static int[] chosen(Assignment a, String site) {
    return Objects.requireNonNull(a.values().get(site));
  }

  private static double[] rows(List<Assignment> all, double[] values) {
    int width = values.length / ROWS;
    return all.stream()
        .flatMapToDouble(
            a -> java.util.Arrays.stream(values, a.row() * width, (a.row() + 1) * width))
        .toArray();
  }

  /** The draws of z that belong to the values of its parents. */
  private double[] noise(Assignment a, String z, int global) {
    SmallProgram.Token token = guide.token(z);
    double[] all = Objects.requireNonNull(noise.get(z));
    double[] own = new double[token.isInner() ? SmallProgram.INNER : 1];
    for (int cell = 0; cell < own.length; cell++) {
      int index = 0;
      for (SmallProgram.Token y : noiseAxes(token)) {
        int[] values = y.isGlobal() ? new int[] {global} : chosen(a, y.name());
        index = index * y.values() + values[y.isInner() ? cell : 0];
      }
      own[cell] = all[(index * ROWS + a.row()) * own.length + cell];
    }
    return own;
  }

  /** The negative bound, in nats per datum. */
  double bound(Compiled compiled) {
    List<Assignment> all = assignments();
    SmallProgram.Token global =
        model.sites().stream().filter(SmallProgram.Token::isGlobal).findFirst().orElse(null);
    if (global == null) {
      return -sum(rows(all, run(compiled, repeated(all, 0), null, 0))) / ROWS;
    }
    boolean isGuides = guide.has(global.name());
    double[] terms = new double[global.values()];
    double bound = 0;
    for (int value = 0; value < global.values(); value++) {
      Map<String, Values> found = run(compiled, repeated(all, value), global.name(), value);
      double p = scalar(found, "global p");
      double rows = sum(rows(all, found));
      if (isGuides) {
        double q = scalar(found, "global q");
        bound += Math.exp(q) * (p - q + rows);
      } else {
        terms[value] = p + rows;
      }
    }
    return -(isGuides ? bound : logSumExp(terms)) / ROWS;
  }

  private static double sum(double[] values) {
    return java.util.Arrays.stream(values).sum();
  }

  private static double logSumExp(double[] logs) {
    double max = java.util.Arrays.stream(logs).max().orElseThrow();
    return max + Math.log(java.util.Arrays.stream(logs).map(v -> Math.exp(v - max)).sum());
  }

  private static double scalar(Map<String, Values> found, String name) {
    return Objects.requireNonNull(found.get(name)).scalar();
  }

  /** {@code sum over y of q(y) [log sum over c of p - log q]} for each row. */
  private double[] rows(List<Assignment> all, Map<String, Values> found) {
    double[] weight = Objects.requireNonNull(found.get("weight")).toArray();
    double[] p = Objects.requireNonNull(found.get("p")).toArray();
    double[] q = Objects.requireNonNull(found.get("q")).toArray();
    double[] bounds = new double[ROWS];
    int from = 0;
    while (from < all.size()) {
      int to = from;
      while (to < all.size()
          && all.get(to).row() == all.get(from).row()
          && all.get(to).guide() == all.get(from).guide()) {
        to++;
      }
      double joint = logSumExp(java.util.Arrays.copyOfRange(p, from, to));
      bounds[all.get(from).row()] += Math.exp(weight[from]) * (joint - q[from]);
      from = to;
    }
    return bounds;
  }

  private Map<String, Values> run(
      Compiled compiled, Data data, @org.jspecify.annotations.Nullable String global, int value) {
    Computed query =
        new Computed(
            "brute force", Programs.PARTICLES, setting -> densities(setting, global, value));
    return compiled.run(query, QueryRun.of(data, 0, data.rows(), DrawKey.of(0)));
  }

  private Map<String, Expr> densities(
      Setting setting, @org.jspecify.annotations.Nullable String global, int value) {
    Handler handler = site -> answer(setting, site, global, value, null);
    Trace q = Trace.of(guide.program(), "the guide", setting, handler);
    Trace p =
        Trace.of(
            model.program(), "the model", setting, site -> answer(setting, site, global, value, q));
    Map<String, Expr> sums = new LinkedHashMap<>();
    Expr zeros = setting.input("c", p.plates().hasRows() ? rowsOf(p) : rowsOf(q), Shape.scalar());
    for (String name : List.of("weight", "q", "p")) {
      sums.put(name, zeros.times(0));
    }
    for (Site.Random site : q.randoms()) {
      Expr unmasked = site.distribution().logProb(site.value());
      if (site.plates().size() == 0) {
        sums.put("global q", unmasked);
      } else {
        if (guide.token(site.name()).isDiscrete()) {
          sums.merge("weight", inRow(site, unmasked), Expr::plus);
        }
        sums.merge("q", inRow(site, site.logProb()), Expr::plus);
      }
    }
    for (Site.Random site : p.randoms()) {
      boolean isSummed = model.token(site.name()).isDiscrete() && !guide.has(site.name());
      Expr log = isSummed ? site.distribution().logProb(site.value()) : site.logProb();
      if (site.plates().size() == 0) {
        sums.put("global p", log);
      } else {
        sums.merge("p", inRow(site, log), Expr::plus);
      }
    }
    return sums;
  }

  private static Axes rowsOf(Trace trace) {
    return Axes.of(trace.plates().at(0));
  }

  private static Expr inRow(Site site, Expr log) {
    Expr sum = log;
    for (Axis axis : site.plates()) {
      Axis.Plate plate = (Axis.Plate) axis;
      if (!plate.isOfData()) {
        sum =
            sum.axes().contains(plate)
                ? Reductions.sumOver(sum, plate)
                : sum.times((double) plate.size());
      }
    }
    return sum;
  }

  private static Handler.Answer answer(
      Setting setting,
      Handler.Request site,
      @org.jspecify.annotations.Nullable String global,
      int value,
      @org.jspecify.annotations.Nullable Trace guide) {
    if (site.name().equals(global)) {
      return new Handler.Answer(Expr.of(value), Site.Origin.REPLAYED);
    }
    if (site.name().equals("x")) {
      return new Handler.Answer(
          setting.input("x", site.plates(), Shape.scalar()), Site.Origin.REPLAYED);
    }
    if (site.name().charAt(0) != 'z') {
      return new Handler.Answer(
          setting.input("value " + site.name(), site.plates(), Shape.scalar()),
          Site.Origin.REPLAYED);
    }
    if (guide != null) {
      return new Handler.Answer(
          guide.random(site.name()).orElseThrow().value(), Site.Origin.REPLAYED);
    }
    Expr noise = setting.input("noise " + site.name(), site.plates(), Shape.scalar());
    return new Handler.Answer(site.distribution().draw(standing(noise)), Site.Origin.REPLAYED);
  }

  private static NoiseStream standing(Expr normal) {
    return (NoiseStream)
        java.lang.reflect.Proxy.newProxyInstance(
            NoiseStream.class.getClassLoader(),
            new Class<?>[] {NoiseStream.class},
            (proxy, method, arguments) -> normal);
  }
}
