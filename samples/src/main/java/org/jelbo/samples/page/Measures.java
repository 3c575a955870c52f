package org.jelbo.samples.page;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table of numbers; columns that no row has a number for are left out.
 *
 * @param note what they are of, such as {@code held-out images, in nats per image}; may be empty
 */
public record Measures(String heading, String note, List<Measure> rows) implements Section {
  /** Copies the rows. */
  public Measures {
    rows = List.copyOf(rows);
  }

  /**
   * The numbers of a result.
   *
   * @param result has numbers by name in the object {@code measured}, and may have others of the
   *     same names in {@code standardError}, {@code published} and {@code yardstick}
   */
  public static Measures of(String heading, String note, JsonObject result) {
    List<Measure> rows = new ArrayList<>();
    for (String name : result.getAsJsonObject("measured").keySet()) {
      rows.add(
          new Measure(
              name,
              "",
              result.getAsJsonObject("measured").get(name).getAsDouble(),
              number(result, "standardError", name),
              number(result, "published", name),
              number(result, "yardstick", name),
              1));
    }
    return new Measures(heading, note, rows);
  }

  private static @Nullable Double number(JsonObject result, String object, String name) {
    JsonObject numbers = result.getAsJsonObject(object);
    return numbers == null || !numbers.has(name) ? null : numbers.get(name).getAsDouble();
  }
}
