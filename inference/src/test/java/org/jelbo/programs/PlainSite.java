package org.jelbo.programs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The numbers of a site in one of the programs: its parameter, logits or mean, is {@code base +
 * slope parameter + what its parents and the column c add}.
 */
final class PlainSite {
  /** A parent, with what each of its values, or a number, adds for each value of the site. */
  static final class Parent {
    private final String name;
    private final boolean isFinite;
    private final double[] by;
    private final int width;

    private Parent(Spec spec, String key, Spec.Node of, String name) {
      Spec.Kind kind = spec.node(name).kind();
      this.name = name;
      isFinite = kind.isFinite();
      width = of.kind().count();
      by = spec.numbers(key + "|" + name, width * kind.count());
    }

    String name() {
      return name;
    }

    double adds(int k, double value) {
      return isFinite ? by[((int) value) * width + k] : by[k] * value;
    }
  }

  private final Spec.Node node;
  private final double[] base;
  private final double[] slope;
  private final double[] byColumn;
  private final double[] kept;
  private final double deviation;
  private final boolean isGuide;
  private final List<Parent> parents = new ArrayList<>();

  private PlainSite(Spec spec, boolean isGuide, Spec.Node node) {
    this.node = node;
    this.isGuide = isGuide;
    String key = (isGuide ? "guide/" : "model/") + node.name();
    int width = node.kind().count();
    node.parents().forEach(parent -> parents.add(new Parent(spec, key, node, parent)));
    base = spec.numbers(key, width);
    slope = spec.numbers(key + "/parameter", width);
    byColumn = spec.numbers(key + "|c", isGuide && node.level().isInRows() ? width : 0);
    deviation = spec.deviation(isGuide, node.name());
    int size = node.level().size();
    Spec.Mask mask = spec.isWithinLog(node) ? Spec.Mask.NONE : node.mask();
    kept = new double[spec.rows() * size];
    java.util.Arrays.setAll(kept, i -> spec.kept(mask, i / size, i % size));
  }

  static Map<String, PlainSite> all(Spec spec, boolean isGuide) {
    Map<String, PlainSite> all = new LinkedHashMap<>();
    for (Spec.Node node : isGuide ? spec.guide() : spec.model()) {
      all.put(node.name(), new PlainSite(spec, isGuide, node));
    }
    return all;
  }

  Spec.Node node() {
    return node;
  }

  boolean isGuide() {
    return isGuide;
  }

  List<Parent> parents() {
    return parents;
  }

  /** The standard deviation of a normal site. */
  double deviation() {
    return deviation;
  }

  /** For a value, without parents. */
  double base(int k, double parameter) {
    return base[k] + slope[k] * parameter;
  }

  /** Whether it reads the column c: in the guide, in the rows. */
  boolean hasColumn() {
    return byColumn.length > 0;
  }

  double byColumn(int k) {
    return byColumn[k];
  }

  /** How much of its density counts, at an index of its plates. */
  double kept(int cell) {
    return kept[cell];
  }
}
