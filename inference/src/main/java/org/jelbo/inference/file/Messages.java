package org.jelbo.inference.file;

import java.io.IOException;
import java.nio.file.Path;
import org.jelbo.dsl.error.JelboException;

/** What this package refuses. */
final class Messages {
  private Messages() {}

  static JelboException unwritable(Path file, IOException cause) {
    return JelboException.of(
            "file '" + file + "'",
            "expected to write it, but " + FileTrouble.reason(cause),
            "a place that can be written to, with space left")
        .causedBy(cause);
  }

  static JelboException isFolder(Path file) {
    return JelboException.of(
        "file '" + file + "'", "expected a file to write, but it is a folder", "a file's name");
  }
}
