package org.jelbo.samples.experiment;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a reproduction measured.
 *
 * @param row what was reproduced
 * @param steps of training
 * @param runs one for each seed
 * @param provenance settings, data digests, versions, yardstick
 */
public record Cs236Result(Cs236Row row, long steps, List<Run> runs, JsonObject provenance) {
  /**
   * One seed.
   *
   * @param seed of parameters, batches and noise
   * @param seconds of training, in the last call where it was interrupted
   * @param subset bounds of the test subset, in nats per image
   * @param full bounds of the whole test set, in nats per image
   */
  public record Run(
      long seed, double seconds, Map<String, Double> subset, Map<String, Double> full) {
    static Run of(long seed, JsonObject result) {
      return new Run(
          seed,
          result.get("seconds").getAsDouble(),
          Bounds.fromJson(result.getAsJsonObject("measured")),
          Bounds.fromJson(result.getAsJsonObject("measuredFullTest")));
    }
  }

  /** Copies the runs. */
  public Cs236Result {
    runs = List.copyOf(runs);
  }

  /**
   * The result as an object. With several seeds, measured values are means; {@code standardError}
   * has their standard errors over seeds and {@code runs} each seed's values.
   */
  public JsonObject summary() {
    JsonObject summary = new JsonObject();
    summary.addProperty("experiment", row.name());
    summary.addProperty("seed", runs.get(0).seed());
    summary.addProperty("steps", steps);
    summary.addProperty("seconds", runs.stream().mapToDouble(Run::seconds).sum());
    summary.add("measured", Bounds.asJson(overSeeds(Run::subset).means()));
    summary.add("measuredFullTest", Bounds.asJson(overSeeds(Run::full).means()));
    summary.add("published", Bounds.asJson(row.published()));
    if (runs.size() > 1) {
      summary.add("standardError", Bounds.asJson(overSeeds(Run::subset).standardErrors()));
      summary.add("standardErrorFullTest", Bounds.asJson(overSeeds(Run::full).standardErrors()));
      JsonArray each = new JsonArray();
      for (Run run : runs) {
        JsonObject object = new JsonObject();
        object.addProperty("seed", run.seed());
        object.addProperty("seconds", run.seconds());
        object.add("measured", Bounds.asJson(run.subset()));
        object.add("measuredFullTest", Bounds.asJson(run.full()));
        each.add(object);
      }
      summary.add("runs", each);
    }
    summary.add("provenance", provenance);
    return summary;
  }

  /** Published, yardstick and measured side by side, with standard errors over seeds. */
  public String table() {
    String seeds = runs.stream().map(run -> "" + run.seed()).collect(Collectors.joining(", "));
    Map<String, Double> none = Map.of();
    boolean ofAll = row.isPublishedOfAll();
    return row.name()
        + ", "
        + steps
        + " steps, seeds "
        + seeds
        + ", in nats per image\n"
        + table("test subset", Run::subset, ofAll ? none : row.published(), row.yardstick())
        + table("whole test set", Run::full, ofAll ? row.published() : none, row.yardstickOfAll());
  }

  private String table(
      String title,
      Function<Run, Map<String, Double>> set,
      Map<String, Double> published,
      Map<String, Double> yardstick) {
    StringBuilder table =
        new StringBuilder(line(title, "published", "yardstick", "measured", "s.e.", "each seed"));
    Map<String, Double> means = overSeeds(set).means();
    Map<String, Double> errors = overSeeds(set).standardErrors();
    means.forEach(
        (name, mean) ->
            table.append(
                line(
                    "  " + label(name),
                    number(published.get(name)),
                    number(yardstick.get(name)),
                    number(mean),
                    number(errors.get(name)),
                    runs.stream()
                        .map(run -> number(set.apply(run).get(name)))
                        .collect(Collectors.joining(" ")))));
    return table.toString();
  }

  private static String label(String name) {
    if (name.equals("nelbo")) {
      return "-ELBO";
    }
    return name.startsWith("iwae") ? "-IWAE-" + name.substring("iwae".length()) : name;
  }

  private static String line(Object... cells) {
    return String.format(Locale.ROOT, "%-16s%10s%10s%10s%8s  %s", cells).stripTrailing() + "\n";
  }

  private static String number(@org.jspecify.annotations.Nullable Double value) {
    return value == null || value.isNaN() ? "-" : String.format(Locale.ROOT, "%.2f", value);
  }

  private OverSeeds overSeeds(Function<Run, Map<String, Double>> set) {
    return new OverSeeds(runs.stream().map(set).toList());
  }
}
