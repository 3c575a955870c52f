package org.jelbo.samples.page;

import org.jspecify.annotations.Nullable;

/**
 * A quantity that was measured, and what others got.
 *
 * @param name as the result's JSON has it
 * @param label what people call it; may be empty
 * @param measured here
 * @param standardError of what was measured
 * @param published in the literature
 * @param yardstick of another program with the same protocol
 * @param scale what the numbers are shown multiplied by: 100 for a share in percent
 */
public record Measure(
    String name,
    String label,
    double measured,
    @Nullable Double standardError,
    @Nullable Double published,
    @Nullable Double yardstick,
    double scale) {
  /** A quantity with nothing to compare it with. */
  public static Measure of(String name, double measured) {
    return new Measure(name, "", measured, null, null, null, 1);
  }

  /** The same with what people call it. */
  public Measure label(String other) {
    return new Measure(name, other, measured, standardError, published, yardstick, scale);
  }

  /** The same with a standard error. */
  public Measure standardError(double other) {
    return new Measure(name, label, measured, other, published, yardstick, scale);
  }

  /** The same beside a published value. */
  public Measure published(double other) {
    return new Measure(name, label, measured, standardError, other, yardstick, scale);
  }

  /** The same beside a yardstick's value. */
  public Measure yardstick(double other) {
    return new Measure(name, label, measured, standardError, published, other, scale);
  }
}
