package org.jelbo.samples.page;

import org.jspecify.annotations.Nullable;

/**
 * A quantity that was measured, and what others got.
 *
 * @param name as the result's JSON has it
 * @param measured here
 * @param standardError of what was measured
 * @param published in the literature
 * @param yardstick of another program with the same protocol
 */
public record Measure(
    String name,
    double measured,
    @Nullable Double standardError,
    @Nullable Double published,
    @Nullable Double yardstick) {
  /** A quantity with nothing to compare it with. */
  public static Measure of(String name, double measured) {
    return new Measure(name, measured, null, null, null);
  }

  /** The same with a standard error. */
  public Measure standardError(double other) {
    return new Measure(name, measured, other, published, yardstick);
  }

  /** The same beside a published value. */
  public Measure published(double other) {
    return new Measure(name, measured, standardError, other, yardstick);
  }

  /** The same beside a yardstick's value. */
  public Measure yardstick(double other) {
    return new Measure(name, measured, standardError, published, other);
  }
}
