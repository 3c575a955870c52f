package org.jelbo.samples.experiment;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.training.Fit;
import org.jelbo.inference.training.Listener;
import org.jspecify.annotations.Nullable;

/**
 * A row of Stanford CS236's second assignment (2018) on MNIST, binarized dynamically, measured on
 * 100 fixed binary test images and on the whole test set. -ELBO and -IWAE-1 are averaged over 100
 * repeats on the subset, -IWAE-10 over 10; on the whole set, 5 draws and 1 estimate.
 */
public final class Cs236 {
  private static final long STRETCH = 5_000;
  private static final int SUBSET_DRAWS = 100;
  private static final Map<Integer, Integer> SUBSET_REPEATS =
      repeats(1, 100, 10, 10, 100, 1, 1000, 1);
  private static final Map<Integer, Integer> FULL_REPEATS = repeats(1, 5, 10, 1, 100, 1);

  private final Cs236Row row;
  private final Cs236Data data;
  private final long steps;
  private final @Nullable KeptResults kept;

  Cs236(Cs236Row row, Cs236Data data, long steps, @Nullable KeptResults kept) {
    this.row = row;
    this.data = data;
    this.steps = steps;
    this.kept = kept;
  }

  /**
   * The experiment on the files of a folder.
   *
   * @param folder has the four files of MNIST, or has them in {@code mnist/}
   * @param steps of training, at least 1; the protocol has 20,000
   */
  public static Cs236 of(Cs236Row row, Path folder, long steps) {
    return new Cs236(row, Cs236Data.of(folder), steps, null);
  }

  /**
   * The same experiment, interrupted without harm: each seed's result and the state of its training
   * are kept in a folder, and what is there is not done again.
   *
   * @param folder made where it is missing
   */
  public Cs236 keptIn(Path folder) {
    return new Cs236(row, data, steps, KeptResults.in(folder));
  }

  /** What the test subset is, in words. */
  public String subset() {
    return data.isFixed()
        ? "the 100 fixed binary test images"
        : "100 test images binarized with seed 0, since the fixed ones are not there";
  }

  /**
   * Trains and measures, one seed after the other.
   *
   * @param listeners hears of the steps of each seed
   */
  public Cs236Result run(List<Long> seeds, LongFunction<Listener> listeners) {
    return kept == null ? result(seeds, listeners) : kept.claimed(() -> result(seeds, listeners));
  }

  private Cs236Result result(List<Long> seeds, LongFunction<Listener> listeners) {
    List<Cs236Result.Run> runs = new ArrayList<>();
    JsonObject provenance = new JsonObject();
    for (long seed : seeds) {
      JsonObject result = result(seed, listeners);
      runs.add(Cs236Result.Run.of(seed, result));
      provenance = result.getAsJsonObject("provenance").deepCopy();
    }
    provenance.remove("parameters");
    provenance.addProperty("testSubset", subset());
    provenance.addProperty("testSubsetDigest", data.subset().digest());
    provenance.add("yardstick", Bounds.asJson(row.yardstick()));
    provenance.add("yardstickFullTest", Bounds.asJson(row.yardstickOfAll()));
    return new Cs236Result(row, steps, runs, provenance);
  }

  private JsonObject result(long seed, LongFunction<Listener> listeners) {
    Training training = Training.of(row.model(), data.digits(), steps, seed);
    if (kept == null) {
      return measured(training, listeners.apply(seed));
    }
    JsonObject plan = new JsonObject();
    plan.addProperty("steps", steps);
    plan.add("training", training.identity());
    plan.addProperty("testDigest", data.digits().test().digest());
    plan.addProperty("testSubsetDigest", data.subset().digest());
    return kept.of(
        row.name() + "-seed" + seed,
        plan,
        file -> measured(training.resumable(file, STRETCH), listeners.apply(seed)));
  }

  private JsonObject measured(Training training, Listener listener) {
    Data test = DigitData.binarized(data.digits().test());
    long seed = training.seed();
    JsonObject result = new JsonObject();
    try (TrainedRun run = training.run(listener)) {
      Fit fit = run.fit();
      result.addProperty("seconds", run.seconds());
      result.add(
          "measured",
          Bounds.asJson(Bounds.of(fit, data.subsetData(), SUBSET_DRAWS, SUBSET_REPEATS, seed)));
      result.add(
          "measuredFullTest",
          Bounds.asJson(Bounds.of(fit, test, Training.EVALUATION_DRAWS, FULL_REPEATS, seed)));
      result.add("provenance", run.summary().get("provenance"));
    }
    return result;
  }

  private static Map<Integer, Integer> repeats(int... pairs) {
    Map<Integer, Integer> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }
}
