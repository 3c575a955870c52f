package org.jelbo.samples.experiment;

import com.google.gson.JsonObject;
import java.util.Map;
import java.util.function.Function;

/**
 * One training or computation of an experiment, repeated for each seed. Experiments that compare
 * have several: with a weight and without it, for each number of particles.
 */
public interface Trial {
  /** Its own within the experiment; files have it in their names. */
  String name();

  /** All that its outcome depends on, but for whether it is quick. */
  JsonObject plan(long seed);

  /** How many bytes it writes, and more. */
  long bytes();

  /** Does it. */
  Outcome run(Repeat repeat);

  /** The training of a bundled model, whose run is written down as that of {@code jelbo train}. */
  static ModelTrial training(String name, BundledModel model, DigitData data, long steps) {
    return new ModelTrial(name, model, data, steps);
  }

  /**
   * Anything else.
   *
   * @param settings all that the numbers depend on, but for the seed and the version
   * @param work numbers by the names of the experiment's quantities; pictures are written by {@link
   *     Repeat#write}
   */
  static Trial of(String name, JsonObject settings, Function<Repeat, Map<String, Double>> work) {
    return new ComputedTrial(name, settings, work);
  }
}
