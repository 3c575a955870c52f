package org.jelbo.samples.experiment;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.evaluation.Evidence;
import org.jelbo.inference.evaluation.EvidenceEstimator;
import org.jelbo.inference.training.Listener;

/**
 * Training by the importance-weighted bound with one stochastic layer (Burda, Grosse and
 * Salakhutdinov 2016, table 1): 784-200-200-50 and back, tanh, MNIST binarized dynamically; the
 * evidence of the test set by importance sampling. Batches of 100 and Adam at 1e-3 throughout,
 * where the paper has batches of 20 and a schedule over 3,280 epochs.
 *
 * <p>Each training writes its state and, at the end, its result into a folder; what is there is not
 * done again.
 */
public final class IwaeTable {
  private static final long STRETCH = 2_000;

  private final List<IwaeRow> rows;
  private final DigitData digits;
  private final Plan plan;
  private final KeptResults kept;

  /**
   * What all rows have in common.
   *
   * @param steps of training, at least 1
   * @param seed of parameters, batches and noise
   * @param evidenceParticles draws for each test image when its evidence is measured
   */
  public record Plan(long steps, long seed, int evidenceParticles) {
    JsonObject asJson() {
      JsonObject json = new JsonObject();
      json.addProperty("steps", steps);
      json.addProperty("seed", seed);
      json.addProperty("evidenceParticles", evidenceParticles);
      return json;
    }
  }

  IwaeTable(List<IwaeRow> rows, DigitData digits, Plan plan, KeptResults kept) {
    this.rows = rows;
    this.digits = digits;
    this.plan = plan;
    this.kept = kept;
  }

  /**
   * A table that has not run.
   *
   * @param data has the four files of MNIST, or has them in {@code mnist/}
   * @param particles of each training, for each kind of gradients
   * @param gradients names of them
   * @param folder for the state and the results; made where it is missing
   */
  public static IwaeTable of(
      Path data, List<Integer> particles, List<String> gradients, Plan plan, Path folder) {
    List<IwaeRow> rows = new ArrayList<>();
    for (String name : gradients) {
      IwaeRow.Gradients kind = IwaeRow.Gradients.of(name);
      particles.forEach(k -> rows.add(new IwaeRow(k, kind)));
    }
    for (int k : particles) {
      if (k < 1) {
        throw Messages.noParticles("--particles", k, 5);
      }
    }
    Training.requireSteps(plan.steps());
    if (plan.evidenceParticles() < 1) {
      throw Messages.noParticles("--evidence-particles", plan.evidenceParticles(), 1_000);
    }
    DigitData digits = DigitData.of(DigitData.Source.MNIST, data);
    return new IwaeTable(rows, digits, plan, KeptResults.in(folder));
  }

  /**
   * Trains and measures, one row after the other.
   *
   * @param listeners hears of the steps of each row, called by its particles and gradients
   * @return the rows as objects
   */
  public JsonObject run(Function<String, Listener> listeners) {
    return kept.claimed(() -> result(listeners));
  }

  private JsonObject result(Function<String, Listener> listeners) {
    JsonObject summary = new JsonObject();
    summary.addProperty("experiment", "iwae");
    plan.asJson().asMap().forEach(summary::add);
    JsonArray results = new JsonArray();
    for (IwaeRow row : rows) {
      results.add(result(row, listeners));
    }
    summary.add("rows", results);
    return summary;
  }

  private JsonObject result(IwaeRow row, Function<String, Listener> listeners) {
    Training training = Training.of(row, digits, plan.steps(), plan.seed());
    JsonObject whole = plan.asJson();
    whole.add("training", training.identity());
    whole.addProperty("testDigest", digits.test().digest());
    return kept.of(
        row.label() + "-seed" + plan.seed(),
        whole,
        file -> measured(row, training.resumable(file, STRETCH), listeners.apply(row.label())));
  }

  private JsonObject measured(IwaeRow row, Training training, Listener listener) {
    Data test = DigitData.binarized(digits.test());
    EvidenceEstimator estimator = EvidenceEstimator.of(plan.evidenceParticles()).seed(plan.seed());
    JsonObject result = new JsonObject();
    result.addProperty("particles", row.particles());
    result.addProperty("gradients", row.gradients().label());
    try (TrainedRun run = training.run(listener)) {
      Evidence evidence = run.fit().logLikelihood(test, estimator);
      result.addProperty("logLikelihood", evidence.value());
      EvidenceJson.add(evidence, result);
      result.addProperty("seconds", run.seconds());
      result.add("provenance", run.summary().get("provenance"));
    }
    return result;
  }

  /** Published and measured side by side. */
  public static String table(JsonObject summary) {
    StringBuilder table =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "iwae, %d steps, seed %d: -log p(x) of the test set by %d particles, in nats per"
                    + " image\n%-6s%-12s%10s%10s%12s\n",
                summary.get("steps").getAsLong(),
                summary.get("seed").getAsLong(),
                summary.get("evidenceParticles").getAsInt(),
                "k",
                "gradients",
                "published",
                "measured",
                "seconds"));
    summary.getAsJsonArray("rows").forEach(row -> table.append(line(row.getAsJsonObject())));
    return table.toString();
  }

  private static String line(JsonObject row) {
    int particles = row.get("particles").getAsInt();
    IwaeRow.Gradients gradients = IwaeRow.Gradients.of(row.get("gradients").getAsString());
    double published = new IwaeRow(particles, gradients).published();
    String reservation =
        row.has("reservation") ? "      " + row.get("reservation").getAsString() + "\n" : "";
    return String.format(
        Locale.ROOT,
        "%-6d%-12s%10s%10.2f%12.0f\n%s",
        particles,
        gradients.label(),
        Double.isNaN(published) ? "-" : String.format(Locale.ROOT, "%.2f", published),
        -row.get("logLikelihood").getAsDouble(),
        row.get("seconds").getAsDouble(),
        reservation);
  }
}
