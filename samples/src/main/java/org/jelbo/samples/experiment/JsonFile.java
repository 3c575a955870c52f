package org.jelbo.samples.experiment;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jelbo.inference.file.FileTrouble;
import org.jelbo.inference.file.OutputFile;

/** Writes JSON files, whole or not at all, and reads back those with a digest of what they say. */
final class JsonFile {
  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();
  private static final String DIGEST = "digest";
  private static final long MOST_BYTES = 1 << 26;
  private static final Pattern PLACE = Pattern.compile("line \\d+ column \\d+");

  private JsonFile() {}

  static void write(Path file, JsonObject object) {
    byte[] text = (GSON.toJson(object) + "\n").getBytes(StandardCharsets.UTF_8);
    new OutputFile(file).write(out -> out.write(text));
  }

  /** Writes an object with a digest of it, to be read by {@link #readSealed}. */
  static void writeSealed(Path file, JsonObject object) {
    write(file, sealed(object));
  }

  /** The object with a digest of it. */
  static JsonObject sealed(JsonObject object) {
    JsonObject sealed = object.deepCopy();
    sealed.remove(DIGEST);
    sealed.addProperty(DIGEST, digest(sealed));
    return sealed;
  }

  /** The object of a file that {@link #writeSealed} wrote, without its digest. */
  static JsonObject readSealed(Path file) {
    JsonObject object = read(file);
    JsonElement digest = object.remove(DIGEST);
    if (digest == null) {
      throw Messages.noDigest(file);
    }
    if (!digest.toString().equals('"' + digest(object) + '"')) {
      throw Messages.otherDigest(file);
    }
    return object;
  }

  /** As it is read back: numbers are compared by how they are written. */
  private static String digest(JsonObject object) {
    String text = JsonParser.parseString(GSON.toJson(object)).toString();
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static JsonObject read(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw Messages.noResult(file, "it is longer than any", null);
      }
      JsonElement read = JsonParser.parseString(Files.readString(file));
      if (!read.isJsonObject()) {
        throw Messages.noResult(file, "it is none", null);
      }
      return read.getAsJsonObject();
    } catch (JsonParseException e) {
      Matcher place = PLACE.matcher(String.valueOf(e.getMessage()));
      throw Messages.noResult(
          file, place.find() ? "it is none from " + place.group() + " on" : "it is none", e);
    } catch (IOException e) {
      throw Messages.noResult(file, FileTrouble.reason(e), e);
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
