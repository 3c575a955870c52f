package org.jelbo.samples.report;

import java.util.Locale;
import java.util.Map;

/** One state of a run as text: step, bar, speed, values and the time that is left. */
record ProgressText(long firstStep, long step, long steps, long elapsedNanos) {
  private static final int BAR = 14;
  private static final double NANOS = 1e9;

  static ProgressText of(long firstStep, long step, long steps, long elapsedNanos) {
    return new ProgressText(firstStep, step, steps, elapsedNanos);
  }

  String with(Map<String, Double> values) {
    String total = text("%,d", steps);
    StringBuilder line = new StringBuilder(" ");
    line.append(text("%," + total.length() + "d/%s [%s]", step, total, bar()));
    line.append(text("  %s steps/s", speed()));
    values.forEach((name, value) -> line.append(text("  %s %.2f", name, value)));
    return line.append("  ").append(time()).toString();
  }

  private String bar() {
    int full = (int) Math.max(0, Math.min(BAR, BAR * ((double) step / steps)));
    return "#".repeat(full) + "-".repeat(BAR - full);
  }

  private String speed() {
    double rate = rate();
    return Double.isFinite(rate) ? text(rate < 10 ? "%.1f" : "%,.0f", rate) : "-";
  }

  private String time() {
    if (step >= steps) {
      return "done in " + clock(elapsedNanos / NANOS);
    }
    double rate = rate();
    return Double.isFinite(rate) && rate > 0 ? clock((steps - step) / rate) + " left" : "-:-- left";
  }

  private double rate() {
    return (step - firstStep) / (elapsedNanos / NANOS);
  }

  private static String clock(double seconds) {
    long whole = Math.round(seconds);
    long hours = whole / 3600;
    long minutes = whole / 60 % 60;
    return hours > 0
        ? text("%,d:%02d:%02d", hours, minutes, whole % 60)
        : text("%d:%02d", minutes, whole % 60);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
