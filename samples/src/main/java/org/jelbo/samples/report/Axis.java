package org.jelbo.samples.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A linear axis: the values at its two ends, with ticks at round numbers; or, if it has names, one
 * tick for each, at 0, 1, 2, ...
 */
record Axis(double low, double high, List<String> names) {
  Axis(double low, double high) {
    this(low, high, List.of());
  }

  /** An axis of named places, half a place more at both ends. */
  static Axis named(List<String> names) {
    return new Axis(-0.5, names.size() - 0.5, List.copyOf(names));
  }

  /** The axis over a range; a range of no width is widened, so that the value is in its middle. */
  static Axis over(double low, double high) {
    double least = 1e-6 * Math.max(1e-6, Math.max(Math.abs(low), Math.abs(high)));
    double widen = high - low < least ? Math.max(0.5 * Math.abs(low), 0.5) : 0;
    return new Axis(low - widen, high + widen);
  }

  /** A little space on both sides, as a share of the range. */
  Axis padded(double share) {
    double space = (high - low) * share;
    return new Axis(low - space, high + space);
  }

  /** Where a value is: 0 at the low end, 1 at the high end. */
  double share(double value) {
    return (value - low) / (high - low);
  }

  /** About as many ticks as asked for, at multiples of 1, 2 or 5 times a power of ten. */
  List<Double> ticks(int wanted) {
    double unit = names.isEmpty() ? unit(wanted) : 1;
    List<Double> ticks = new ArrayList<>();
    long first = (long) Math.ceil(low / unit - 1e-9);
    long last = (long) Math.floor(high / unit + 1e-9);
    for (long i = first; i <= last; i++) {
      ticks.add(i * unit);
    }
    return ticks;
  }

  /** The text at a tick, with as many decimals as neighbouring ticks need to differ. */
  String label(double tick, int wanted) {
    if (!names.isEmpty()) {
      return names.get((int) tick);
    }
    int decimals = Math.max(0, -exponent(unit(wanted)));
    if (decimals > 6 || Math.abs(tick) >= 1e9) {
      return String.format(Locale.ROOT, "%.2e", tick);
    }
    return String.format(Locale.ROOT, "%,." + decimals + "f", tick == 0 ? 0.0 : tick);
  }

  private double unit(int wanted) {
    double rough = (high - low) / wanted;
    double power = StrictMath.pow(10, exponent(rough));
    double digit = rough / power;
    return power * (digit < 1.5 ? 1 : digit < 3.5 ? 2 : digit < 7.5 ? 5 : 10);
  }

  private static int exponent(double value) {
    return (int) Math.floor(StrictMath.log10(value) + 1e-9);
  }
}
