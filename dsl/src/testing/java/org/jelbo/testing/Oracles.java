package org.jelbo.testing;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.tensorflow.ndarray.Shape;

/**
 * The reference values: files of the folder that the system property {@code jelbo.oracles} names,
 * resolved against {@code jelbo.root}; without it, of the test resources. What is missing or empty
 * fails.
 */
public final class Oracles {
  /** Names the folder; blank for the copy in the test resources. */
  public static final String FOLDER = "jelbo.oracles";

  /** Names the root of the build. */
  public static final String ROOT = "jelbo.root";

  private Oracles() {}

  /** The rows of a file of one JSON object a line; at least one. */
  public static List<JsonObject> rows(String file) {
    List<JsonObject> rows =
        text(file)
            .lines()
            .filter(line -> !line.isBlank())
            .map(line -> JsonParser.parseString(line).getAsJsonObject())
            .collect(Collectors.toList());
    return atLeastOne(file, "rows", rows);
  }

  /** The rows of a distribution; at least one. */
  public static List<JsonObject> rows(String file, String distribution) {
    return rows(file, distribution, row -> distribution.equals(text(row, "distribution")));
  }

  /** The rows that meet a condition; at least one. */
  public static List<JsonObject> rows(String file, String which, Predicate<JsonObject> condition) {
    List<JsonObject> chosen = rows(file).stream().filter(condition).collect(Collectors.toList());
    return atLeastOne(file, "rows of " + which, chosen);
  }

  /** The object that a file holds. */
  public static JsonObject object(String file) {
    return JsonParser.parseString(text(file)).getAsJsonObject();
  }

  private static List<JsonObject> atLeastOne(String file, String what, List<JsonObject> rows) {
    if (rows.isEmpty()) {
      throw new AssertionError("expected " + what + " in " + place() + "/" + file + ", found none");
    }
    return rows;
  }

  /** A text of a row; refused when the row has no such entry. */
  public static String text(JsonObject row, String name) {
    return entry(row, name).getAsString();
  }

  /** An entry of a row; refused when the row has no such entry. */
  public static JsonElement entry(JsonObject row, String name) {
    JsonElement entry = row.get(name);
    if (entry == null) {
      throw new AssertionError("expected an entry '" + name + "', found only " + row.keySet());
    }
    return entry;
  }

  /** The numbers of nested lists, row-major. */
  public static double[] numbers(JsonElement nested) {
    return stream(nested).toArray();
  }

  private static DoubleStream stream(JsonElement nested) {
    return nested.isJsonArray()
        ? nested.getAsJsonArray().asList().stream().flatMapToDouble(Oracles::stream)
        : DoubleStream.of(nested.getAsDouble());
  }

  /** The sizes of nested lists; refused when they are ragged. */
  public static Shape sizes(JsonElement nested) {
    if (!nested.isJsonArray()) {
      return Shape.scalar();
    }
    JsonArray list = nested.getAsJsonArray();
    List<Shape> inner = new ArrayList<>();
    list.forEach(element -> inner.add(sizes(element)));
    if (inner.isEmpty() || inner.stream().anyMatch(shape -> !shape.equals(inner.get(0)))) {
      throw new AssertionError("expected nested lists of equal sizes, found " + nested);
    }
    return inner.get(0).prepend(list.size());
  }

  private static String place() {
    String folder = System.getProperty(FOLDER, "");
    return folder.isBlank() ? "test resources" : path(folder).toString();
  }

  private static Path path(String folder) {
    return Path.of(System.getProperty(ROOT, "")).resolve(folder);
  }

  private static String text(String file) {
    String folder = System.getProperty(FOLDER, "");
    try {
      if (!folder.isBlank()) {
        return Files.readString(path(folder).resolve(file));
      }
      try (InputStream stream = Oracles.class.getResourceAsStream("/oracles/" + file)) {
        if (stream == null) {
          throw new AssertionError("expected " + file + " in the test resources, found none");
        }
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + " in " + place(), e);
    }
  }
}
