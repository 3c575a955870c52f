package org.jelbo.samples.experiment;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.data.Feed;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.optimizer.Adam;
import org.jelbo.inference.schedule.Schedule;
import org.jelbo.inference.training.Fit;
import org.jelbo.samples.data.ImageSet;
import org.jelbo.samples.report.Picture;
import org.jspecify.annotations.Nullable;

/**
 * A bundled model as the commands know it: what it is trained by and on, what is measured and what
 * is drawn of it. What most have in common is there from the start: images of digits as the column
 * {@code x}, batches of 100 in two shards, Adam at 1e-3, and a bound of the parts kl and rec.
 */
public final class BundledModel {
  /** Measures a trained model on held-out images: numbers by name, bounds in nats per image. */
  @FunctionalInterface
  public interface Measurement {
    /** The numbers, with draws of a seed. */
    Map<String, Double> of(Fit fit, ImageSet test, long seed);
  }

  /** Draws a picture of a trained model and, where it needs them, held-out images. */
  @FunctionalInterface
  public interface Drawing {
    /** The picture, with draws of a seed. */
    Picture of(Fit fit, Supplier<ImageSet> test, long seed);
  }

  /** Measures a trained model on held-out images while it is trained: one number. */
  @FunctionalInterface
  public interface Metric {
    /** The number. */
    double of(Fit fit, ImageSet test);
  }

  private final String name;
  private final String description;
  private final JsonObject settings;
  private final Map<String, IntFunction<Objective>> objectives = new LinkedHashMap<>();
  private final Map<String, Metric> metrics = new LinkedHashMap<>();
  private final Map<String, ToDoubleFunction<DigitData>> references = new LinkedHashMap<>();
  private final Map<String, Drawing> pictures = new LinkedHashMap<>();
  private final Map<String, Double> published = new LinkedHashMap<>();
  private List<DigitData.Source> sources = List.of(DigitData.Source.DIGITS, DigitData.Source.MNIST);
  private int particles = 1;
  private long steps = 15_000;
  private int batch = Training.BATCH;
  private double learningRate = Training.LEARNING_RATE;
  private int shards = 2;
  private Function<ImageSet, Data> columns = DigitData::binarized;
  private @Nullable Function<ImageSet, Map<String, Feed>> feeds;
  private @Nullable Measurement measurement;
  private @Nullable String evidenceTerm;
  private @Nullable Schedule klWeight;

  private BundledModel(String name, String description, JsonObject settings) {
    this.name = name;
    this.description = description;
    this.settings = settings;
  }

  /**
   * A model that is not described any further yet.
   *
   * @param name the word for it at the command line and in results
   * @param description what it is, in a line
   * @param sizes a record of its sizes and weights, for results: a saved run has to have the same
   */
  public static BundledModel of(String name, String description, Record sizes) {
    return new BundledModel(name, description, new Gson().toJsonTree(sizes).getAsJsonObject());
  }

  private BundledModel copy() {
    BundledModel copy = new BundledModel(name, description, settings.deepCopy());
    copy.objectives.putAll(objectives);
    copy.metrics.putAll(metrics);
    copy.references.putAll(references);
    copy.pictures.putAll(pictures);
    copy.published.putAll(published);
    copy.sources = sources;
    copy.particles = particles;
    copy.steps = steps;
    copy.batch = batch;
    copy.learningRate = learningRate;
    copy.shards = shards;
    copy.columns = columns;
    copy.feeds = feeds;
    copy.measurement = measurement;
    copy.evidenceTerm = evidenceTerm;
    copy.klWeight = klWeight;
    return copy;
  }

  /** With one more setting that results have to have. */
  public BundledModel setting(String key, Object value) {
    BundledModel copy = copy();
    copy.settings.add(key, new Gson().toJsonTree(value));
    return copy;
  }

  /**
   * With one more objective that can be derived; the first is the one that it is trained by.
   *
   * @param made from a number of particles
   */
  public BundledModel objective(String key, IntFunction<Objective> made) {
    BundledModel copy = copy();
    copy.objectives.put(key, made);
    return copy;
  }

  /** Trained with another number of particles than one. */
  public BundledModel particles(int count) {
    BundledModel copy = copy();
    copy.particles = count;
    return copy;
  }

  /** Trained on other data; on the first unless asked for another. */
  public BundledModel sources(DigitData.Source... some) {
    BundledModel copy = copy();
    copy.sources = List.of(some);
    return copy;
  }

  /** With another number of training steps unless asked for others. */
  public BundledModel steps(long count) {
    BundledModel copy = copy();
    copy.steps = count;
    return copy;
  }

  /** In batches of another size. */
  public BundledModel batch(int rows) {
    BundledModel copy = copy();
    copy.batch = rows;
    return copy;
  }

  /** Trained by Adam with another learning rate. */
  public BundledModel learningRate(double rate) {
    BundledModel copy = copy();
    copy.learningRate = rate;
    return copy;
  }

  /** With images as other columns. */
  public BundledModel columns(Function<ImageSet, Data> made) {
    BundledModel copy = copy();
    copy.columns = made;
    return copy;
  }

  /** In another number of shards: one is enough where products keep all processors busy. */
  public BundledModel shards(int count) {
    BundledModel copy = copy();
    copy.shards = count;
    return copy;
  }

  /**
   * Trained with a weight on the divergence; what is measured afterwards is the bound all the same.
   * Refused where it is not trained by one evidence lower bound.
   */
  public BundledModel klWeight(Schedule weight) {
    BundledModel copy = copy();
    copy.klWeight = weight;
    copy.objective();
    return copy;
  }

  /** With several feeds, or other batches; by the names that the objective reads. */
  public BundledModel feeds(Function<ImageSet, Map<String, Feed>> made) {
    BundledModel copy = copy();
    copy.feeds = made;
    return copy;
  }

  /** Measured otherwise. */
  public BundledModel measuring(Measurement measured) {
    BundledModel copy = copy();
    copy.measurement = measured;
    return copy;
  }

  /** With a number that is measured now and then while it is trained. */
  public BundledModel metric(String key, Metric metric) {
    BundledModel copy = copy();
    copy.metrics.put(key, metric);
    return copy;
  }

  /** With what others published of a metric, which stands beside its curve. */
  public BundledModel published(String metric, double value) {
    BundledModel copy = copy();
    copy.published.put(metric, value);
    return copy;
  }

  /** What others published of metrics, by name. */
  Map<String, Double> published() {
    return Collections.unmodifiableMap(published);
  }

  /** Where the evidence of {@link #data} is that of one term of the objective. */
  public BundledModel evidenceOf(String term) {
    BundledModel copy = copy();
    copy.evidenceTerm = term;
    return copy;
  }

  /** With what a simpler model reaches on the held-out images. */
  public BundledModel reference(String key, ToDoubleFunction<DigitData> nats) {
    BundledModel copy = copy();
    copy.references.put(key, nats);
    return copy;
  }

  /** With one more picture, {@code KEY.png} of a run. */
  public BundledModel picture(String key, Drawing drawing) {
    BundledModel copy = copy();
    copy.pictures.put(key, drawing);
    return copy;
  }

  /** The word for it at the command line and in results. */
  public String name() {
    return name;
  }

  /** What it is, in a line. */
  public String description() {
    return description;
  }

  /** Sizes and weights by name. */
  JsonObject settings() {
    return settings.deepCopy();
  }

  /** The names of the objectives that can be derived; the first is the one it is trained by. */
  public List<String> objectives() {
    return List.copyOf(objectives.keySet());
  }

  /** What it is trained by. */
  public Objective objective() {
    Objective trained = objective(objectives().get(0), particles);
    if (klWeight == null) {
      return trained;
    }
    if (trained instanceof Elbo elbo) {
      return elbo.klWeight(klWeight);
    }
    throw Messages.noKlToWeigh(name);
  }

  /** The weight on the divergence in training, if it has one of its own. */
  Optional<Schedule> klWeight() {
    return Optional.ofNullable(klWeight);
  }

  /**
   * One of the objectives.
   *
   * @param key the nearest is offered for one that is not known
   * @param count of particles, at least 1
   */
  public Objective objective(String key, int count) {
    IntFunction<Objective> made = objectives.get(key);
    if (made == null) {
      throw Messages.unknown("--objective", key, objectives());
    }
    if (count < 1) {
      throw Messages.noParticles("--particles", count, 5);
    }
    return made.apply(count);
  }

  /** The data that it can be trained on; the first unless asked for another. */
  public List<DigitData.Source> sources() {
    return sources;
  }

  /** Training steps unless asked for others. */
  public long steps() {
    return steps;
  }

  /** Images as the columns that it reads. */
  public Data data(ImageSet images) {
    return columns.apply(images);
  }

  int batch() {
    return batch;
  }

  Adam optimizer() {
    return Adam.of(learningRate);
  }

  int shards() {
    return shards;
  }

  /** The batches of each feed that the objective reads, by its name. */
  public Map<String, Feed> feeds(ImageSet train) {
    return feeds == null
        ? Map.of(Feed.DEFAULT, data(train).batch(batch).shards(shards))
        : feeds.apply(train);
  }

  /** What is measured on held-out images, by name. */
  Map<String, Double> measure(Fit fit, ImageSet test, long seed) {
    return measurement == null
        ? Bounds.elbo(fit.evaluate(data(test), Training.EVALUATION_DRAWS, seed))
        : measurement.of(fit, test, seed);
  }

  /** What is measured on held-out images now and then while it is trained, by name. */
  Map<String, Metric> metrics() {
    return Collections.unmodifiableMap(metrics);
  }

  /** The fit whose bound is the evidence of {@link #data}. */
  Fit evidence(Fit fit) {
    return evidenceTerm == null ? fit : fit.predicting(evidenceTerm);
  }

  /** What simpler models reach on the held-out images, by name. */
  Map<String, Double> references(DigitData data) {
    Map<String, Double> found = new LinkedHashMap<>();
    references.forEach((key, nats) -> found.put(key, nats.applyAsDouble(data)));
    return found;
  }

  /** What is drawn of it, by name. */
  Map<String, Drawing> pictures() {
    return Collections.unmodifiableMap(pictures);
  }
}
