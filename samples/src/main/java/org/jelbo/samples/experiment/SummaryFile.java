package org.jelbo.samples.experiment;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import org.jelbo.inference.file.Rescue;

/**
 * A file for a result's summary.
 *
 * @param path where it will be
 */
public record SummaryFile(Path path) {
  /**
   * A file that can be written, checked before the work is done.
   *
   * @param path in a folder that exists; an older file is replaced
   */
  public static SummaryFile at(Path path) {
    JsonFile.requireWritable(path);
    return new SummaryFile(path);
  }

  /**
   * Writes a summary.
   *
   * @return where it is: elsewhere where its place cannot be written to any more
   */
  public Rescue write(JsonObject summary) {
    return Rescue.of(path, place -> JsonFile.write(place, summary));
  }
}
