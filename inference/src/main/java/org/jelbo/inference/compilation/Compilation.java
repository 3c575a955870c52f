package org.jelbo.inference.compilation;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.noise.NoiseArray;
import org.jelbo.inference.data.Feed;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.optimizer.Optimizer;
import org.jelbo.inference.runtime.Card;
import org.jelbo.inference.runtime.Heap;
import org.jelbo.inference.validation.Preflight;
import org.jspecify.annotations.Nullable;

/** How an objective is compiled: float32 and seed 0 unless said otherwise. Immutable. */
public final class Compilation {
  private static final System.Logger LOG = System.getLogger(Compilation.class.getName());

  private final Objective objective;
  private final Precision precision;
  private final long seed;
  private final Map<String, Feed> feeds;
  private final @Nullable Optimizer optimizer;
  private final Map<String, NoiseArray> noise;
  private final Device device;

  private Compilation(
      Objective objective,
      Precision precision,
      long seed,
      Map<String, Feed> feeds,
      @Nullable Optimizer optimizer,
      Map<String, NoiseArray> noise,
      Device device) {
    this.objective = objective;
    this.precision = precision;
    this.seed = seed;
    this.feeds = feeds;
    this.optimizer = optimizer;
    this.noise = noise;
    this.device = device;
  }

  /**
   * An objective to measure; to train, it also needs a feed and an optimizer.
   *
   * @throws JelboException for null
   */
  public static Compilation of(Objective objective) {
    Required.of(objective, "compilation", "an objective", "Elbo.of(model, guide).given(\"x\")");
    return new Compilation(objective, Precision.FLOAT32, 0, Map.of(), null, Map.of(), Device.CPU);
  }

  /**
   * In this precision.
   *
   * @throws JelboException for null
   */
  public Compilation precision(Precision other) {
    Required.of(other, "precision", "one", "Precision.FLOAT64");
    return new Compilation(objective, other, seed, feeds, optimizer, noise, device);
  }

  /** Parameters, batches and the noise of training from this seed. */
  public Compilation seed(long other) {
    return new Compilation(objective, precision, other, feeds, optimizer, noise, device);
  }

  /** Trained on these batches. */
  public Compilation feed(Feed batches) {
    return with(Feed.DEFAULT, batches);
  }

  /**
   * Trained on these batches in the terms that read the feed of this name.
   *
   * @param name a feed of the objective that has no batches yet
   * @throws JelboException for a feed that has batches
   */
  public Compilation feed(String name, Feed batches) {
    if (feeds.containsKey(Required.name(name, "feed", "the name of a feed of the objective"))) {
      throw Messages.feedTwice(name);
    }
    return with(name, batches);
  }

  private Compilation with(String name, Feed batches) {
    Required.of(batches, "feed '" + name + "'", "batches", "data.batch(100)");
    Map<String, Feed> more = new LinkedHashMap<>(feeds);
    more.put(name, batches);
    return new Compilation(objective, precision, seed, more, optimizer, noise, device);
  }

  /**
   * Trained by these updates.
   *
   * @throws JelboException for null
   */
  public Compilation optimizer(Optimizer other) {
    Required.of(other, "optimizer", "one", "Adam.of(1e-3)");
    return new Compilation(objective, precision, seed, feeds, other, noise, device);
  }

  /**
   * With given noise instead of random numbers, in every run.
   *
   * @param site the site that draws, or {@code data/COLUMN} for a binarized column; in a sum {@code
   *     TERM/SITE} for a site in the plate of the data, and {@code data/FEED/COLUMN}
   * @param array its draws, of shape {@code [particles, enumerations..., rows, inner plates...,
   *     event...]}: a measurement has the axis of particles where there is one of them too, and a
   *     site whose family depends on enumerated sites of its program draws anew for each of their
   *     values, in program order
   * @throws JelboException for null; when it is compiled, for a name that no program draws
   */
  public Compilation noise(String site, NoiseArray array) {
    Required.name(site, "noise", "the name of a site that draws");
    Required.of(array, "noise of '" + site + "'", "an array", "NoiseArray.of(...)");
    Map<String, NoiseArray> more = new LinkedHashMap<>(noise);
    more.put(site, array);
    return new Compilation(objective, precision, seed, feeds, optimizer, Map.copyOf(more), device);
  }

  /**
   * On this device.
   *
   * @throws JelboException for null; when it is compiled, for one that is not there
   */
  public Compilation device(Device other) {
    Required.of(other, "device", "one", "Device.CPU");
    return new Compilation(objective, precision, seed, feeds, optimizer, noise, other);
  }

  /**
   * Builds the graph and starts the parameters; to be closed.
   *
   * @throws JelboException for all of {@link #findings}
   */
  public Compiled compile() {
    requireDevice();
    return inHeap(() -> Compiled.of(this, Preflight.of(() -> objective.declared().readings())));
  }

  /**
   * What {@link #compile} refuses, each by itself; empty where nothing is wrong. Sites, columns,
   * parameters and ops of all terms are looked at.
   */
  public List<JelboException> findings() {
    Preflight preflight = Preflight.of(() -> objective.declared().readings());
    try {
      requireDevice();
      Compiled.of(this, preflight).close();
    } catch (JelboException e) {
      if (preflight.findings().isEmpty()) {
        return List.of(e);
      }
    }
    return preflight.findings();
  }

  private void requireDevice() {
    if (device != Device.CPU) {
      device.require();
      Card card = Card.ofEnvironment();
      if (!card.isDeterministic()) {
        LOG.log(System.Logger.Level.WARNING, Messages.notDeterministic(device, card));
      }
    }
  }

  /** What is computed; where the heap is full, refused with the largest column of the feeds. */
  <T> T inHeap(Supplier<T> computed) {
    return feeds.isEmpty() ? Heap.with(computed) : Heap.with(this::largest, computed);
  }

  private Heap.Load largest() {
    return feeds.values().stream()
        .map(feed -> feed.data().largest())
        .max(Comparator.comparingLong(Heap.Load::bytes))
        .orElseThrow();
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
    return !feeds.isEmpty() && optimizer != null;
  }

  /** The most shards that a batch is cut in. */
  int shards() {
    return feeds.values().stream().mapToInt(Feed::shards).max().orElse(1);
  }

  Map<String, Feed> feeds() {
    return feeds;
  }

  Feed requiredFeed(String name) {
    Feed feed = feeds.get(name);
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

  /** The names of parameters that the optimizer is told of. */
  List<String> optimizedNames() {
    return optimizer == null ? List.of() : optimizer.names();
  }

  /** Whether small parameters may be held and changed together. */
  boolean changesEntrywise() {
    return optimizer == null || optimizer.isEntrywise();
  }

  Map<String, NoiseArray> noise() {
    return noise;
  }

  /** Given noise whose name begins with a place, by the rest of the name. */
  Map<String, NoiseArray> noise(String place) {
    Map<String, NoiseArray> there = new LinkedHashMap<>();
    noise.forEach(
        (name, array) -> {
          if (name.startsWith(place)) {
            there.put(name.substring(place.length()), array);
          }
        });
    return there;
  }
}
