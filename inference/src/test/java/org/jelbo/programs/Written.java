package org.jelbo.programs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.jelbo.inference.derivation.Treatment;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.Iwae;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.objective.Renyi;
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

  Objective objective() {
    Program model = program(false);
    Program guide = program(true);
    String[] given = spec.given().toArray(String[]::new);
    Spec.Bound bound = spec.bound();
    if (spec.guide().isEmpty()) {
      return MaximumLikelihood.of(model).given(given);
    }
    return switch (bound.form()) {
      case ELBO -> Elbo.of(model, guide).given(given).particles(bound.particles());
      case FREE_BITS -> Elbo.of(model, guide).given(given).freeBits(bound.number());
      case PATHWISE -> {
        Elbo elbo = Elbo.of(model, guide).given(given).particles(bound.particles());
        for (Spec.Node node : spec.guide()) {
          if (node.isDrawn()) {
            elbo = elbo.treat(node.name(), Treatment.pathwise());
          }
        }
        yield elbo;
      }
      case IWAE -> {
        Iwae iwae = Iwae.of(model, guide).given(given).particles(bound.particles());
        for (String site : enumerated()) {
          iwae = bound.isInside() ? iwae.sumInside(site) : iwae.sumOutside(site);
        }
        yield iwae;
      }
      case RENYI -> {
        Renyi renyi =
            Renyi.of(model, guide).given(given).particles(bound.particles()).alpha(bound.number());
        for (String site : enumerated()) {
          renyi = bound.isInside() ? renyi.sumInside(site) : renyi.sumOutside(site);
        }
        yield renyi;
      }
    };
  }

  private List<String> enumerated() {
    return spec.guide().stream().filter(Spec.Node::isOpen).map(Spec.Node::name).toList();
  }

  Compilation compilation() {
    Compilation compilation = Compilation.of(objective()).precision(Precision.FLOAT64);
    for (Spec.Node node : spec.guide()) {
      if (node.isDrawn()) {
        long[] sizes = noiseSizes(node);
        int count = (int) Shape.of(sizes).size();
        double[] noise = spec.numbers("noise/" + node.name(), count);
        compilation = compilation.noise(node.name(), NoiseArray.of(noise, sizes));
      }
    }
    return compilation;
  }

  private long[] noiseSizes(Spec.Node node) {
    List<Integer> sizes = new ArrayList<>();
    if (node.level() != Spec.Level.GLOBAL || !spec.bound().isWeighted()) {
      sizes.add(spec.bound().particles());
    }
    spec.axes(node).forEach(axis -> sizes.add(axis.kind().count()));
    if (node.level() != Spec.Level.GLOBAL) {
      sizes.add(spec.batch());
    }
    if (node.level() == Spec.Level.INNER) {
      sizes.add(Spec.INNER);
    }
    return sizes.stream().mapToLong(Integer::longValue).toArray();
  }

  Data data() {
    List<Column> columns = new ArrayList<>();
    for (Spec.Node node : spec.model()) {
      if (node.isGiven()) {
        columns.add(
            column(
                node.name(),
                node.level() == Spec.Level.INNER,
                (r, i) -> spec.datum(node.name(), r, i)));
      }
    }
    columns.add(column("c", false, (r, i) -> spec.datum("c", r, i)));
    for (Spec.Mask mask : Spec.Mask.values()) {
      if (mask != Spec.Mask.NONE) {
        columns.add(column(mask.name(), mask == Spec.Mask.INNER, (r, i) -> spec.kept(mask, r, i)));
      }
    }
    return Data.of(columns.toArray(Column[]::new));
  }

  /** A number at each index. */
  private interface Cell {
    double at(int row, int inner);
  }

  private Column column(String name, boolean isInner, Cell cell) {
    int width = isInner ? Spec.INNER : 1;
    double[] values = new double[spec.rows() * width];
    java.util.Arrays.setAll(values, i -> cell.at(i / width, i % width));
    return isInner ? Column.ofDoubles(name, values, width) : Column.ofDoubles(name, values);
  }

  Program program(boolean isGuide) {
    List<Spec.Node> nodes = isGuide ? spec.guide() : spec.model();
    return p -> {
      Map<String, Expr> values = new LinkedHashMap<>();
      for (Spec.Node node : nodes) {
        if (node.level() == Spec.Level.GLOBAL) {
          declare(p, isGuide, node, values);
        }
      }
      p.plate("rows", () -> inRows(p, isGuide, nodes, values));
    };
  }

  private void inRows(Scope p, boolean isGuide, List<Spec.Node> nodes, Map<String, Expr> values) {
    values.put("c", isGuide ? p.input("c") : Expr.of(0));
    for (Spec.Node node : nodes) {
      if (node.level() == Spec.Level.GLOBAL) {
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
      if (node.level() == Spec.Level.INNER) {
        p.plate("inner", Spec.INNER, masked);
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
    if (isGuide && node.level() != Spec.Level.GLOBAL) {
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
