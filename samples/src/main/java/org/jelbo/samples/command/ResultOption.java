package org.jelbo.samples.command;

import java.nio.file.Path;
import org.jelbo.samples.experiment.SummaryFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --json}, of commands that have a result. */
final class ResultOption {
  @Option(names = "--json", paramLabel = "FILE", description = "Where to write the result.")
  private @Nullable Path json;

  /** The file, refused before the work where it cannot be written; null where none is asked for. */
  @Nullable SummaryFile file() {
    return json == null ? null : SummaryFile.at(json);
  }
}
