package org.jelbo.samples.experiment;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A number that an experiment measures, and what is known of it.
 *
 * @param name in results, its own within the experiment: {@code testLogLikelihood}
 * @param label beside it in tables: {@code log p}
 * @param set what it is measured on, with its unit: the title of its part of a table
 * @param unit how it is shown
 * @param published by others, if it is
 * @param yardstick of a hand-written program on the same data, if there is one
 */
public record Quantity(
    String name,
    String label,
    String set,
    Unit unit,
    @Nullable Double published,
    @Nullable Double yardstick) {
  /** How a number is shown. */
  public enum Unit {
    /** With two decimals. */
    NATS("%.2f", 1),
    /** A share of 1, in percent with two decimals. */
    PERCENT("%.2f", 100),
    /** With four digits. */
    NUMBER("%.4g", 1);

    private final String format;
    private final double scale;

    Unit(String format, double scale) {
      this.format = format;
      this.scale = scale;
    }

    /** What numbers are shown multiplied by. */
    double scale() {
      return scale;
    }

    /** The number as text; a dash where there is none. */
    public String text(@Nullable Double value) {
      return value == null || value.isNaN()
          ? "-"
          : String.format(Locale.ROOT, format, scale * value);
    }
  }

  /** In nats per datum. */
  public static Quantity nats(String name, String label, String set) {
    return new Quantity(name, label, set, Unit.NATS, null, null);
  }

  /** A share, between 0 and 1 in results and in percent in tables. */
  public static Quantity percent(String name, String label, String set) {
    return new Quantity(name, label, set, Unit.PERCENT, null, null);
  }

  /** Any other number. */
  public static Quantity number(String name, String label, String set) {
    return new Quantity(name, label, set, Unit.NUMBER, null, null);
  }

  /** With the value that others published. */
  public Quantity published(double value) {
    return new Quantity(name, label, set, unit, value, yardstick);
  }

  /** With the value of a hand-written program on the same data. */
  public Quantity yardstick(double value) {
    return new Quantity(name, label, set, unit, published, value);
  }
}
