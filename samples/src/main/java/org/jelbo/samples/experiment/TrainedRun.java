package org.jelbo.samples.experiment;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.inference.file.Rescue;
import org.jelbo.inference.training.Fit;
import org.jelbo.samples.report.Curve;
import org.jelbo.samples.report.CurvePicture;
import org.jelbo.samples.report.Picture;

/** A trained and measured model. Owns native memory: close it. */
public final class TrainedRun implements AutoCloseable {
  private final Training training;
  private final Fit fit;
  private final TrainingCurve curve;
  private final Map<String, Double> measured;
  private final double seconds;

  TrainedRun(
      Training training,
      Fit fit,
      TrainingCurve curve,
      Map<String, Double> measured,
      double seconds) {
    this.training = training;
    this.fit = fit;
    this.curve = curve;
    this.measured = Collections.unmodifiableMap(new LinkedHashMap<>(measured));
    this.seconds = seconds;
  }

  /** The trained model; it is closed with this. */
  public Fit fit() {
    return fit;
  }

  /** What was measured on the held-out images, by name: bounds in nats per image. */
  public Map<String, Double> measured() {
    return measured;
  }

  /** One of the numbers that were measured. */
  public double number(String name) {
    return Objects.requireNonNull(measured.get(name), name);
  }

  /** The images that it was trained on and those that were held out. */
  public DigitData data() {
    return training.data();
  }

  /** Of parameters, batches and noise. */
  public long seed() {
    return training.seed();
  }

  /** How long training took, compilation and metrics included. */
  public double seconds() {
    return seconds;
  }

  /** What simpler models reach on the held-out images, by name. */
  public Map<String, Double> references() {
    return training.model().references(training.data());
  }

  /** The result as an object: experiment, seed, steps, seconds, measured, provenance. */
  public JsonObject summary() {
    JsonObject summary = new JsonObject();
    summary.addProperty("experiment", training.model().name());
    summary.addProperty("seed", training.seed());
    summary.addProperty("steps", training.steps());
    summary.addProperty("seconds", seconds);
    summary.add("measured", Bounds.asJson(measured));
    summary.add("provenance", provenance());
    return summary;
  }

  private JsonObject provenance() {
    JsonObject data = new JsonObject();
    data.addProperty("name", training.data().source().label());
    data.addProperty("trainDigest", training.data().train().digest());
    data.addProperty("testDigest", training.data().test().digest());
    JsonObject provenance = new JsonObject();
    provenance.add("settings", Training.settings(training.model(), training.device()));
    training
        .model()
        .klWeight()
        .ifPresent(weight -> provenance.addProperty("klWeight", weight.text()));
    provenance.add("data", data);
    provenance.addProperty("parameters", fit.digest());
    provenance.add("versions", Versions.asJson());
    provenance.add("machine", Versions.asJson(fit.machine()));
    return provenance;
  }

  /**
   * Writes the run's folder, whole or not at all.
   *
   * @param folder claimed by {@link RunFolder#at}
   * @return where the run is: elsewhere where the folder cannot be written to any more
   */
  public Rescue write(RunFolder folder) {
    try {
      return Rescue.of(folder.path(), place -> write(folder, place));
    } catch (JelboException e) {
      throw e.getCause() instanceof IOException ? e : training.kept(fit, e);
    } catch (RuntimeException | Error e) {
      e.addSuppressed(training.kept(fit, Messages.failedAfterTraining()));
      throw e;
    }
  }

  private void write(RunFolder folder, Path place) {
    if (place.equals(folder.path())) {
      folder.write(this::writeFiles);
    } else {
      try (RunFolder other = RunFolder.at(place)) {
        other.write(this::writeFiles);
      }
    }
  }

  /** The files that are written, by their names. */
  public List<String> files() {
    List<String> files = new ArrayList<>(List.of("parameters.npz", "metrics.json"));
    training.model().pictures().keySet().forEach(name -> files.add(picture(name)));
    files.add(picture("curve"));
    besidePublished().keySet().forEach(name -> files.add(picture(name)));
    files.add("report.html");
    return files;
  }

  private static String picture(String name) {
    return name + ".png";
  }

  private void writeFiles(Path part) {
    BundledModel model = training.model();
    fit.save(part.resolve("parameters.npz"));
    Map<String, Picture> drawn = new LinkedHashMap<>();
    model
        .pictures()
        .forEach(
            (name, drawing) -> {
              Picture picture = drawing.of(fit, training.data()::test, training.seed());
              picture.write(part.resolve(picture(name)));
              drawn.put(name, picture);
            });
    curves().write(part.resolve(picture("curve")));
    besidePublished().forEach((name, chart) -> chart.write(part.resolve(picture(name))));
    JsonObject metrics = summary();
    references().forEach(metrics::addProperty);
    metrics.add("curve", points());
    new RunReport(model, curve, drawn)
        .of(metrics, references(), part)
        .write(part.resolve("report.html"));
    JsonFile.writeSealed(part.resolve("metrics.json"), metrics);
  }

  /**
   * Keeps what was trained where something fails after it.
   *
   * @return the failure, which says where the state is
   */
  JelboException kept(JelboException failure) {
    return training.kept(fit, failure);
  }

  private CurvePicture curves() {
    List<TrainingCurve.Point> points = curve.points();
    double[] steps = points.stream().mapToDouble(TrainingCurve.Point::step).toArray();
    List<Curve> curves = new ArrayList<>();
    for (String name : points.get(0).values().keySet()) {
      double[] values =
          points.stream()
              .mapToDouble(point -> point.values().getOrDefault(name, Double.NaN))
              .toArray();
      curves.add(Curve.of(name, steps, values));
    }
    return CurvePicture.of(training.model().name() + ", nats per image", curves);
  }

  /** A chart of each metric that others published, where it was measured. */
  private Map<String, CurvePicture> besidePublished() {
    Map<String, CurvePicture> charts = new LinkedHashMap<>();
    training
        .model()
        .published()
        .forEach(
            (metric, value) -> {
              Curve measured = curve.metric(metric);
              if (measured.steps().length > 0) {
                String title = training.model().name() + ", measured in between";
                charts.put(
                    metric,
                    CurvePicture.of(title, List.of(measured)).withPublished("published", value));
              }
            });
    return charts;
  }

  private JsonArray points() {
    JsonArray points = new JsonArray();
    for (TrainingCurve.Point point : curve.points()) {
      JsonObject object = new JsonObject();
      object.addProperty("step", point.step());
      point.values().forEach(object::addProperty);
      point.metrics().forEach(object::addProperty);
      points.add(object);
    }
    return points;
  }

  @Override
  public void close() {
    fit.close();
  }
}
