package org.jelbo.samples.report;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jelbo.dsl.error.JelboException;

/**
 * Shows how far a training run is:
 *
 * <pre>
 *   4,200/20,000 [###-----------]  251 steps/s  loss 104.31  kl 18.90  rec 85.41  1:03 left
 * </pre>
 *
 * <p>On a terminal one line is rewritten, at most ten times a second of the given clock; elsewhere
 * a line is printed whenever another 5 % of the steps are done. The last step is always shown.
 * Values are running means over about the last 50 updates; one that is not finite is shown as it is
 * and does not enter the mean. Not safe for use by several threads.
 */
public final class ProgressLine {
  private static final long REWRITE_NANOS = 100_000_000L;
  private static final int PARTS = 20;
  private static final int MEMORY = 50;

  /** A running mean and how many values are in it. */
  private record Mean(double mean, int count) {
    static final Mean EMPTY = new Mean(0, 0);

    Mean with(double value) {
      int next = Math.min(count + 1, MEMORY);
      return new Mean(mean + (value - mean) / next, next);
    }
  }

  private final PrintWriter out;
  private final boolean terminal;
  private final long firstStep;
  private final long steps;
  private final Map<String, Mean> means = new LinkedHashMap<>();
  private long shownPart;
  private boolean shown;
  private long shownNanos;
  private int openLength;

  private ProgressLine(PrintWriter out, boolean terminal, long firstStep, long steps) {
    this.out = out;
    this.terminal = terminal;
    this.firstStep = firstStep;
    this.steps = steps;
    this.shownPart = part(firstStep);
  }

  /**
   * A display that has shown nothing yet.
   *
   * @param out where to; stays open
   * @param terminal whether {@code out} is a terminal, on which a line can be rewritten
   * @param firstStep the steps that were done before this run began: 0, or more if it continues
   * @param steps the steps that will be done in the end, at least 1
   * @return the display
   * @throws JelboException if {@code steps} is not positive
   */
  public static ProgressLine of(PrintWriter out, boolean terminal, long firstStep, long steps) {
    if (steps < 1) {
      throw Messages.noSteps(steps);
    }
    return new ProgressLine(out, terminal, firstStep, steps);
  }

  /**
   * Tells that a step is done. Cheap if nothing is to be shown.
   *
   * @param step how many steps are done, those before this run included
   * @param elapsedNanos nanoseconds since this run began
   * @param values whose means to show, in their order: for example loss, kl and rec in nats
   * @param metrics what to show after them as it is
   */
  public void update(
      long step, long elapsedNanos, Map<String, Double> values, Map<String, Double> metrics) {
    Map<String, Double> displayed = new LinkedHashMap<>();
    values.forEach((name, value) -> displayed.put(name, mean(name, value)));
    displayed.putAll(metrics);
    boolean last = step >= steps;
    boolean due =
        terminal ? !shown || elapsedNanos - shownNanos >= REWRITE_NANOS : part(step) > shownPart;
    if (due || last) {
      print(ProgressText.of(firstStep, step, steps, elapsedNanos).with(displayed));
      shown = true;
      shownNanos = elapsedNanos;
      shownPart = part(step);
    }
  }

  /** Ends the line on a terminal, so that other text can follow. May be called more than once. */
  public void finish() {
    if (openLength > 0) {
      out.println();
      out.flush();
      openLength = 0;
    }
  }

  private double mean(String name, double value) {
    if (!Double.isFinite(value)) {
      return value;
    }
    Mean mean = means.getOrDefault(name, Mean.EMPTY).with(value);
    means.put(name, mean);
    return mean.mean();
  }

  private long part(long step) {
    return (long) ((double) step / steps * PARTS);
  }

  private void print(String text) {
    if (terminal) {
      // Spaces hide the end of a longer line that was there before.
      out.print("\r" + text + " ".repeat(Math.max(0, openLength - text.length())));
      openLength = text.length();
    } else {
      out.println(text);
    }
    out.flush();
  }
}
