package org.jelbo.samples.experiment;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jelbo.inference.evaluation.Evidence;

/** The training of a bundled model, and what is measured of it. */
public final class ModelTrial implements Trial {
  private static final System.Logger LOG = System.getLogger(ModelTrial.class.getName());
  private static final long STRETCH = 2_000;

  /** Adds numbers and reservations of a trained model. */
  @FunctionalInterface
  private interface Measurement {
    void add(TrainedRun run, Map<String, Double> measured, Map<String, String> reservations);
  }

  private final String name;
  private final BundledModel model;
  private final DigitData data;
  private final long steps;
  private final JsonObject notes = new JsonObject();
  private final List<Measurement> measurements = new ArrayList<>();

  ModelTrial(String name, BundledModel model, DigitData data, long steps) {
    Training.requireSteps(steps);
    this.name = name;
    this.model = model;
    this.data = data;
    this.steps = steps;
  }

  private ModelTrial copy() {
    ModelTrial copy = new ModelTrial(name, model, data, steps);
    notes.asMap().forEach(copy.notes::add);
    copy.measurements.addAll(measurements);
    return copy;
  }

  private ModelTrial with(Measurement measurement) {
    ModelTrial copy = copy();
    copy.measurements.add(measurement);
    return copy;
  }

  /** With one more number, of the trained model. */
  public ModelTrial measuring(String quantity, ToDoubleFunction<TrainedRun> number) {
    return with((run, measured, reservations) -> measured.put(quantity, number.applyAsDouble(run)));
  }

  /** With several numbers that are measured together, by the names of their quantities. */
  public ModelTrial measuring(Function<TrainedRun, Map<String, Double>> numbers) {
    return with((run, measured, reservations) -> measured.putAll(numbers.apply(run)));
  }

  /** With a log-likelihood by importance sampling, and what is to be said of it. */
  public ModelTrial estimating(String quantity, Function<TrainedRun, Evidence> estimate) {
    return with(
        (run, measured, reservations) -> {
          Evidence evidence = estimate.apply(run);
          measured.put(quantity, evidence.value());
          evidence.reservation().ifPresent(words -> reservations.put(quantity, words));
        });
  }

  /** With something that is to be said of a number. */
  public ModelTrial reserving(String quantity, String words) {
    return with((run, measured, reservations) -> reservations.put(quantity, words));
  }

  /** With something else that its numbers depend on: the digest of images, a number of steps. */
  public ModelTrial noting(String key, String value) {
    ModelTrial copy = copy();
    copy.notes.addProperty(key, value);
    return copy;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public JsonObject plan(long seed) {
    JsonObject plan = new JsonObject();
    plan.addProperty("steps", steps);
    plan.add("training", Training.of(model, data, steps, seed).identity());
    plan.addProperty("testDigest", data.test().digest());
    notes.asMap().forEach(plan::add);
    return plan;
  }

  @Override
  public long bytes() {
    return Training.bytes(model);
  }

  @Override
  public Outcome run(Repeat repeat) {
    Training training =
        Training.of(model, data, steps, repeat.seed()).resumable(repeat.state(), STRETCH);
    try (RunFolder folder = RunFolder.again(repeat.folder());
        TrainedRun run = training.run(repeat.listener(steps))) {
      Map<String, Double> measured = new LinkedHashMap<>();
      Map<String, String> reservations = new LinkedHashMap<>();
      measurements.forEach(measurement -> measurement.add(run, measured, reservations));
      run.write(folder)
          .elsewhere()
          .ifPresent(
              found -> LOG.log(System.Logger.Level.WARNING, String.valueOf(found.getMessage())));
      JsonObject provenance = run.summary().getAsJsonObject("provenance");
      provenance.addProperty("steps", steps);
      notes.asMap().forEach(provenance::add);
      return new Outcome(run.seconds(), measured, reservations, provenance);
    }
  }
}
