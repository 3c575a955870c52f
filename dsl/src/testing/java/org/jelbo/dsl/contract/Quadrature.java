package org.jelbo.dsl.contract;

import java.util.ArrayList;
import java.util.List;

/**
 * Nodes and weights of an integral over an interval, finite or not, by the double exponential rule
 * (Takahasi and Mori 1974) on both sides of a point inside. Exact to about ten digits for a
 * function that is smooth on each side, also where it is infinite at an end.
 *
 * @param nodes inside the interval
 * @param weights as many
 */
record Quadrature(List<Double> nodes, List<Double> weights) {
  private static final double FURTHEST = 3.6;
  private static final int STEPS = 144;

  /**
   * The rule of an interval.
   *
   * @param line the interval
   * @param center in the interval, where the function has its mass
   * @param scale how wide the mass is
   */
  static Quadrature of(Line line, double center, double scale) {
    Quadrature rule = new Quadrature(new ArrayList<>(), new ArrayList<>());
    rule.addSide(center, line.low(), scale);
    rule.addSide(center, line.high(), scale);
    return rule;
  }

  private void addSide(double center, double end, double scale) {
    double step = FURTHEST / STEPS;
    for (int i = -STEPS; i <= STEPS; i++) {
      double u = Math.PI / 2 * Math.sinh(i * step);
      double slope = Math.PI / 2 * Math.cosh(i * step) * step;
      if (Double.isInfinite(end)) {
        double distance = scale * Math.exp(u);
        add(center, end, center + Math.signum(end) * distance, slope * distance);
      } else {
        double width = end - center;
        double fromCenter = 1 / (1 + Math.exp(-2 * u));
        double fromEnd = 1 / (1 + Math.exp(2 * u));
        double node = u < 0 ? center + width * fromCenter : end - width * fromEnd;
        add(center, end, node, 2 * slope * Math.abs(width) * fromCenter * fromEnd);
      }
    }
  }

  /** Rounding may put a node on an end, where a density may be infinite. */
  private void add(double center, double end, double node, double weight) {
    nodes.add(node == end ? center : node);
    weights.add(node == end ? 0 : weight);
  }
}
