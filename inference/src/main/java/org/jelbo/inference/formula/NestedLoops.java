package org.jelbo.inference.formula;

import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.expr.Expr;

/**
 * A formula computed as it is printed, in plain Java, from the values of its densities: a loop for
 * every plate, for the particles, and for every combination of the values of finite sites. Slow by
 * intention, and independent of how the graph computes it.
 */
public final class NestedLoops {
  private final IdentityHashMap<Expr, Table> tables = new IdentityHashMap<>();
  private final Map<Axis, Integer> sizes = new HashMap<>();
  private final Map<Axis, Integer> at = new HashMap<>();
  private final Loops loops = new Loops();

  /**
   * Numbers along axes.
   *
   * @param axes in the order of the dims
   * @param dims their sizes
   * @param numbers row-major
   */
  public record Table(Axes axes, List<Long> dims, List<Double> numbers) {
    /** Copies the lists. */
    public Table {
      dims = List.copyOf(dims);
      numbers = List.copyOf(numbers);
    }

    double at(Map<Axis, Integer> place) {
      int index = 0;
      for (int i = 0; i < dims.size(); i++) {
        // A size of 1 stands for every index.
        int along = dims.get(i) == 1 ? 0 : Objects.requireNonNull(place.get(axes.at(i)));
        index = index * Math.toIntExact(dims.get(i)) + along;
      }
      return numbers.get(index);
    }
  }

  /**
   * Loops over the values that a graph has.
   *
   * @param values of all {@link Formula#densities} and {@link Formula#scales}
   */
  public NestedLoops(Map<Expr, Table> values) {
    values.forEach(
        (expr, table) -> {
          tables.put(expr, table);
          for (int i = 0; i < table.dims().size(); i++) {
            sizes.merge(table.axes().at(i), Math.toIntExact(table.dims().get(i)), Math::max);
          }
        });
  }

  /** The number of a formula without axes, in nats. */
  public double of(Formula formula) {
    return formula.accept(loops);
  }

  /** Of each kind. */
  private final class Loops implements FormulaVisitor<Double> {
    @Override
    public Double density(Formula.Density density) {
      return number(density.value());
    }

    @Override
    public Double negated(Formula.Negated negated) {
      return -of(negated.of());
    }

    @Override
    public Double sum(Formula.Sum sum) {
      return added(sum.parts());
    }

    @Override
    public Double scaled(Formula.Scaled scaled) {
      return number(scaled.by()) * of(scaled.of());
    }

    @Override
    public Double atLeast(Formula.AtLeast atLeast) {
      return Math.max(atLeast.nats(), of(atLeast.of()));
    }

    @Override
    public Double overPlate(Formula.OverPlate plate) {
      double sum = summed(plate.plate(), i -> of(plate.of()));
      return plate.isMean() ? sum / size(plate.plate()) : sum;
    }

    @Override
    public Double expected(Formula.Expected expected) {
      return combinations(expected.over(), 0, () -> weighed(expected));
    }

    private double weighed(Formula.Expected expected) {
      double weight = Math.exp(added(expected.weights()));
      return weight == 0 ? 0 : weight * of(expected.of());
    }

    @Override
    public Double logSumExp(Formula.LogSumExp sum) {
      double[] greatest = {Double.NEGATIVE_INFINITY};
      DoubleUnaryOperator term = shift -> added(sum.parts()) - shift;
      combinations(
          sum.over(),
          0,
          () -> {
            greatest[0] = Math.max(greatest[0], term.applyAsDouble(0));
            return 0;
          });
      double shift = Double.isFinite(greatest[0]) ? greatest[0] : 0;
      return shift
          + Math.log(combinations(sum.over(), 0, () -> Math.exp(term.applyAsDouble(shift))));
    }

    @Override
    public Double overParticles(Formula.OverParticles particles) {
      double k = size(particles.axis());
      double power = particles.power();
      if (power == 0) {
        return summed(particles.axis(), i -> of(particles.of())) / k;
      }
      double[] logs = new double[size(particles.axis())];
      summed(particles.axis(), i -> logs[i] = power * of(particles.of()));
      double greatest = Arrays.stream(logs).max().orElseThrow();
      double shift = Double.isFinite(greatest) ? greatest : 0;
      double mean = Arrays.stream(logs).map(log -> Math.exp(log - shift)).sum() / k;
      return (shift + Math.log(mean)) / power;
    }
  }

  private double added(List<? extends Formula> parts) {
    return parts.stream().mapToDouble(this::of).sum();
  }

  private interface Numbered {
    double get();
  }

  /** The sum over all combinations of the values of finite sites. */
  private double combinations(List<Axis.Enumeration> over, int from, Numbered term) {
    return from == over.size()
        ? term.get()
        : summed(over.get(from), i -> combinations(over, from + 1, term));
  }

  private double summed(Axis axis, IntToDoubleFunction term) {
    double sum = 0;
    for (int i = 0; i < size(axis); i++) {
      at.put(axis, i);
      sum += term.applyAsDouble(i);
    }
    at.remove(axis);
    return sum;
  }

  private int size(Axis axis) {
    if (axis.knownSize().isPresent()) {
      return Math.toIntExact(axis.knownSize().getAsLong());
    }
    // Nothing that is summed has the axis: all its indices are alike.
    return sizes.getOrDefault(axis, 1);
  }

  private double number(Expr expr) {
    return expr.isConstant() ? expr.constant()[0] : Objects.requireNonNull(tables.get(expr)).at(at);
  }
}
