package org.jelbo.samples.experiment;

import com.google.gson.JsonObject;
import java.util.TreeMap;
import org.jelbo.inference.runtime.Machine;
import org.jelbo.inference.runtime.NativeLibrary;

/** What a result was made with, and where. */
final class Versions {
  private Versions() {}

  /** The properties of a machine, which last digits depend on. */
  static JsonObject asJson(Machine machine) {
    JsonObject properties = new JsonObject();
    new TreeMap<>(machine.properties()).forEach(properties::addProperty);
    return properties;
  }

  static JsonObject asJson() {
    JsonObject versions = new JsonObject();
    String jelbo = Versions.class.getPackage().getImplementationVersion();
    versions.addProperty("jelbo", jelbo == null ? "0.1.0-SNAPSHOT" : jelbo);
    versions.addProperty("tensorflow", NativeLibrary.version());
    versions.addProperty("java", System.getProperty("java.version"));
    versions.addProperty("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    return versions;
  }
}
