package org.jelbo.samples.page;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Names and values, such as settings.
 *
 * @param values in the order to show them
 */
public record Properties(String heading, Map<String, String> values) implements Section {
  /** Copies the values, in their order. */
  public Properties {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** Those of an object; of an object in it, by its name, a dot and theirs. */
  public static Properties of(String heading, JsonObject object) {
    Map<String, String> values = new LinkedHashMap<>();
    add("", object, values);
    return new Properties(heading, values);
  }

  private static void add(String prefix, JsonObject object, Map<String, String> values) {
    for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
      JsonElement value = entry.getValue();
      String name = prefix + entry.getKey();
      if (value.isJsonObject()) {
        add(name + ".", value.getAsJsonObject(), values);
      } else {
        values.put(name, value.isJsonPrimitive() ? value.getAsString() : value.toString());
      }
    }
  }
}
