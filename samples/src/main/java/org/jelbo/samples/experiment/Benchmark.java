package org.jelbo.samples.experiment;

import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.Map;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.Device;
import org.jelbo.inference.data.Feed;
import org.jelbo.samples.timing.MatrixProducts;

/**
 * What a training step of a bundled model costs, gathering and binarizing included, beside its
 * matrix products alone in the same process. The pixels are random: only time is measured.
 */
public final class Benchmark {
  private static final int ROWS = 6_000;
  private static final int WARM_UP = 20;
  private static final int STEPS = 600;
  private static final int ROUNDS = 6;

  /**
   * What was measured.
   *
   * @param model its name
   * @param buildSeconds deriving, building the graph and starting the session
   * @param stepMillis median of a training step
   * @param productsMillis median of its matrix products alone; 0 where it has none
   * @param multiplyAdds of its matrix products, forward and backward
   * @param peakResidentMiB most memory of the process; not a number where the system does not tell
   * @param device where it ran
   */
  public record Measured(
      String model,
      double buildSeconds,
      double stepMillis,
      double productsMillis,
      long multiplyAdds,
      double peakResidentMiB,
      Device device) {
    /** The step's time over that of its products; of a step that has some. */
    public double ratioToProducts() {
      return stepMillis / productsMillis;
    }

    /** As an object with the names above. */
    public JsonObject summary() {
      JsonObject summary = new JsonObject();
      summary.addProperty("experiment", model);
      summary.addProperty("device", device.name());
      summary.addProperty("buildSeconds", buildSeconds);
      summary.addProperty("stepMillis", stepMillis);
      summary.addProperty("productsMillis", productsMillis);
      summary.addProperty("multiplyAdds", multiplyAdds);
      if (multiplyAdds > 0) {
        summary.addProperty("ratioToProducts", ratioToProducts());
      }
      if (!Double.isNaN(peakResidentMiB)) {
        summary.addProperty("peakResidentMiB", peakResidentMiB);
      }
      summary.add("versions", Versions.asJson());
      return summary;
    }
  }

  private Benchmark() {}

  /** Measures on a device: steps and products in turns, so that both see the same machine. */
  public static Measured run(BundledModel model, Device device) {
    Map<String, Feed> feeds = Training.feeds(model, model.sources().get(0).noise(ROWS), device);
    int shards = feeds.values().stream().mapToInt(Feed::shards).max().orElse(1);
    Compilation compilation =
        Compilation.of(model.objective()).optimizer(model.optimizer()).device(device);
    for (Map.Entry<String, Feed> feed : feeds.entrySet()) {
      compilation = compilation.feed(feed.getKey(), feed.getValue());
    }
    long begun = System.nanoTime();
    try (Compiled compiled = compilation.compile()) {
      double buildSeconds = (System.nanoTime() - begun) / 1e9;
      time(compiled, WARM_UP);
      double[] steps = new double[0];
      MatrixProducts products = MatrixProducts.of(compiled);
      double[] alone = new double[ROUNDS];
      for (int round = 0; round < ROUNDS; round++) {
        double[] some = time(compiled, STEPS / ROUNDS);
        steps = Arrays.copyOf(steps, steps.length + some.length);
        System.arraycopy(some, 0, steps, steps.length - some.length, some.length);
        alone[round] = products.medianMillis(device, shards, STEPS / ROUNDS);
      }
      return new Measured(
          model.name(),
          buildSeconds,
          median(steps),
          median(alone),
          products.multiplyAdds(),
          PeakMemory.residentMiB(),
          device);
    }
  }

  private static double[] time(Compiled compiled, int steps) {
    double[] millis = new double[steps];
    for (int i = 0; i < steps; i++) {
      long begun = System.nanoTime();
      compiled.step();
      millis[i] = (System.nanoTime() - begun) / 1e6;
    }
    return millis;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
