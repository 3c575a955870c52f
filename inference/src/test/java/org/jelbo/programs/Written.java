package org.jelbo.programs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jelbo.dsl.distribution.Categorical;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.noise.NoiseArray;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.dsl.program.Scope;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.ExplainedSite;
import org.jelbo.inference.objective.Iwae;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.inference.objective.Renyi;
import org.jelbo.inference.objective.SingleObjective;
import org.jelbo.inference.objective.Treatment;
import org.tensorflow.ndarray.Shape;

/** A spec written with Jelbo. */
final class Written {
  /** The parameter of the model. */
  static final double THETA = -0.4;

  /** The parameter of the guide. */
  static final double PHI = 0.3;

  private final Spec spec;

  Written(Spec spec) {
    this.spec = spec;
  }

  SingleObjective objective() {
    return objective(program(false), program(true));
  }

  /** Of programs that several terms have. */
  SingleObjective objective(Program model, Program guide) {
    String[] given = spec.given().toArray(String[]::new);
    Spec.Bound bound = spec.bound();
    if (spec.guide().isEmpty()) {
      return MaximumLikelihood.of(model).given(given);
    }
    return switch (bound.form()) {
      case ELBO -> Elbo.of(model, guide).given(given).particles(bound.particles());
      case FREE_BITS ->
          Elbo.of(model, guide).given(given).particles(bound.particles()).freeBits(bound.number());
      case PATHWISE -> {
        Elbo elbo = Elbo.of(model, guide).given(given).particles(bound.particles());
        for (Spec.Node node : spec.guide()) {
          if (node.isDrawn()) {
            elbo = elbo.treat(node.name(), Treatment.pathwise());
          }
        }
        yield elbo;
      }
      case IWAE -> iwae(Iwae.of(model, guide).given(given).particles(bound.particles()));
      case RENYI ->
          renyi(
              Renyi.of(model, guide)
                  .given(given)
                  .particles(bound.particles())
                  .alpha(bound.number()));
    };
  }

  private Iwae iwae(Iwae bound) {
    Iwae iwae = spec.bound().isOneWeight() ? bound.oneWeight() : bound;
    for (String site : enumerated()) {
      iwae = spec.bound().isInside() ? iwae.sumInside(site) : iwae.sumOutside(site);
    }
    return iwae;
  }

  private Renyi renyi(Renyi bound) {
    Renyi renyi = spec.bound().isOneWeight() ? bound.oneWeight() : bound;
    for (String site : enumerated()) {
      renyi = spec.bound().isInside() ? renyi.sumInside(site) : renyi.sumOutside(site);
    }
    return renyi;
  }

  /** The latents whose divergence a bound takes in closed form. */
  Set<String> closed() {
    if (spec.bound().form() != Spec.Form.ELBO && spec.bound().form() != Spec.Form.FREE_BITS) {
      return Set.of();
    }
    return objective().explain().sites().stream()
        .filter(site -> site.lines().getOrDefault("kl", "").startsWith("closed form"))
        .map(ExplainedSite::name)
        .collect(Collectors.toSet());
  }

  private List<String> enumerated() {
    return spec.guide().stream().filter(Spec.Node::isOpen).map(Spec.Node::name).toList();
  }

  Compilation compilation() {
    Compilation compilation = Compilation.of(objective()).precision(Precision.FLOAT64);
    return noise("", compilation);
  }

  /** With the noise of every draw. */
  Compilation noise(String term, Compilation compilation) {
    Compilation given = compilation;
    for (Spec.Node node : spec.guide()) {
      if (node.isDrawn()) {
        long[] sizes = noiseSizes(node);
        double[] noise = spec.numbers(spec.noise(node), (int) Shape.of(sizes).size());
        String place = node.level().isInRows() ? term : "";
        given = given.noise(place + node.name(), NoiseArray.of(noise, sizes));
      }
    }
    return given;
  }

  private long[] noiseSizes(Spec.Node node) {
    List<Integer> sizes = new ArrayList<>();
    if (node.level().isInRows() || !spec.bound().drawsGlobalsOnce()) {
      sizes.add(spec.bound().particles());
    }
    spec.axes(node).forEach(axis -> sizes.add(axis.kind().count()));
    if (node.level().isInRows()) {
      sizes.add(spec.batch());
    }
    if (node.level().isInside()) {
      sizes.add(node.level().size());
    }
    return sizes.stream().mapToLong(Integer::longValue).toArray();
  }

  /** All rows, in their order. */
  Data data() {
    return data(IntStream.range(0, spec.rows()).toArray());
  }

  /**
   * All rows.
   *
   * @param places where in the data the first rows are; the others are at the other places
   */
  Data data(int... places) {
    int[] rows = new int[spec.rows()];
    java.util.Arrays.fill(rows, -1);
    for (int row = 0; row < places.length; row++) {
      rows[places[row]] = row;
    }
    int next = places.length;
    for (int place = 0; place < rows.length; place++) {
      rows[place] = rows[place] < 0 ? next++ : rows[place];
    }
    List<Column> columns = new ArrayList<>();
    for (Spec.Node node : spec.model()) {
      if (node.isGiven()) {
        Cell cell = (r, i) -> spec.datum(node.name(), r, i);
        columns.add(column(node.name(), node.level(), cell, rows));
      }
    }
    columns.add(column("c", Spec.Level.ROW, (r, i) -> spec.datum("c", r, i), rows));
    for (Spec.Mask mask : Spec.Mask.values()) {
      if (mask != Spec.Mask.NONE) {
        Spec.Level level = mask == Spec.Mask.INNER ? Spec.Level.INNER : Spec.Level.ROW;
        columns.add(column(mask.name(), level, (r, i) -> spec.kept(mask, r, i), rows));
      }
    }
    return Data.of(columns.toArray(Column[]::new));
  }

  /** A number at each index. */
  private interface Cell {
    double at(int row, int inner);
  }

  private static Column column(String name, Spec.Level level, Cell cell, int... rows) {
    int width = level.size();
    double[] values = new double[rows.length * width];
    java.util.Arrays.setAll(values, i -> cell.at(rows[i / width], i % width));
    return level.isInside()
        ? Column.ofDoubles(name, values, width)
        : Column.ofDoubles(name, values);
  }

  Program program(boolean isGuide) {
    List<Spec.Node> nodes = isGuide ? spec.guide() : spec.model();
    return p -> {
      Map<String, Expr> values = new LinkedHashMap<>();
      for (Spec.Node node : nodes) {
        if (!node.level().isInRows()) {
          declare(p, isGuide, node, values);
        }
      }
      p.plate("rows", () -> inRows(p, isGuide, nodes, values));
    };
  }

  private void inRows(Scope p, boolean isGuide, List<Spec.Node> nodes, Map<String, Expr> values) {
    values.put("c", isGuide ? p.input("c") : Expr.of(0));
    for (Spec.Node node : nodes) {
      if (!node.level().isInRows()) {
        continue;
      }
      boolean isInner = node.mask() == Spec.Mask.INNER;
      Expr mask =
          node.mask() == Spec.Mask.NONE || isInner ? Expr.of(1) : p.input(node.mask().name());
      Runnable declared = () -> declare(p, isGuide, node, values);
      Runnable masked =
          () -> {
            if (node.mask() == Spec.Mask.NONE) {
              declared.run();
            } else {
              p.masked(isInner ? p.input(node.mask().name()) : mask, declared);
            }
          };
      if (node.level().isInside()) {
        p.plate(node.level().name().toLowerCase(Locale.ROOT), node.level().size(), masked);
      } else {
        masked.run();
      }
    }
  }

  private void declare(Scope p, boolean isGuide, Spec.Node node, Map<String, Expr> values) {
    Expr sum = linear(p, isGuide, node, values);
    if (node.kind() == Spec.Kind.FACTOR) {
      p.factor(node.name(), sum.tanh());
      return;
    }
    Distribution distribution =
        node.kind().isFinite()
            ? Categorical.ofLogits(sum)
            : Normal.of(sum, Expr.of(spec.deviation(isGuide, node.name())));
    values.put(node.name(), p.sample(node.name(), distribution));
  }

  private Expr linear(Scope p, boolean isGuide, Spec.Node node, Map<String, Expr> values) {
    String key = (isGuide ? "guide/" : "model/") + node.name();
    int width = node.kind().count();
    Expr parameter = p.param(Param.of(isGuide ? "phi" : "theta").constant(isGuide ? PHI : THETA));
    Expr sum = row(key, width, 1).plus(row(key + "/parameter", width, 1).times(parameter));
    for (String parent : node.parents()) {
      Expr value = Objects.requireNonNull(values.get(parent));
      int states = spec.node(parent).kind().count();
      Expr by = row(key + "|" + parent, width, states);
      sum = sum.plus(states > 1 ? by.at(value) : by.times(value));
    }
    if (isGuide && node.level().isInRows()) {
      sum = sum.plus(row(key + "|c", width, 1).times(Objects.requireNonNull(values.get("c"))));
    }
    return sum;
  }

  private Expr row(String key, int width, int states) {
    double[] numbers = spec.numbers(key, width * states);
    Shape shape = width == 1 ? Shape.scalar() : Shape.of(width);
    return Expr.of(numbers, states == 1 ? shape : shape.prepend(states));
  }
}
