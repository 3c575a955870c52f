package org.jelbo.samples.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The numbers of a chart, for a page that draws it again so that it can be enlarged.
 *
 * @param title stands above
 * @param horizontal the name of the axis to the right; may be empty
 * @param vertical the name of the axis up; may be empty
 * @param isOverSteps whether each group is a line over steps that ascend; points of a plane if not
 * @param groups each of a colour
 * @param levels constants, by name, that groups are compared with
 */
public record ChartNumbers(
    String title,
    String horizontal,
    String vertical,
    boolean isOverSteps,
    List<Curve> groups,
    Map<String, Double> levels) {
  /** Copies the groups and the levels, in their order. */
  public ChartNumbers {
    groups = List.copyOf(groups);
    levels = Collections.unmodifiableMap(new LinkedHashMap<>(levels));
  }

  static ChartNumbers points(Plot.Names names, List<Curve> groups) {
    return new ChartNumbers(
        names.title(), names.horizontal(), names.vertical(), false, groups, Map.of());
  }
}
