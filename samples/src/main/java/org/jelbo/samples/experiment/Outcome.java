package org.jelbo.samples.experiment;

import com.google.gson.JsonObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one repeat of a trial came to.
 *
 * @param seconds of training, in the last call where it was interrupted
 * @param measured numbers by the names of the experiment's quantities
 * @param reservations what is to be said of some of them in words, by the same names
 * @param provenance settings, data digests, versions, machine
 */
public record Outcome(
    double seconds,
    Map<String, Double> measured,
    Map<String, String> reservations,
    JsonObject provenance) {
  /** Copies the maps, their order kept. */
  public Outcome {
    measured = Collections.unmodifiableMap(new LinkedHashMap<>(measured));
    reservations = Collections.unmodifiableMap(new LinkedHashMap<>(reservations));
  }

  JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("seconds", seconds);
    json.add("measured", Bounds.asJson(measured));
    if (!reservations.isEmpty()) {
      JsonObject words = new JsonObject();
      reservations.forEach(words::addProperty);
      json.add("reservations", words);
    }
    json.add("provenance", provenance);
    return json;
  }

  /** Of a repeat that an interrupted experiment has kept. */
  static Outcome kept(JsonObject json) {
    Map<String, String> reservations = new LinkedHashMap<>();
    if (json.has("reservations")) {
      json.getAsJsonObject("reservations")
          .asMap()
          .forEach((name, words) -> reservations.put(name, words.getAsString()));
    }
    return new Outcome(
        json.get("seconds").getAsDouble(),
        Bounds.fromJson(json.getAsJsonObject("measured")),
        reservations,
        json.getAsJsonObject("provenance"));
  }
}
