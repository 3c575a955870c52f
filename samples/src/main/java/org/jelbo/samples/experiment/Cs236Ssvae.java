package org.jelbo.samples.experiment;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jelbo.inference.training.Listener;
import org.jelbo.models.ssvae.SsvaeSettings;
import org.jspecify.annotations.Nullable;

/**
 * The semi-supervised row of Stanford CS236's second assignment (2018): MNIST, binarized
 * dynamically, of which 100 images have labels; the accuracy of {@code q(y | x)} on the grey test
 * images, with the bound of images without labels and without it.
 */
public final class Cs236Ssvae {
  /** The experiment's name. */
  public static final String NAME = "cs236-ssvae";

  private static final long STRETCH = 2_000;

  /** By the name of what is measured: of the reference, and of a hand-written PyTorch version. */
  private static final Map<String, Double> PUBLISHED =
      Map.of("accuracy", 0.9340, "accuracyWithoutBound", 0.735);

  private static final Map<String, Double> YARDSTICK =
      Map.of("accuracy", 0.9492, "accuracyWithoutBound", 0.7600);

  private final DigitData digits;
  private final LabelledRows labelled;
  private final List<Double> weights;
  private final long steps;
  private final @Nullable KeptResults kept;

  Cs236Ssvae(
      DigitData digits,
      LabelledRows labelled,
      List<Double> weights,
      long steps,
      @Nullable KeptResults kept) {
    this.digits = digits;
    this.labelled = labelled;
    this.weights = List.copyOf(weights);
    this.steps = steps;
    this.kept = kept;
  }

  /**
   * The experiment on the files of a folder.
   *
   * @param folder has the four files of MNIST, or has them in {@code mnist/}
   * @param weights of the bound, one training after the other; 0 leaves it out
   * @param steps of each training, at least 1; the protocol has 30,000
   */
  public static Cs236Ssvae of(Path folder, List<Double> weights, long steps) {
    Training.requireSteps(steps);
    for (double weight : weights) {
      if (!(weight >= 0 && Double.isFinite(weight))) {
        throw Messages.negativeWeight(weight);
      }
    }
    DigitData digits = DigitData.of(DigitData.Source.MNIST, folder);
    return new Cs236Ssvae(digits, Cs236Data.labelled(), weights, steps, null);
  }

  /**
   * The same experiment, interrupted without harm: each training's result and state are kept in a
   * folder, and what is there is not done again.
   *
   * @param folder made where it is missing
   */
  public Cs236Ssvae keptIn(Path folder) {
    return new Cs236Ssvae(digits, labelled, weights, steps, KeptResults.in(folder));
  }

  /**
   * Trains and measures, one weight and seed after the other.
   *
   * @param listeners hears of the steps of each training, called by its weight and seed
   * @return means over seeds as {@code measured}, and each training in {@code runs}
   */
  public JsonObject run(List<Long> seeds, Function<String, Listener> listeners) {
    return kept == null ? result(seeds, listeners) : kept.claimed(() -> result(seeds, listeners));
  }

  private JsonObject result(List<Long> seeds, Function<String, Listener> listeners) {
    JsonArray runs = new JsonArray();
    Map<String, Double> means = new LinkedHashMap<>();
    Map<String, Double> errors = new LinkedHashMap<>();
    double seconds = 0;
    for (double weight : weights) {
      List<Map<String, Double>> found = new ArrayList<>();
      for (long seed : seeds) {
        JsonObject run = result(weight, seed, listeners);
        runs.add(run);
        seconds += run.get("seconds").getAsDouble();
        found.add(Bounds.fromJson(run.getAsJsonObject("measured")));
      }
      OverSeeds overSeeds = new OverSeeds(found);
      overSeeds.means().forEach((name, mean) -> means.put(name + suffix(weight), mean));
      overSeeds.standardErrors().forEach((name, of) -> errors.put(name + suffix(weight), of));
    }
    JsonObject summary = new JsonObject();
    summary.addProperty("experiment", NAME);
    summary.addProperty("seed", seeds.get(0));
    summary.addProperty("steps", steps);
    summary.addProperty("seconds", seconds);
    summary.add("measured", Bounds.asJson(means));
    if (seeds.size() > 1) {
      summary.add("standardError", Bounds.asJson(errors));
    }
    summary.add("published", Bounds.asJson(PUBLISHED));
    summary.add("yardstick", Bounds.asJson(YARDSTICK));
    summary.add("runs", runs);
    return summary;
  }

  private static String suffix(double weight) {
    if (weight == 1) {
      return "";
    }
    return weight == 0 ? "WithoutBound" : "AtWeight" + weight;
  }

  private JsonObject result(double weight, long seed, Function<String, Listener> listeners) {
    SsvaeSettings sizes = SsvaeSettings.standard().boundWeight(weight);
    Training training = Training.of(new SemiSupervisedModel(sizes, labelled), digits, steps, seed);
    String label = "weight " + weight + ", seed " + seed;
    if (kept == null) {
      return measured(training, weight, listeners.apply(label));
    }
    JsonObject plan = new JsonObject();
    plan.addProperty("steps", steps);
    plan.add("training", training.identity());
    plan.addProperty("testDigest", digits.test().digest());
    return kept.of(
        "weight" + weight + "-seed" + seed,
        plan,
        file -> measured(training.resumable(file, STRETCH), weight, listeners.apply(label)));
  }

  private static JsonObject measured(Training training, double weight, Listener listener) {
    JsonObject result = new JsonObject();
    try (TrainedRun run = training.run(listener)) {
      result.addProperty("boundWeight", weight);
      result.addProperty("seed", training.seed());
      result.addProperty("seconds", run.seconds());
      result.add("measured", Bounds.asJson(run.measured()));
      result.add("provenance", run.summary().get("provenance"));
    }
    return result;
  }

  /** Published, yardstick and measured accuracies side by side. */
  public static String table(JsonObject summary) {
    StringBuilder table =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%s, %d steps, accuracy in %% on the grey test images%n%-22s%10s%10s%10s%8s  %s%n",
                NAME,
                summary.get("steps").getAsLong(),
                "",
                "published",
                "yardstick",
                "measured",
                "s.e.",
                "each seed"));
    Map<String, Double> errors =
        summary.has("standardError")
            ? Bounds.fromJson(summary.getAsJsonObject("standardError"))
            : Map.of();
    Bounds.fromJson(summary.getAsJsonObject("measured"))
        .forEach(
            (name, value) -> {
              if (name.startsWith("accuracy")) {
                table.append(line(summary, name, value, errors.get(name)));
              }
            });
    return table.toString();
  }

  private static String line(
      JsonObject summary, String name, double mean, @Nullable Double standardError) {
    List<String> each = new ArrayList<>();
    summary
        .getAsJsonArray("runs")
        .forEach(
            element -> {
              JsonObject run = element.getAsJsonObject();
              String own = "accuracy" + suffix(run.get("boundWeight").getAsDouble());
              if (own.equals(name)) {
                each.add(percent(run.getAsJsonObject("measured").get("accuracy").getAsDouble()));
              }
            });
    return String.format(
        Locale.ROOT,
        "%-22s%10s%10s%10s%8s  %s%n",
        name.equals("accuracy") ? "with the bound" : words(name),
        percent(PUBLISHED.get(name)),
        percent(YARDSTICK.get(name)),
        percent(mean),
        percent(standardError),
        String.join(" ", each));
  }

  private static String words(String name) {
    return name.substring("accuracy".length())
        .replaceAll("([A-Z])", " $1")
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  private static String percent(@Nullable Double fraction) {
    return fraction == null ? "-" : String.format(Locale.ROOT, "%.2f", 100 * fraction);
  }
}
