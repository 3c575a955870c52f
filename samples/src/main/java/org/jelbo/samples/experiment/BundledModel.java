package org.jelbo.samples.experiment;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import org.jelbo.inference.compilation.ProductTimer;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.data.Feed;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.training.Fit;
import org.jelbo.samples.data.ImageSet;
import org.jelbo.samples.report.ImageGrid;

/**
 * A bundled model as the commands know it: what it is trained by and on, what is measured and what
 * is drawn of it. What most have in common is the default: images of digits as the column {@code
 * x}, batches of 100, and a bound of the parts kl and rec.
 */
public interface BundledModel {
  /** The word for it at the command line and in results. */
  String name();

  /** What it is, in a line. */
  String description();

  /** Sizes and weights by name, for results: a saved run has to have the same. */
  JsonObject settings();

  /**
   * The objectives that can be derived, by name, each made from a number of particles. The first is
   * the one that it is trained by, with one particle.
   */
  Map<String, IntFunction<Objective>> objectives();

  /** What it is trained by. */
  default Objective objective() {
    return objectives().values().iterator().next().apply(1);
  }

  /**
   * One of the objectives.
   *
   * @param name the nearest is offered for one that is not known
   * @param particles at least 1
   */
  default Objective objective(String name, int particles) {
    IntFunction<Objective> made = objectives().get(name);
    if (made == null) {
      throw Messages.unknown("--objective", name, List.copyOf(objectives().keySet()));
    }
    if (particles < 1) {
      throw Messages.noParticles("--particles", particles, 5);
    }
    return made.apply(particles);
  }

  /** The data that it can be trained on; the first unless asked for another. */
  default List<DigitData.Source> sources() {
    return List.of(DigitData.Source.DIGITS, DigitData.Source.MNIST);
  }

  /** Training steps unless asked for others. */
  default long steps() {
    return 15_000;
  }

  /** Images as the columns that it reads. */
  default Data data(ImageSet images) {
    return DigitData.binarized(images);
  }

  /** Shards of a batch: more than one is faster for small models. */
  default int shards() {
    return 2;
  }

  /** The batches of each feed that the objective reads, by its name. */
  default Map<String, Feed> feeds(ImageSet train) {
    return Map.of(Feed.DEFAULT, data(train).batch(Training.BATCH).shards(shards()));
  }

  /** What is measured on held-out images, by name: bounds in nats per image. */
  default Map<String, Double> measure(Fit fit, ImageSet test, long seed) {
    return Bounds.elbo(fit.evaluate(data(test), Training.EVALUATION_DRAWS, seed));
  }

  /** What is measured on held-out images now and then while it is trained, by name. */
  default Map<String, ToDoubleFunction<Fit>> metrics(ImageSet test) {
    return Map.of();
  }

  /** The fit whose bound is the evidence of {@link #data}. */
  default Fit evidence(Fit fit) {
    return fit;
  }

  /** What simpler models reach on the held-out images, by name. */
  default Map<String, Double> references(DigitData data) {
    return Map.of();
  }

  /** What it imagines. */
  ImageGrid samples(Fit fit, long seed);

  /** Held-out images and what it remembers of them. */
  ImageGrid reconstructions(Fit fit, ImageSet test);

  /** The matrix products of a training step's networks. */
  List<ProductTimer.Product> products();
}
