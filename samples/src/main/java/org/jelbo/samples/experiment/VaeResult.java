package org.jelbo.samples.experiment;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jelbo.inference.training.Evaluation;
import org.jelbo.inference.training.Fit;
import org.jelbo.models.vae.VaeSettings;
import org.jelbo.samples.report.Curve;
import org.jelbo.samples.report.CurvePicture;

/** A trained and measured autoencoder. Owns native memory: close it. */
public final class VaeResult implements AutoCloseable {
  private static final int COLUMNS = 20;

  private final VaeExperiment experiment;
  private final Fit fit;
  private final TrainingCurve curve;
  private final Evaluation measured;
  private final double seconds;

  VaeResult(
      VaeExperiment experiment, Fit fit, TrainingCurve curve, Evaluation measured, double seconds) {
    this.experiment = experiment;
    this.fit = fit;
    this.curve = curve;
    this.measured = measured;
    this.seconds = seconds;
  }

  Fit fit() {
    return fit;
  }

  /** The negative bound of the held-out images, in nats per image: kl and rec, unweighted. */
  public double nelbo() {
    return kl() + rec();
  }

  /** The divergence of the held-out images, in nats per image. */
  public double kl() {
    return measured.part("kl");
  }

  /** The reconstruction error of the held-out images, in nats per image. */
  public double rec() {
    return measured.part("rec");
  }

  /** How long training took, compilation included. */
  public double seconds() {
    return seconds;
  }

  /**
   * The negative log-likelihood of the held-out images by independent pixels, in nats per image.
   */
  public double independentPixels() {
    return IndependentPixels.nats(experiment.data().train(), experiment.data().test());
  }

  /** The result as an object: experiment, seed, steps, seconds, measured, provenance. */
  public JsonObject summary() {
    JsonObject summary = new JsonObject();
    summary.addProperty("experiment", "vae");
    summary.addProperty("seed", experiment.seed());
    summary.addProperty("steps", experiment.steps());
    summary.addProperty("seconds", seconds);
    JsonObject numbers = new JsonObject();
    numbers.addProperty("nelbo", nelbo());
    numbers.addProperty("kl", kl());
    numbers.addProperty("rec", rec());
    summary.add("measured", numbers);
    summary.add("provenance", provenance());
    return summary;
  }

  static JsonObject settings() {
    VaeSettings model = VaeExperiment.settings();
    JsonObject settings = new JsonObject();
    settings.addProperty("pixels", model.pixels());
    settings.addProperty("latents", model.latents());
    settings.addProperty("hidden", model.hidden());
    settings.addProperty("activation", model.activation().name());
    settings.addProperty("klWeight", model.klWeight());
    settings.addProperty("batch", VaeExperiment.BATCH);
    settings.addProperty("shards", VaeExperiment.SHARDS);
    settings.addProperty("optimizer", "Adam " + VaeExperiment.LEARNING_RATE);
    settings.addProperty("evaluationDraws", VaeExperiment.EVALUATION_DRAWS);
    return settings;
  }

  private JsonObject provenance() {
    JsonObject data = new JsonObject();
    data.addProperty("name", experiment.data().source().label());
    data.addProperty("trainDigest", experiment.data().train().digest());
    data.addProperty("testDigest", experiment.data().test().digest());
    JsonObject provenance = new JsonObject();
    provenance.add("settings", settings());
    provenance.add("data", data);
    provenance.addProperty("parameters", fit.digest());
    provenance.add("versions", Versions.asJson());
    return provenance;
  }

  /**
   * Writes the run's folder, whole or not at all.
   *
   * @param folder checked by {@link RunFolder#at}
   */
  public void write(RunFolder folder) {
    folder.write(
        part -> {
          fit.save(part.resolve("parameters.npz"));
          VaePictures.samples(fit, experiment.seed(), COLUMNS).write(part.resolve("samples.png"));
          VaePictures.reconstructions(fit, experiment.data().test(), COLUMNS)
              .write(part.resolve("reconstructions.png"));
          curves().write(part.resolve("curve.png"));
          JsonObject metrics = summary();
          metrics.addProperty("independentPixels", independentPixels());
          metrics.add("curve", points());
          JsonFile.write(part.resolve("metrics.json"), metrics);
        });
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
    return CurvePicture.of("vae, nats per image", curves);
  }

  private JsonArray points() {
    JsonArray points = new JsonArray();
    for (TrainingCurve.Point point : curve.points()) {
      JsonObject object = new JsonObject();
      object.addProperty("step", point.step());
      point.values().forEach(object::addProperty);
      points.add(object);
    }
    return points;
  }

  @Override
  public void close() {
    fit.close();
  }
}
