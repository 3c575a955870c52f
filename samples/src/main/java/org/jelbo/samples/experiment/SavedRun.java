package org.jelbo.samples.experiment;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.training.Evaluation;
import org.jelbo.inference.training.Fit;
import org.jelbo.models.vae.Vae;
import org.jelbo.samples.data.ImageSet;
import org.jspecify.annotations.Nullable;

/** A run of the autoencoder, read back from its folder. Owns native memory: close it. */
public final class SavedRun implements AutoCloseable {
  private static final int COLUMNS = 20;

  private final Path folder;
  private final JsonObject metrics;
  private final Fit fit;

  private SavedRun(Path folder, JsonObject metrics, Fit fit) {
    this.folder = folder;
    this.metrics = metrics;
    this.fit = fit;
  }

  /**
   * Reads a run; refused when it is of another program, version or settings.
   *
   * @param name the folder's path, or its name in {@code runs}
   */
  public static SavedRun of(String name) {
    Path folder = Files.isDirectory(Path.of(name)) ? Path.of(name) : Path.of("runs", name);
    if (!Files.isDirectory(folder)) {
      throw Messages.noRun(name);
    }
    JsonObject metrics = metrics(folder.resolve("metrics.json"));
    List<String> differences = differences(metrics);
    if (!differences.isEmpty()) {
      throw Messages.otherRun(folder, differences);
    }
    Fit fit =
        Fit.restore(Vae.of(VaeExperiment.settings()).elbo(), folder.resolve("parameters.npz"));
    String digest = provenance(metrics).get("parameters").getAsString();
    if (!fit.digest().equals(digest)) {
      fit.close();
      throw Messages.otherParameters(folder);
    }
    return new SavedRun(folder, metrics, fit);
  }

  private static JsonObject metrics(Path file) {
    try {
      return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    } catch (IOException | JsonParseException | IllegalStateException e) {
      throw Messages.unreadableRun(file, e);
    }
  }

  private static JsonObject provenance(JsonObject metrics) {
    return metrics.getAsJsonObject("provenance");
  }

  private static List<String> differences(JsonObject metrics) {
    List<String> differences = new ArrayList<>();
    if (!metrics.has("experiment") || !metrics.get("experiment").getAsString().equals("vae")) {
      differences.add("experiment " + metrics.get("experiment") + " instead of \"vae\"");
      return differences;
    }
    JsonObject provenance = provenance(metrics);
    compare("", VaeResult.settings(), provenance.getAsJsonObject("settings"), differences);
    JsonObject versions = provenance.getAsJsonObject("versions");
    for (String name : new String[] {"jelbo", "tensorflow"}) {
      if (!Versions.asJson().get(name).equals(versions.get(name))) {
        differences.add(
            name + " " + versions.get(name) + " instead of " + Versions.asJson().get(name));
      }
    }
    return differences;
  }

  private static void compare(
      String prefix, JsonObject expected, JsonObject found, List<String> differences) {
    for (String name : expected.keySet()) {
      if (!expected.get(name).equals(found.get(name))) {
        differences.add(
            prefix + name + " " + found.get(name) + " instead of " + expected.get(name));
      }
    }
  }

  /** The seed of the run. */
  public long seed() {
    return metrics.get("seed").getAsLong();
  }

  /**
   * The bound of the held-out images, as the run measured it; for the run's seed, to the last bit.
   *
   * @param dataDir the folder of MNIST, for a run that was trained on it
   * @param seed of the draws
   */
  public Map<String, Double> evaluate(@Nullable Path dataDir, long seed) {
    Evaluation evaluation = fit.evaluate(heldOut(dataDir), VaeExperiment.EVALUATION_DRAWS, seed);
    return Bounds.elbo(evaluation);
  }

  /**
   * -IWAE of the held-out images, in nats per image.
   *
   * @param particles at least 1
   */
  public Map<String, Double> evaluate(@Nullable Path dataDir, long seed, int particles) {
    Map<String, Double> bounds = new LinkedHashMap<>(evaluate(dataDir, seed));
    bounds.putAll(Bounds.iwae(fit, heldOut(dataDir), Map.of(particles, 1), seed));
    return bounds;
  }

  /** Writes a bound with where it comes from. */
  public void write(SummaryFile file, Map<String, Double> bounds, long seed) {
    JsonObject summary = new JsonObject();
    summary.addProperty("experiment", "vae");
    summary.addProperty("run", folder.toString());
    summary.addProperty("seed", seed);
    summary.add("measured", Bounds.asJson(bounds));
    summary.add("provenance", provenance(metrics));
    JsonFile.write(file.path(), summary);
  }

  /** Writes a picture of 200 images that the model imagines. */
  public void sample(Path picture, long seed) {
    VaePictures.samples(fit, seed, COLUMNS).write(picture);
  }

  /** Writes a picture of held-out images above their reconstructions. */
  public void reconstruct(@Nullable Path dataDir, Path picture) {
    VaePictures.reconstructions(fit, images(dataDir), COLUMNS).write(picture);
  }

  private Data heldOut(@Nullable Path dataDir) {
    return DigitData.binarized(images(dataDir));
  }

  private ImageSet images(@Nullable Path dataDir) {
    JsonObject data = provenance(metrics).getAsJsonObject("data");
    DigitData.Source source = DigitData.Source.of(data.get("name").getAsString());
    ImageSet test = DigitData.heldOut(source, dataDir);
    if (!test.digest().equals(data.get("testDigest").getAsString())) {
      throw Messages.otherData(folder);
    }
    return test;
  }

  @Override
  public void close() {
    fit.close();
  }
}
