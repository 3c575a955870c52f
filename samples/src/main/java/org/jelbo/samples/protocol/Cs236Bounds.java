package org.jelbo.samples.protocol;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jelbo.inference.training.Fit;
import org.jelbo.samples.experiment.Bounds;
import org.jelbo.samples.experiment.BundledModel;
import org.jelbo.samples.experiment.DigitData;
import org.jelbo.samples.experiment.ModelTrial;
import org.jelbo.samples.experiment.Settings;
import org.jelbo.samples.experiment.TrainedRun;
import org.jelbo.samples.experiment.Trial;

/**
 * What Stanford CS236's second assignment (2018) measures of autoencoders on MNIST, binarized
 * dynamically: -ELBO with its parts and -IWAE of 100 fixed binary test images and of the whole test
 * set. On the subset -ELBO and -IWAE-1 are averaged over 100 repeats, -IWAE-10 over 10; on the
 * whole set, 5 draws and 1 estimate. The published bounds, means of 100 runs of the reference, do
 * not say which images they are of; the yardsticks, of a hand-written PyTorch version with seeds 0,
 * 1, 2 on the subset and seed 0 on the whole set, do.
 */
final class Cs236Bounds {
  /** The subset, as the title of its part of a table. */
  static final String SUBSET = "100 test images, nats per image";

  /** The whole set. */
  static final String TEST = "whole test set, nats per image";

  private static final int SUBSET_DRAWS = 100;
  private static final Map<Integer, Integer> SUBSET_REPEATS =
      repeats(1, 100, 10, 10, 100, 1, 1000, 1);
  private static final Map<Integer, Integer> TEST_REPEATS = repeats(1, 5, 10, 1, 100, 1);

  private Cs236Bounds() {}

  /** The training of a model for 20,000 steps, and its bounds. */
  static List<Trial> trials(String name, BundledModel model, Settings settings) {
    Cs236Data data = Cs236Data.of(settings);
    ModelTrial trial =
        Trial.training(name, model, data.digits(), settings.steps(20_000, 30))
            .noting("testSubset", data.description())
            .noting("testSubsetDigest", data.subset().digest())
            .measuring(run -> subset(run, data, settings))
            .measuring(run -> test(run, settings));
    return List.of(data.isFixed() ? trial : trial.reserving("subsetNelbo", data.description()));
  }

  private static Map<String, Double> subset(TrainedRun run, Cs236Data data, Settings settings) {
    int draws = settings.count(SUBSET_DRAWS, 1);
    return named(
        "subset",
        Bounds.of(run.fit(), data.subsetData(), draws, few(SUBSET_REPEATS, settings), run.seed()));
  }

  private static Map<String, Double> test(TrainedRun run, Settings settings) {
    Fit fit = run.fit();
    Map<String, Double> bounds = new LinkedHashMap<>(run.measured());
    bounds.putAll(
        Bounds.iwae(
            fit, DigitData.binarized(run.data().test()), few(TEST_REPEATS, settings), run.seed()));
    return named("test", bounds);
  }

  /** {@code iwae10} as {@code testIwae10}. */
  private static Map<String, Double> named(String set, Map<String, Double> bounds) {
    Map<String, Double> named = new LinkedHashMap<>();
    bounds.forEach(
        (name, bound) ->
            named.put(set + Character.toUpperCase(name.charAt(0)) + name.substring(1), bound));
    return named;
  }

  private static Map<Integer, Integer> few(Map<Integer, Integer> repeats, Settings settings) {
    Map<Integer, Integer> few = new LinkedHashMap<>();
    repeats.forEach((particles, count) -> few.put(particles, settings.count(count, 1)));
    return few;
  }

  private static Map<Integer, Integer> repeats(int... pairs) {
    Map<Integer, Integer> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }
}
