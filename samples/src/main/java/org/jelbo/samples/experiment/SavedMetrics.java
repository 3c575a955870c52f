package org.jelbo.samples.experiment;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.file.Path;

/**
 * What a run says of itself in {@code metrics.json}, of which a digest says that nothing was
 * changed.
 *
 * @param file where it is
 * @param object what it says
 */
record SavedMetrics(Path file, JsonObject object) {
  /** Those of a run's folder. */
  static SavedMetrics of(Path folder) {
    Path file = folder.resolve("metrics.json");
    return new SavedMetrics(file, JsonFile.readSealed(file));
  }

  /** An object; refused where there is none. */
  JsonObject object(String... path) {
    JsonElement found = at(path);
    if (!found.isJsonObject()) {
      throw Messages.incomplete(file, String.join(".", path));
    }
    return found.getAsJsonObject();
  }

  /** A text; refused where there is none. */
  String text(String... path) {
    return primitive(path).getAsString();
  }

  /** A whole number; refused where there is none. */
  long whole(String... path) {
    try {
      return primitive(path).getAsLong();
    } catch (NumberFormatException e) {
      throw Messages.incomplete(file, String.join(".", path));
    }
  }

  private JsonPrimitive primitive(String... path) {
    JsonElement found = at(path);
    if (!found.isJsonPrimitive()) {
      throw Messages.incomplete(file, String.join(".", path));
    }
    return found.getAsJsonPrimitive();
  }

  private JsonElement at(String... path) {
    JsonElement found = object;
    for (String name : path) {
      JsonElement inner = found.isJsonObject() ? found.getAsJsonObject().get(name) : null;
      if (inner == null) {
        throw Messages.incomplete(file, String.join(".", path));
      }
      found = inner;
    }
    return found;
  }
}
