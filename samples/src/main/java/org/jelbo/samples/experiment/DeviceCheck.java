package org.jelbo.samples.experiment;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.Device;
import org.jelbo.inference.compilation.StepReport;
import org.jelbo.inference.data.Feed;

/**
 * What a device does with a bundled model: whether equal seeds give equal bits, how far its loss
 * and gradients are from those of the processor in float64, and how long a step takes. The pixels
 * are random.
 *
 * @param model its name
 * @param isRepeated whether two trainings end in the same parameters, to the last bit
 * @param difference the largest of loss, parts and gradients in a first step in float64, relative
 *     to the largest entry of each
 * @param stepMillis median of a float32 step on the device
 */
public record DeviceCheck(String model, boolean isRepeated, double difference, double stepMillis) {
  /** How far float64 numbers of two devices may be apart. */
  public static final double TOLERANCE = 1e-9;

  private static final int ROWS = 1_000;
  private static final String GRADIENTS = "adam.m/";

  /** Refuses less than a step. */
  public static void requireSteps(int steps) {
    if (steps < 1) {
      throw Messages.noSteps(steps, 50);
    }
  }

  /**
   * Checks a model on a device.
   *
   * @param steps of each training, at least 1
   */
  public static DeviceCheck of(BundledModel model, Device device, int steps) {
    requireSteps(steps);
    Map<String, Feed> feeds = feeds(model);
    double[] millis = new double[steps];
    Map<String, double[]> first = trained(compilation(model, feeds, device), millis);
    Map<String, double[]> second = trained(compilation(model, feeds, device), millis);
    boolean isRepeated =
        first.keySet().stream().allMatch(name -> Arrays.equals(first.get(name), second.get(name)));
    Arrays.sort(millis);
    return new DeviceCheck(
        model.name(), isRepeated, difference(model, feeds, device), millis[steps / 2]);
  }

  /** In one part, so that both devices draw the same noise. */
  private static Map<String, Feed> feeds(BundledModel model) {
    Map<String, Feed> feeds = new LinkedHashMap<>(model.feeds(model.sources().get(0).noise(ROWS)));
    feeds.replaceAll((name, feed) -> feed.shards(1));
    return feeds;
  }

  private static Compilation compilation(
      BundledModel model, Map<String, Feed> feeds, Device device) {
    Compilation compilation =
        Compilation.of(model.objective()).optimizer(model.optimizer()).device(device);
    for (Map.Entry<String, Feed> feed : feeds.entrySet()) {
      compilation = compilation.feed(feed.getKey(), feed.getValue());
    }
    return compilation;
  }

  private static Map<String, double[]> trained(Compilation compilation, double[] millis) {
    try (Compiled compiled = compilation.compile()) {
      for (int i = 0; i < millis.length; i++) {
        long begun = System.nanoTime();
        compiled.step();
        millis[i] = (System.nanoTime() - begun) / 1e6;
      }
      return states(compiled, "");
    }
  }

  private static Map<String, double[]> states(Compiled compiled, String prefix) {
    Map<String, double[]> states = new LinkedHashMap<>();
    for (String name : compiled.stateNames()) {
      if (name.startsWith(prefix)) {
        states.put(name, compiled.state(name));
      }
    }
    return states;
  }

  /** After one step Adam's first moments are the gradients, times the same number. */
  private static double difference(BundledModel model, Map<String, Feed> feeds, Device device) {
    Map<String, double[]> expected = firstStep(compilation(model, feeds, Device.CPU));
    Map<String, double[]> found = firstStep(compilation(model, feeds, device));
    return expected.entrySet().stream()
        .mapToDouble(
            state ->
                relative(
                    state.getValue(),
                    Objects.requireNonNull(found.get(state.getKey()), state.getKey())))
        .max()
        .orElseThrow();
  }

  private static Map<String, double[]> firstStep(Compilation compilation) {
    try (Compiled compiled = compilation.precision(Precision.FLOAT64).compile()) {
      StepReport report = compiled.step();
      Map<String, double[]> numbers = new LinkedHashMap<>(states(compiled, GRADIENTS));
      numbers.put("loss", new double[] {report.value()});
      report.parts().forEach((name, part) -> numbers.put("part " + name, new double[] {part}));
      return numbers;
    }
  }

  static double relative(double[] expected, double[] found) {
    double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
    double apart =
        IntStream.range(0, expected.length)
            .mapToDouble(i -> Math.abs(expected[i] - found[i]))
            .max()
            .orElse(0);
    return apart == 0 ? 0 : apart / largest;
  }

  /** Whether the device computes what the processor does, and again the same. */
  public boolean isPassed() {
    return isRepeated && difference <= TOLERANCE;
  }

  /** The names of the columns of {@link #line}. */
  public static String header() {
    return String.format(
        Locale.ROOT,
        "%-8s %-12s %-20s %s",
        "model",
        "equal runs",
        "float64 difference",
        "step, ms");
  }

  /** As a line of a table. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "%-8s %-12s %-20s %.2f%s",
        model,
        isRepeated ? "yes" : "no",
        String.format(Locale.ROOT, "%.1e", difference),
        stepMillis,
        isPassed() ? "" : "  FAILED");
  }
}
