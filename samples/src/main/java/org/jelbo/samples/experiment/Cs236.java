package org.jelbo.samples.experiment;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.jelbo.inference.training.Listener;

/**
 * A row of Stanford CS236's second assignment (2018) on MNIST, binarized dynamically, measured on
 * 100 fixed binary test images and on the whole test set. -ELBO and -IWAE-1 are averaged over 100
 * repeats on the subset, -IWAE-10 over 10; on the whole set, 5 draws and 1 estimate.
 */
public final class Cs236 {
  private static final Map<Integer, Integer> SUBSET_REPEATS =
      repeats(1, 100, 10, 10, 100, 1, 1000, 1);
  private static final Map<Integer, Integer> FULL_REPEATS = repeats(1, 5, 10, 1, 100, 1);

  private final Cs236Row row;
  private final Cs236Data data;
  private final long steps;

  private Cs236(Cs236Row row, Cs236Data data, long steps) {
    this.row = row;
    this.data = data;
    this.steps = steps;
  }

  /**
   * The experiment on the files of a folder.
   *
   * @param folder has the four files of MNIST, or has them in {@code mnist/}
   * @param steps of training, at least 1; the protocol has 20,000
   */
  public static Cs236 of(Cs236Row row, Path folder, long steps) {
    return new Cs236(row, Cs236Data.of(folder), steps);
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
    List<Cs236Result.Run> runs = new ArrayList<>();
    JsonObject provenance = new JsonObject();
    for (long seed : seeds) {
      Training training = Training.of(row.model(), data.digits(), steps, seed);
      try (TrainedRun result = training.run(listeners.apply(seed))) {
        Map<String, Double> subset =
            Bounds.of(result.fit(), data.subsetData(), 100, SUBSET_REPEATS, seed);
        Map<String, Double> full =
            Bounds.of(
                result.fit(),
                DigitData.binarized(data.digits().test()),
                Training.EVALUATION_DRAWS,
                FULL_REPEATS,
                seed);
        runs.add(new Cs236Result.Run(seed, result.seconds(), subset, full));
        provenance = result.summary().getAsJsonObject("provenance");
      }
    }
    provenance.remove("parameters");
    provenance.addProperty("testSubset", subset());
    provenance.addProperty("testSubsetDigest", data.subset().digest());
    provenance.add("yardstick", Bounds.asJson(row.yardstick()));
    provenance.add("yardstickFullTest", Bounds.asJson(row.yardstickOfAll()));
    return new Cs236Result(row, steps, runs, provenance);
  }

  private static Map<Integer, Integer> repeats(int... pairs) {
    Map<Integer, Integer> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }
}
