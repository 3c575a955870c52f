package org.jelbo.samples.experiment;

import com.google.gson.JsonObject;
import java.nio.file.Path;

/** Files as runs write them, of what tests want them to say. */
public final class Sealed {
  private Sealed() {}

  /** Writes an object with a digest of it. */
  public static void write(Path file, JsonObject object) {
    JsonFile.writeSealed(file, object);
  }
}
