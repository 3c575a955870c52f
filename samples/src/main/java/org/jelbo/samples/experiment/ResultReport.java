package org.jelbo.samples.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.inference.file.Rescue;
import org.jelbo.samples.page.Measure;
import org.jelbo.samples.page.Measures;
import org.jelbo.samples.page.Picture;
import org.jelbo.samples.page.Pictures;
import org.jelbo.samples.page.Properties;
import org.jelbo.samples.page.Report;
import org.jelbo.samples.page.Section;

/**
 * The page of an experiment: what was measured beside what is known, the pictures of its runs, and
 * where the numbers come from. Each run has a page of its own in its folder.
 */
final class ResultReport {
  private static final System.Logger LOG = System.getLogger(ResultReport.class.getName());

  private ResultReport() {}

  /**
   * Writes {@code report.html} into the folder of the experiment. Where that fails, the log says
   * so: the numbers are not lost for it.
   */
  static void write(Result result, Path folder) {
    try {
      Report report = of(result, folder);
      Rescue.of(folder.resolve("report.html"), report::write)
          .elsewhere()
          .ifPresent(ResultReport::warn);
    } catch (JelboException e) {
      warn(e);
    }
  }

  private static void warn(JelboException refusal) {
    LOG.log(System.Logger.Level.WARNING, String.valueOf(refusal.getMessage()));
  }

  /**
   * The page.
   *
   * @param folder has a folder for each run
   */
  static Report of(Result result, Path folder) {
    List<Section> sections = new ArrayList<>();
    addMeasures(result, sections);
    for (Result.Run run : result.runs()) {
      List<Picture> pictures =
          RunPictures.of(folder.resolve(Prepared.place(run.trial(), run.seed())));
      if (!pictures.isEmpty()) {
        sections.add(new Pictures("Pictures of " + label(run), pictures));
      }
    }
    Map<String, String> seconds = new LinkedHashMap<>();
    result
        .runs()
        .forEach(
            run ->
                seconds.put(
                    label(run), String.format(Locale.ROOT, "%.1f s", run.outcome().seconds())));
    sections.add(new Properties("Time of training", seconds));
    result
        .runs()
        .forEach(
            run ->
                sections.add(
                    Properties.of("Provenance of " + label(run), run.outcome().provenance())));
    return new Report(result.experiment(), lead(result), sections);
  }

  private static String label(Result.Run run) {
    return run.trial() + ", seed " + run.seed();
  }

  private static String lead(Result result) {
    String seeds = result.seeds().stream().map(String::valueOf).collect(Collectors.joining(", "));
    return result.description()
        + (result.isQuick() ? " Quick: these are not the protocol's numbers." : "")
        + (result.seeds().size() == 1 ? " Seed " : " Means over seeds ")
        + seeds
        + ".";
  }

  /** A table for each set of data, in the order of the quantities. */
  private static void addMeasures(Result result, List<Section> sections) {
    Map<String, List<Measure>> sets = new LinkedHashMap<>();
    for (Result.Row row : result.rows()) {
      sets.computeIfAbsent(row.quantity().set(), set -> new ArrayList<>()).add(measure(row));
    }
    String reservations = String.join(" ", result.reservations());
    sets.forEach((set, rows) -> sections.add(new Measures("Measured: " + set, reservations, rows)));
  }

  private static Measure measure(Result.Row row) {
    Quantity quantity = row.quantity();
    return new Measure(
        quantity.name(),
        quantity.label(),
        row.mean(),
        Double.isNaN(row.standardError()) ? null : row.standardError(),
        quantity.published(),
        quantity.yardstick(),
        quantity.unit().scale());
  }
}
