package org.jelbo.programs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleSupplier;

/** A spec at one assignment of values to its finite sites: values, densities, sums over values. */
final class Plain {
  /** A finite site at an index of its plates. */
  record Instance(Spec.Node node, int row, int inner) {}

  private final Spec spec;
  private final Map<String, int[]> assigned = new HashMap<>();
  private final Map<String, double[]> fixed = new HashMap<>();
  private final Map<String, double[]> data = new HashMap<>();
  private final Map<String, PlainSite> model;
  private final Map<String, PlainSite> guide;
  private final double theta;
  private final double phi;
  private int particle;
  private final Map<String, Double> fixedNoise = new HashMap<>();

  Plain(Spec spec, double theta, double phi) {
    this.spec = spec;
    this.theta = theta;
    this.phi = phi;
    model = PlainSite.all(spec, false);
    guide = PlainSite.all(spec, true);
    for (Spec.Node node : spec.model()) {
      if (node.isGiven()) {
        data.put(node.name(), data(node.name(), node.level().size()));
      }
    }
    data.put("c", data("c", 1));
  }

  private double[] data(String column, int size) {
    double[] values = new double[spec.rows() * size];
    java.util.Arrays.setAll(values, i -> spec.datum(column, i / size, i % size));
    return values;
  }

  private PlainSite site(boolean isGuide, String name) {
    return Objects.requireNonNull((isGuide ? guide : model).get(name), name);
  }

  void particle(int index) {
    particle = index;
  }

  /** Every draw of a normal latent from this number. */
  void noise(String latent, double number) {
    fixedNoise.put(latent, number);
  }

  /** The indices of a node in one row, or outside the rows. */
  static List<Instance> instances(Spec.Node node, int row) {
    List<Instance> all = new ArrayList<>();
    for (int inner = 0; inner < node.level().size(); inner++) {
      all.add(new Instance(node, row, inner));
    }
    return all;
  }

  private static int cell(Spec.Node node, int row, int inner) {
    return node.level().isInRows() ? row * node.level().size() + inner : 0;
  }

  /** {@code sum over all values of the instances of each(...)}. */
  double sum(List<Instance> open, DoubleSupplier each) {
    if (open.isEmpty()) {
      return each.getAsDouble();
    }
    double sum = 0;
    Instance first = open.get(0);
    int[] cells = cells(first);
    int cell = cell(first.node(), first.row(), first.inner());
    for (int value = 0; value < first.node().kind().count(); value++) {
      cells[cell] = value;
      sum += sum(open.subList(1, open.size()), each);
    }
    return sum;
  }

  /** {@code log sum over all values of exp(each)}. */
  double logSum(List<Instance> open, DoubleSupplier each) {
    double[] greatest = {Double.NEGATIVE_INFINITY};
    sum(
        open,
        () -> {
          greatest[0] = Math.max(greatest[0], each.getAsDouble());
          return 0;
        });
    return greatest[0] + Math.log(sum(open, () -> Math.exp(each.getAsDouble() - greatest[0])));
  }

  private int[] cells(Instance instance) {
    return assigned.computeIfAbsent(
        instance.node().name(), name -> new int[spec.rows() * instance.node().level().size()]);
  }

  /**
   * Sets an instance from outside, whatever it is.
   *
   * @return what it was set to before, with which it can be set back; not a number for nothing
   */
  double fix(Instance at, double value) {
    double[] values = fixed.computeIfAbsent(at.node().name(), name -> unknown(at.node()));
    int cell = cell(at.node(), at.row(), at.inner());
    double before = values[cell];
    values[cell] = value;
    return before;
  }

  private double[] unknown(Spec.Node node) {
    double[] values = new double[spec.rows() * node.level().size()];
    java.util.Arrays.fill(values, Double.NaN);
    return values;
  }

  double value(String name, int row, int inner) {
    Spec.Node node = site(false, name).node();
    int at = node.level().isInside() ? inner : 0;
    double[] values = fixed.get(name);
    if (values != null && !Double.isNaN(values[cell(node, row, at)])) {
      return values[cell(node, row, at)];
    }
    if (node.isGiven()) {
      return Objects.requireNonNull(data.get(name), name)[cell(node, row, at)];
    }
    if (node.kind().isFinite()) {
      return Objects.requireNonNull(assigned.get(name), name)[cell(node, row, at)];
    }
    PlainSite draw = site(true, name);
    return linear(draw, 0, row, at) + draw.deviation() * noise(draw.node(), row, at);
  }

  private double noise(Spec.Node draw, int row, int inner) {
    Double number = fixedNoise.get(draw.name());
    if (number != null) {
      return number;
    }
    boolean isOnce = spec.bound().drawsGlobalsOnce() && !draw.level().isInRows();
    int index = isOnce ? 0 : particle;
    for (Spec.Node axis : spec.axes(draw)) {
      index = index * axis.kind().count() + ((int) value(axis.name(), row, inner));
    }
    if (draw.level().isInRows()) {
      index = (index * spec.batch() + row) * draw.level().size() + inner;
    }
    return spec.number(spec.noise(draw), index);
  }

  /** The mean of a normal site given its parents. */
  double mean(boolean isGuide, Spec.Node node, int row, int inner) {
    return linear(site(isGuide, node.name()), 0, row, inner);
  }

  private double linear(PlainSite site, int k, int row, int inner) {
    double sum = site.base(k, site.isGuide() ? phi : theta);
    for (PlainSite.Parent parent : site.parents()) {
      sum += parent.adds(k, value(parent.name(), row, inner));
    }
    if (site.hasColumn()) {
      sum += site.byColumn(k) * Objects.requireNonNull(data.get("c"))[row];
    }
    return sum;
  }

  /** Before masks. */
  double log(boolean isGuide, Spec.Node node, int row, int inner) {
    PlainSite site = site(isGuide, node.name());
    if (node.kind() == Spec.Kind.FACTOR) {
      return Math.tanh(linear(site, 0, row, inner));
    }
    double value = value(node.name(), row, inner);
    if (node.kind().isFinite()) {
      double norm = 0;
      for (int k = 0; k < node.kind().count(); k++) {
        norm += Math.exp(linear(site, k, row, inner));
      }
      return linear(site, (int) value, row, inner) - Math.log(norm);
    }
    double u = (value - linear(site, 0, row, inner)) / site.deviation();
    return -0.5 * u * u - Math.log(site.deviation()) - 0.5 * Math.log(2 * Math.PI);
  }

  /** What a node counts in one row: masked, but for what is summed out, over its inner plate. */
  double counted(boolean isGuide, Spec.Node node, int row) {
    double sum = 0;
    for (Instance at : instances(node, row)) {
      sum += counted(isGuide, at);
    }
    return sum;
  }

  /** What an instance counts. */
  double counted(boolean isGuide, Instance at) {
    Spec.Node node = at.node();
    double kept = site(isGuide, node.name()).kept(cell(node, at.row(), at.inner()));
    return kept == 0 ? 0 : kept * log(isGuide, node, at.row(), at.inner());
  }

  /** The divergence of one normal from another at the values of their parents. */
  double divergence(Spec.Node q, Spec.Node p, Instance at) {
    double s = spec.deviation(true, q.name());
    double t = spec.deviation(false, p.name());
    double d = mean(true, q, at.row(), at.inner()) - mean(false, p, at.row(), at.inner());
    return Math.log(t / s) + (s * s + d * d) / (2 * t * t) - 0.5;
  }
}
