package org.jelbo.samples.experiment;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an experiment measured.
 *
 * @param experiment its name
 * @param description what it is, in a line
 * @param isQuick whether it was the short version, whose numbers are not those of the protocol
 * @param quantities what is measured, with what is known of it
 * @param runs one for each trial and seed
 */
public record Result(
    String experiment,
    String description,
    boolean isQuick,
    List<Quantity> quantities,
    List<Run> runs) {
  /**
   * One trial with one seed.
   *
   * @param trial its name
   * @param seed of parameters, batches and noise
   * @param outcome what it came to
   */
  public record Run(String trial, long seed, Outcome outcome) {}

  /**
   * A quantity over the seeds.
   *
   * @param quantity what was measured
   * @param mean over the seeds
   * @param standardError of the mean; not a number for one seed
   * @param each seed's value
   */
  public record Row(Quantity quantity, double mean, double standardError, List<Double> each) {}

  /**
   * Copies the lists; a number without a quantity or two of one name are mistakes of a protocol.
   */
  public Result {
    quantities = List.copyOf(quantities);
    runs = List.copyOf(runs);
    Map<String, String> trials = new LinkedHashMap<>();
    for (Run run : runs) {
      for (String name : run.outcome().measured().keySet()) {
        String trial = trials.putIfAbsent(name, run.trial());
        if (trial != null && !trial.equals(run.trial())) {
          throw new IllegalArgumentException("two trials measure '" + name + "'");
        }
        if (quantities.stream().noneMatch(quantity -> quantity.name().equals(name))) {
          throw new IllegalArgumentException("'" + name + "' is no quantity of " + experiment);
        }
      }
    }
  }

  /** The seeds, in the order they were run. */
  public List<Long> seeds() {
    return runs.stream().map(Run::seed).distinct().toList();
  }

  /** How long all trainings took. */
  public double seconds() {
    return runs.stream().mapToDouble(run -> run.outcome().seconds()).sum();
  }

  /** The quantities that were measured, over the seeds. */
  public List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (Quantity quantity : quantities) {
      List<Double> each = new ArrayList<>();
      for (Run run : runs) {
        Double value = run.outcome().measured().get(quantity.name());
        if (value != null) {
          each.add(value);
        }
      }
      if (!each.isEmpty()) {
        OverSeeds overSeeds = new OverSeeds(each);
        rows.add(new Row(quantity, overSeeds.mean(), overSeeds.standardError(), each));
      }
    }
    return rows;
  }

  /**
   * The result as an object: {@code measured} has means over seeds by the quantities' names, {@code
   * standardError} their standard errors where there are several seeds, {@code published} and
   * {@code yardstick} what is known, by the same names, and {@code runs} all that each trial and
   * seed came to.
   */
  public JsonObject json() {
    JsonObject measured = new JsonObject();
    JsonObject errors = new JsonObject();
    for (Row row : rows()) {
      measured.addProperty(row.quantity().name(), row.mean());
      if (!Double.isNaN(row.standardError())) {
        errors.addProperty(row.quantity().name(), row.standardError());
      }
    }
    JsonObject published = new JsonObject();
    JsonObject yardstick = new JsonObject();
    for (Quantity quantity : quantities) {
      if (quantity.published() != null) {
        published.addProperty(quantity.name(), quantity.published());
      }
      if (quantity.yardstick() != null) {
        yardstick.addProperty(quantity.name(), quantity.yardstick());
      }
    }
    JsonObject json = new JsonObject();
    json.addProperty("experiment", experiment);
    json.addProperty("description", description);
    json.addProperty("quick", isQuick);
    JsonArray seeds = new JsonArray();
    seeds().forEach(seeds::add);
    json.add("seeds", seeds);
    json.addProperty("seconds", seconds());
    json.add("measured", measured);
    if (seeds.size() > 1) {
      json.add("standardError", errors);
    }
    json.add("published", published);
    json.add("yardstick", yardstick);
    json.add("runs", runsJson());
    return json;
  }

  private JsonArray runsJson() {
    JsonArray array = new JsonArray();
    for (Run run : runs) {
      JsonObject object = new JsonObject();
      object.addProperty("trial", run.trial());
      object.addProperty("seed", run.seed());
      run.outcome().json().asMap().forEach(object::add);
      array.add(object);
    }
    return array;
  }

  /** Published, yardstick and measured side by side, with standard errors over seeds. */
  public String table() {
    List<Row> rows = rows();
    int width =
        rows.stream()
            .mapToInt(
                row -> Math.max(row.quantity().set().length(), 2 + row.quantity().label().length()))
            .max()
            .orElse(0);
    StringBuilder table = new StringBuilder(experiment);
    table.append(isQuick ? ", quick: not the protocol's numbers" : "");
    table.append(", seeds ").append(joined(seeds())).append('\n');
    String set = "";
    for (Row row : rows) {
      Quantity quantity = row.quantity();
      if (!quantity.set().equals(set)) {
        set = quantity.set();
        table.append(line(width, set, "published", "yardstick", "measured", "s.e.", "each seed"));
      }
      Quantity.Unit unit = quantity.unit();
      table.append(
          line(
              width,
              "  " + quantity.label(),
              unit.text(quantity.published()),
              unit.text(quantity.yardstick()),
              unit.text(row.mean()),
              unit.text(row.standardError()),
              row.each().stream().map(unit::text).collect(Collectors.joining(" "))));
    }
    reservations().forEach(words -> table.append("  ").append(words).append('\n'));
    return table.append(times()).toString();
  }

  private static String line(int width, String title, Object... cells) {
    String numbers = String.format(Locale.ROOT, "%12s%10s%10s%10s  %s", cells);
    return (title + " ".repeat(width - title.length()) + numbers).stripTrailing() + "\n";
  }

  /** What is to be said of some numbers in words. */
  Set<String> reservations() {
    Set<String> all = new LinkedHashSet<>();
    for (Run run : runs) {
      run.outcome()
          .reservations()
          .forEach((name, words) -> all.add(name + ", seed " + run.seed() + ": " + words));
    }
    return all;
  }

  /** How long each trial took, a mean over the seeds. */
  private String times() {
    Map<String, Double> seconds = new LinkedHashMap<>();
    int count = seeds().size();
    for (Run run : runs) {
      seconds.merge(run.trial(), run.outcome().seconds() / count, Double::sum);
    }
    return seconds.entrySet().stream()
        .map(trial -> String.format(Locale.ROOT, "%s %.1f", trial.getKey(), trial.getValue()))
        .collect(Collectors.joining(", ", "seconds of training: ", "\n"));
  }

  private static String joined(List<Long> seeds) {
    return seeds.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
