package org.jelbo.programs;

import java.util.Map;
import org.jelbo.dsl.contract.Margin;

/** What is wrong with numbers, in words; empty where nothing is. */
final class Faults {
  private Faults() {}

  static boolean isNear(double found, double expected, double tolerance) {
    return Math.abs(found - expected) <= Margin.of(tolerance) * Math.max(1, Math.abs(expected));
  }

  static String of(PlainLoss.Loss expected, double loss, Map<String, Double> gradients) {
    if (!isNear(loss, expected.start(), 1e-8)) {
      return "loss " + loss + " for " + expected.start();
    }
    for (Map.Entry<String, Double> gradient : gradients.entrySet()) {
      double slope = expected.slope(gradient.getKey());
      if (!isNear(gradient.getValue(), slope, 1e-6)) {
        return "gradient of " + gradient.getKey() + " " + gradient.getValue() + " for " + slope;
      }
    }
    return "";
  }
}
