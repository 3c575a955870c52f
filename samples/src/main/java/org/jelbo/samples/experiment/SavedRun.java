package org.jelbo.samples.experiment;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jelbo.inference.compilation.Device;
import org.jelbo.inference.evaluation.Evidence;
import org.jelbo.inference.evaluation.EvidenceEstimator;
import org.jelbo.inference.file.PathText;
import org.jelbo.inference.runtime.Machine;
import org.jelbo.inference.training.Fit;
import org.jelbo.samples.data.ImageSet;
import org.jspecify.annotations.Nullable;

/** A run of a bundled model, read back from its folder. Owns native memory: close it. */
public final class SavedRun implements AutoCloseable {
  private final Path folder;
  private final SavedMetrics metrics;
  private final BundledModel model;
  private final Fit fit;

  private SavedRun(Path folder, SavedMetrics metrics, BundledModel model, Fit fit) {
    this.folder = folder;
    this.metrics = metrics;
    this.model = model;
    this.fit = fit;
  }

  /**
   * Reads a run; refused when it is of another program, version or settings.
   *
   * @param name the folder's path, or its name in {@code runs}
   * @param device where it is computed, wherever it was trained
   * @param known the models that there are
   */
  public static SavedRun of(String name, Device device, List<BundledModel> known) {
    Path given = PathText.path(name);
    Path folder = Files.isDirectory(given) ? given : Path.of("runs").resolve(given);
    if (!Files.isDirectory(folder)) {
      throw Messages.noRun(name);
    }
    SavedMetrics metrics = SavedMetrics.of(folder);
    BundledModel model = model(folder, metrics, known);
    List<String> differences = differences(metrics, model);
    if (!differences.isEmpty()) {
      throw Messages.otherRun(folder, differences);
    }
    String digest = metrics.text("provenance", "parameters");
    Fit fit = Fit.restore(model.objective(), folder.resolve("parameters.npz"), device);
    if (!fit.digest().equals(digest)) {
      fit.close();
      throw Messages.otherParameters(folder);
    }
    return new SavedRun(folder, metrics, model, fit);
  }

  private static BundledModel model(Path folder, SavedMetrics metrics, List<BundledModel> known) {
    String name = metrics.text("experiment");
    return known.stream()
        .filter(model -> model.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                Messages.runOfUnknownModel(
                    folder, name, known.stream().map(BundledModel::name).toList()));
  }

  private static List<String> differences(SavedMetrics metrics, BundledModel model) {
    List<String> differences = new ArrayList<>();
    JsonObject settings = metrics.object("provenance", "settings");
    compare(Training.settings(model, trainedOn(model, settings)), settings, differences);
    JsonObject versions = Versions.asJson();
    versions.keySet().retainAll(List.of("jelbo", "tensorflow"));
    compare(versions, metrics.object("provenance", "versions"), differences);
    return differences;
  }

  /** Runs of a card differ in the number of shards alone. */
  private static Device trainedOn(BundledModel model, JsonObject settings) {
    JsonElement shards = Training.settings(model, Device.GPU).get("shards");
    return shards.equals(settings.get("shards")) ? Device.GPU : Device.CPU;
  }

  private static void compare(JsonObject expected, JsonObject found, List<String> differences) {
    for (String name : expected.keySet()) {
      if (!expected.get(name).equals(found.get(name))) {
        differences.add(name + " " + found.get(name) + " instead of " + expected.get(name));
      }
    }
  }

  /** The seed of the run. */
  public long seed() {
    return metrics.whole("seed");
  }

  /**
   * Why last digits may differ from those that the run measured: what differs of the machine that
   * it was trained on, its value there and here. Empty where nothing does.
   */
  public List<String> machineDifferences() {
    Map<String, String> there = new LinkedHashMap<>();
    JsonObject machine = metrics.object("provenance", "machine");
    machine.keySet().forEach(name -> there.put(name, metrics.text("provenance", "machine", name)));
    return fit.machine().differences(new Machine(there));
  }

  /**
   * What is measured on the held-out images, as the run measured it; for the run's seed, to the
   * last bit where {@link #machineDifferences} is empty.
   *
   * @param dataDir the folder of the data, for a run that was trained on files
   * @param seed of the draws
   */
  public Map<String, Double> evaluate(@Nullable Path dataDir, long seed) {
    return model.measure(fit, images(dataDir), seed);
  }

  /**
   * The evidence of the held-out images by importance sampling.
   *
   * @param dataDir the folder of the data, for a run that was trained on files
   * @param seed of the draws
   * @param particles at least 1
   */
  public Evidence evidence(@Nullable Path dataDir, long seed, int particles) {
    EvidenceEstimator estimator = EvidenceEstimator.of(particles).seed(seed);
    return model.evidence(fit).logLikelihood(model.data(images(dataDir)), estimator);
  }

  /** What was measured, with where it comes from. */
  public JsonObject summary(Map<String, Double> measured, long seed) {
    JsonObject summary = new JsonObject();
    summary.addProperty("experiment", model.name());
    summary.addProperty("run", folder.toString());
    summary.addProperty("seed", seed);
    summary.add("measured", Bounds.asJson(measured));
    summary.add("measuredOn", Versions.asJson(fit.machine()));
    summary.add("provenance", metrics.object("provenance"));
    return summary;
  }

  /**
   * Writes one of the model's pictures.
   *
   * @param name such as {@code samples} or {@code reconstructions}
   * @param dataDir the folder of the data, for a run that was trained on files and a picture that
   *     shows some of them
   * @param seed of the draws
   */
  public void draw(String name, @Nullable Path dataDir, long seed, Path file) {
    BundledModel.Drawing drawing = model.pictures().get(name);
    if (drawing == null) {
      throw Messages.noPicture(folder, name, List.copyOf(model.pictures().keySet()));
    }
    drawing.of(fit, () -> images(dataDir), seed).write(file);
  }

  private ImageSet images(@Nullable Path dataDir) {
    String name = metrics.text("provenance", "data", "name");
    DigitData.Source source = DigitData.Source.of(name, model.sources());
    ImageSet test = DigitData.heldOut(source, dataDir);
    if (!test.digest().equals(metrics.text("provenance", "data", "testDigest"))) {
      throw Messages.otherData(folder);
    }
    return test;
  }

  @Override
  public void close() {
    fit.close();
  }
}
