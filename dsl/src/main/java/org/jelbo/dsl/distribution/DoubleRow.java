package org.jelbo.dsl.distribution;

import java.util.Arrays;

/** Numbers that are equal when each is; 0 equals -0. */
final class DoubleRow {
  private final double[] values;

  private DoubleRow(double[] values) {
    this.values = values;
  }

  static DoubleRow of(double[] all, int from, int width) {
    double[] values = Arrays.copyOfRange(all, from, from + width);
    Arrays.setAll(values, i -> values[i] + 0.0);
    return new DoubleRow(values);
  }

  double[] values() {
    return values;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DoubleRow row && Arrays.equals(values, row.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }
}
