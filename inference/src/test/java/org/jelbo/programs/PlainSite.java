package org.jelbo.programs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The numbers of a site in one of the programs: its parameter, logits or mean, is {@code base +
 * slope parameter + what its parents and the column c add}.
 *
 * @param isGuide whether it is the guide's
 * @param base for each value
 * @param slope for each value
 * @param deviation of a normal site
 * @param byColumn of the column c, for each value; none in the model and outside the rows
 * @param kept of its density, at each index of its plates
 */
@SuppressWarnings("ArrayRecordComponent") // No two of them are compared.
record PlainSite(
    Spec.Node node,
    boolean isGuide,
    double[] base,
    double[] slope,
    List<Parent> parents,
    double deviation,
    double[] byColumn,
    double[] kept) {
  /**
   * A parent.
   *
   * @param by for each of its values, or of a number, and each value of the site
   */
  record Parent(String name, boolean isFinite, double[] by) {}

  static Map<String, PlainSite> all(Spec spec, boolean isGuide) {
    Map<String, PlainSite> all = new LinkedHashMap<>();
    for (Spec.Node node : isGuide ? spec.guide() : spec.model()) {
      all.put(node.name(), of(spec, isGuide, node));
    }
    return all;
  }

  private static PlainSite of(Spec spec, boolean isGuide, Spec.Node node) {
    String key = (isGuide ? "guide/" : "model/") + node.name();
    int width = node.kind().count();
    List<Parent> parents = new ArrayList<>();
    for (String parent : node.parents()) {
      Spec.Kind kind = spec.node(parent).kind();
      double[] by = spec.numbers(key + "|" + parent, width * kind.count());
      parents.add(new Parent(parent, kind.isFinite(), by));
    }
    boolean readsColumn = isGuide && node.level().isInRows();
    int size = node.level().size();
    double[] kept = new double[spec.rows() * size];
    Spec.Mask mask = spec.isWithinLog(node) ? Spec.Mask.NONE : node.mask();
    java.util.Arrays.setAll(kept, i -> spec.kept(mask, i / size, i % size));
    return new PlainSite(
        node,
        isGuide,
        spec.numbers(key, width),
        spec.numbers(key + "/parameter", width),
        parents,
        spec.deviation(isGuide, node.name()),
        spec.numbers(key + "|c", readsColumn ? width : 0),
        kept);
  }
}
