package org.jelbo.samples.experiment;

import com.google.gson.JsonObject;
import java.nio.file.Path;

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

  /** Writes {@link TrainedRun#summary}. */
  public void write(TrainedRun result) {
    JsonFile.write(path, result.summary());
  }

  /** Writes a summary. */
  public void write(JsonObject summary) {
    JsonFile.write(path, summary);
  }
}
