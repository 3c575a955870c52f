package org.jelbo.inference.compilation;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.noise.NoiseArray;
import org.jelbo.inference.data.Feed;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.optimizer.Optimizer;
import org.jspecify.annotations.Nullable;

/** How an objective is compiled: float32 and seed 0 unless said otherwise. Immutable. */
public final class Compilation {
  private static final String DATA = "data/";

  private final Objective objective;
  private final Precision precision;
  private final long seed;
  private final @Nullable Feed feed;
  private final @Nullable Optimizer optimizer;
  private final Map<String, NoiseArray> noise;
  private final Device device;

  private Compilation(
      Objective objective,
      Precision precision,
      long seed,
      @Nullable Feed feed,
      @Nullable Optimizer optimizer,
      Map<String, NoiseArray> noise,
      Device device) {
    this.objective = objective;
    this.precision = precision;
    this.seed = seed;
    this.feed = feed;
    this.optimizer = optimizer;
    this.noise = noise;
    this.device = device;
  }

  /** An objective to measure; to train, it also needs a feed and an optimizer. */
  public static Compilation of(Objective objective) {
    return new Compilation(objective, Precision.FLOAT32, 0, null, null, Map.of(), Device.CPU);
  }

  /** In this precision. */
  public Compilation precision(Precision other) {
    return new Compilation(objective, other, seed, feed, optimizer, noise, device);
  }

  /** Parameters, batches and the noise of training from this seed. */
  public Compilation seed(long other) {
    return new Compilation(objective, precision, other, feed, optimizer, noise, device);
  }

  /** Trained on these batches. */
  public Compilation feed(Feed other) {
    return new Compilation(objective, precision, seed, other, optimizer, noise, device);
  }

  /** Trained by these updates. */
  public Compilation optimizer(Optimizer other) {
    return new Compilation(objective, precision, seed, feed, other, noise, device);
  }

  /**
   * With given noise instead of random numbers, in every run.
   *
   * @param site the site that draws, or {@code data/NAME} for a binarized column
   * @param array its draws
   */
  public Compilation noise(String site, NoiseArray array) {
    Map<String, NoiseArray> more = new LinkedHashMap<>(noise);
    more.put(site, array);
    return new Compilation(objective, precision, seed, feed, optimizer, Map.copyOf(more), device);
  }

  /** On this device; one that is not there is refused when it is compiled. */
  public Compilation device(Device other) {
    return new Compilation(objective, precision, seed, feed, optimizer, noise, other);
  }

  /** Builds the graph and starts the parameters; to be closed. */
  public Compiled compile() {
    return Compiled.of(this);
  }

  Objective objective() {
    return objective;
  }

  Precision precision() {
    return precision;
  }

  long seed() {
    return seed;
  }

  Device device() {
    return device;
  }

  boolean trains() {
    return feed != null && optimizer != null;
  }

  int shards() {
    return feed == null ? 1 : feed.shards();
  }

  Feed requiredFeed() {
    if (feed == null) {
      throw Messages.noFeed();
    }
    return feed;
  }

  Optimizer requiredOptimizer() {
    if (optimizer == null) {
      throw Messages.noFeed();
    }
    return optimizer;
  }

  Map<String, NoiseArray> noise() {
    return noise;
  }

  /** Given noise of binarized columns, by column. */
  Map<String, NoiseArray> dataNoise() {
    Map<String, NoiseArray> columns = new LinkedHashMap<>();
    noise.forEach(
        (name, array) -> {
          if (name.startsWith(DATA)) {
            columns.put(name.substring(DATA.length()), array);
          }
        });
    return columns;
  }
}
