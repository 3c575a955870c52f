package org.jelbo.samples.experiment;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jelbo.inference.file.OutputFile;

/** Writes JSON files, whole or not at all. */
final class JsonFile {
  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

  private JsonFile() {}

  static void write(Path file, JsonObject object) {
    byte[] text = (GSON.toJson(object) + "\n").getBytes(StandardCharsets.UTF_8);
    new OutputFile(file).write(out -> out.write(text));
  }

  /** The object of a file that a run wrote. */
  static JsonObject read(Path file) {
    try {
      return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    } catch (IOException | JsonParseException | IllegalStateException e) {
      throw Messages.unreadableRun(file, e);
    }
  }

  /** Refuses, before the work is done, a file that could not be written after it. */
  static void requireWritable(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      throw Messages.noFolderFor(file);
    }
    new OutputFile(file).proven();
  }
}
