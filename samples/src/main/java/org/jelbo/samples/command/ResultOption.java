package org.jelbo.samples.command;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import org.jelbo.samples.experiment.SummaryFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --json}, of commands that have a result. */
final class ResultOption {
  @Option(names = "--json", paramLabel = "FILE", description = "Where to write the result.")
  private @Nullable Path json;

  /** Refuses, before the work, a file that cannot be written. */
  void prove() {
    if (json != null) {
      SummaryFile.at(json);
    }
  }

  /**
   * Writes the result where one is asked for.
   *
   * @return the command's exit code: 1 where it had to be written elsewhere
   */
  int write(JsonObject result, Console console) {
    return json == null || console.tellWhere(new SummaryFile(json).write(result)) ? 0 : 1;
  }
}
