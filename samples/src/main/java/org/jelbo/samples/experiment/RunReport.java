package org.jelbo.samples.experiment;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jelbo.dsl.diagram.Diagram;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.objective.SumTerm;
import org.jelbo.samples.page.Curves;
import org.jelbo.samples.page.Derivation;
import org.jelbo.samples.page.Measures;
import org.jelbo.samples.page.Pictures;
import org.jelbo.samples.page.Plates;
import org.jelbo.samples.page.Properties;
import org.jelbo.samples.page.Report;
import org.jelbo.samples.page.Scatter;
import org.jelbo.samples.page.Section;
import org.jelbo.samples.page.Series;
import org.jelbo.samples.report.ChartNumbers;
import org.jelbo.samples.report.Curve;
import org.jelbo.samples.report.Picture;

/**
 * The page of a run: what its {@code metrics.json} says, its pictures, and what was trained.
 *
 * @param drawn the pictures by their names; charts among them can be enlarged
 */
record RunReport(BundledModel model, TrainingCurve curve, Map<String, Picture> drawn) {
  /**
   * The page.
   *
   * @param metrics as the file has them
   * @param references what simpler models reach, by name
   * @param folder with the files of the pictures
   */
  Report of(JsonObject metrics, Map<String, Double> references, Path folder) {
    List<Section> sections = new ArrayList<>();
    String note = "Of the held-out images; bounds in nats per image.";
    sections.add(Measures.of("Measured", note, metrics));
    if (!references.isEmpty()) {
      JsonObject simpler = new JsonObject();
      simpler.add("measured", Bounds.asJson(references));
      sections.add(Measures.of("Simpler models", note, simpler));
    }
    addCurves(curve.points(), model.published(), sections);
    drawn
        .values()
        .forEach(picture -> picture.numbers().map(RunReport::chart).ifPresent(sections::add));
    sections.add(new Pictures("Pictures", RunPictures.of(folder)));
    addDerivation(model.objective(), sections);
    JsonObject provenance = metrics.getAsJsonObject("provenance");
    addProvenance(metrics, provenance, sections);
    String data = provenance.getAsJsonObject("data").get("name").getAsString();
    long steps = metrics.get("steps").getAsLong();
    long seed = metrics.get("seed").getAsLong();
    return new Report(
        model.name() + " on " + data,
        String.format(Locale.ROOT, "%s %,d steps, seed %d.", model.description(), steps, seed),
        sections);
  }

  private static Section chart(ChartNumbers numbers) {
    List<Series> groups = new ArrayList<>();
    for (Curve group : numbers.groups()) {
      groups.add(Series.of(group.name(), group.steps(), group.values()));
    }
    List<Curves.Level> levels = new ArrayList<>();
    numbers.levels().forEach((name, value) -> levels.add(new Curves.Level(name, value)));
    String x = numbers.horizontal();
    String y = numbers.vertical();
    return numbers.isOverSteps()
        ? new Curves(numbers.title(), x, y, groups, levels)
        : new Scatter(numbers.title(), x, y, groups);
  }

  private static void addCurves(
      List<TrainingCurve.Point> points, Map<String, Double> published, List<Section> sections) {
    List<Series> training = series(points, TrainingCurve.Point::values);
    sections.add(new Curves("Training", "step", "nats per image", training, List.of()));
    List<Series> metrics = series(points, TrainingCurve.Point::metrics);
    if (!metrics.isEmpty()) {
      List<Curves.Level> levels = new ArrayList<>();
      published.forEach((name, value) -> levels.add(new Curves.Level(name + ", published", value)));
      sections.add(new Curves("Measured in between", "step", "value", metrics, levels));
    }
  }

  /** A series for each name, of the points that have a value of it. */
  private static List<Series> series(
      List<TrainingCurve.Point> points, Function<TrainingCurve.Point, Map<String, Double>> values) {
    Set<String> names = new LinkedHashSet<>();
    points.forEach(point -> names.addAll(values.apply(point).keySet()));
    List<Series> all = new ArrayList<>();
    for (String name : names) {
      List<TrainingCurve.Point> having =
          points.stream().filter(point -> values.apply(point).containsKey(name)).toList();
      all.add(
          Series.of(
              name,
              having.stream().mapToDouble(TrainingCurve.Point::step).toArray(),
              having.stream().mapToDouble(point -> values.apply(point).get(name)).toArray()));
    }
    return all;
  }

  private static void addDerivation(Objective objective, List<Section> sections) {
    Map<Diagram, String> diagrams = new LinkedHashMap<>();
    for (SumTerm term : objective.terms()) {
      diagrams.putIfAbsent(term.describe().diagram(), term.name());
    }
    diagrams.forEach(
        (diagram, term) -> {
          String of = term.isEmpty() ? "" : " of term " + term;
          sections.add(new Plates("Model and guide" + of, diagram));
        });
    sections.add(new Derivation("Objective", objective.explain()));
  }

  private static void addProvenance(
      JsonObject metrics, JsonObject provenance, List<Section> sections) {
    sections.add(Properties.of("Settings", provenance.getAsJsonObject("settings")));
    JsonObject origin = new JsonObject();
    for (String name : List.of("experiment", "steps", "seed", "seconds")) {
      origin.add(name, metrics.get(name));
    }
    origin.add("data", provenance.get("data"));
    origin.add("parameters", provenance.get("parameters"));
    sections.add(Properties.of("Provenance", origin));
    JsonObject environment = provenance.getAsJsonObject("versions").deepCopy();
    provenance.getAsJsonObject("machine").asMap().forEach(environment::add);
    sections.add(Properties.of("Environment", environment));
  }
}
