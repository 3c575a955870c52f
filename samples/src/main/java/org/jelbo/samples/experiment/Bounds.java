package org.jelbo.samples.experiment;

import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.evaluation.EvidenceEstimator;
import org.jelbo.inference.training.Evaluation;
import org.jelbo.inference.training.Fit;

/**
 * Negated bounds of one set of images, by name, in nats per image: {@code nelbo}, {@code iwae10}.
 */
public final class Bounds {
  private Bounds() {}

  /**
   * Measures -ELBO with its parts and -IWAE.
   *
   * @param draws for -ELBO
   * @param repeats by number of particles
   */
  public static Map<String, Double> of(
      Fit fit, Data data, int draws, Map<Integer, Integer> repeats, long seed) {
    Map<String, Double> bounds = elbo(fit.evaluate(data, draws, seed));
    bounds.putAll(iwae(fit, data, repeats, seed));
    return bounds;
  }

  /** -IWAE by numbers of particles, each averaged over its repeats. */
  public static Map<String, Double> iwae(
      Fit fit, Data data, Map<Integer, Integer> repeats, long seed) {
    Map<String, Double> bounds = new LinkedHashMap<>();
    repeats.forEach(
        (particles, count) -> {
          EvidenceEstimator estimator = EvidenceEstimator.of(particles).repeats(count).seed(seed);
          bounds.put("iwae" + particles, -fit.logLikelihood(data, estimator).value());
        });
    return bounds;
  }

  public static Map<String, Double> elbo(Evaluation evaluation) {
    Map<String, Double> bounds = new LinkedHashMap<>();
    bounds.put("nelbo", evaluation.part("kl") + evaluation.part("rec"));
    bounds.put("kl", evaluation.part("kl"));
    bounds.put("rec", evaluation.part("rec"));
    return bounds;
  }

  static JsonObject asJson(Map<String, Double> bounds) {
    JsonObject json = new JsonObject();
    bounds.forEach(json::addProperty);
    return json;
  }

  static Map<String, Double> fromJson(JsonObject json) {
    Map<String, Double> bounds = new LinkedHashMap<>();
    json.asMap().forEach((name, value) -> bounds.put(name, value.getAsDouble()));
    return bounds;
  }
}
