package org.jelbo.samples.report;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jelbo.dsl.error.JelboException;

/** A named quantity over the steps of a training run. Immutable. */
public final class Curve {
  private final String name;
  private final double[] steps;
  private final double[] values;

  private Curve(String name, double[] steps, double[] values) {
    this.name = name;
    this.steps = steps;
    this.values = values;
  }

  /**
   * A curve through points.
   *
   * @param name what the legend says
   * @param steps where the values were measured, ascending
   * @param values one for each step; where one is not finite the curve has a gap
   * @return the curve
   * @throws JelboException if there are not as many values as steps
   */
  public static Curve of(String name, double[] steps, double[] values) {
    if (steps.length != values.length) {
      throw Messages.unequalCurve(name, steps.length, values.length);
    }
    return new Curve(name, steps.clone(), values.clone());
  }

  /**
   * What the legend says.
   *
   * @return the name
   */
  public String name() {
    return name;
  }

  int size() {
    return steps.length;
  }

  double step(int i) {
    return steps[i];
  }

  boolean finite(int i) {
    return Double.isFinite(steps[i]) && Double.isFinite(values[i]);
  }

  /** Where the values were measured. */
  public double[] steps() {
    return steps.clone();
  }

  /** One for each step. */
  public double[] values() {
    return values.clone();
  }

  /** Whether there is anything to draw. */
  boolean isSeen() {
    return IntStream.range(0, size()).anyMatch(this::finite);
  }

  /** The finite values at steps of at least {@code from}, ascending. */
  double[] sortedFrom(double from) {
    double[] kept = new double[size()];
    int n = 0;
    for (int i = 0; i < size(); i++) {
      if (finite(i) && steps[i] >= from) {
        kept[n++] = values[i];
      }
    }
    double[] sorted = Arrays.copyOf(kept, n);
    Arrays.sort(sorted);
    return sorted;
  }
}
