package org.jelbo.samples.experiment;

import com.google.gson.JsonObject;
import org.jelbo.inference.evaluation.Evidence;

/** An estimate of the evidence as an object, with what is to be said beside its standard error. */
public final class EvidenceJson {
  private EvidenceJson() {}

  /**
   * The object: {@code logLikelihood} in nats per image, {@code particles}, {@code
   * effectiveParticles}, {@code unsureEstimates}, {@code standardError} where there is one, {@code
   * standardErrorHolds}, and a {@code reservation} in words where it does not.
   */
  public static JsonObject of(Evidence evidence) {
    JsonObject json = new JsonObject();
    json.addProperty("logLikelihood", evidence.value());
    json.addProperty("particles", evidence.particles());
    add(evidence, json);
    return json;
  }

  /** Adds what tells how good the estimate is. */
  static void add(Evidence evidence, JsonObject json) {
    if (!Double.isNaN(evidence.standardError())) {
      json.addProperty("standardError", evidence.standardError());
    }
    json.addProperty("standardErrorHolds", evidence.isSure());
    json.addProperty("effectiveParticles", evidence.effectiveParticles());
    json.addProperty("unsureEstimates", evidence.unsureEstimates());
    evidence.reservation().ifPresent(words -> json.addProperty("reservation", words));
  }
}
