package org.jelbo.samples.experiment;

import com.google.gson.JsonObject;
import java.util.Map;
import java.util.function.Function;

/** A trial that does what a function does. */
record ComputedTrial(String name, JsonObject settings, Function<Repeat, Map<String, Double>> work)
    implements Trial {
  private static final long PICTURES = 1 << 22;

  @Override
  public JsonObject plan(long seed) {
    JsonObject plan = provenance();
    plan.addProperty("seed", seed);
    return plan;
  }

  private JsonObject provenance() {
    JsonObject provenance = new JsonObject();
    provenance.add("settings", settings.deepCopy());
    provenance.add("versions", Versions.asJson());
    return provenance;
  }

  @Override
  public long bytes() {
    return PICTURES;
  }

  @Override
  public Outcome run(Repeat repeat) {
    long begun = System.nanoTime();
    Map<String, Double> measured = work.apply(repeat);
    double seconds = (System.nanoTime() - begun) / 1e9;
    return new Outcome(seconds, measured, Map.of(), provenance());
  }
}
