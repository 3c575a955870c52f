package org.jelbo.inference.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jelbo.dsl.error.JelboException;
import org.jspecify.annotations.Nullable;

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

  static JelboException noPath(String text, String encoding, Throwable cause) {
    return JelboException.of(
            "path '" + text + "'",
            "expected characters that paths have here, of the encoding "
                + encoding
                + ", but some are not",
            "LC_ALL=C.UTF-8 before the command, or another path")
        .causedBy(cause);
  }

  static JelboException isFolder(Path file) {
    return JelboException.of(
        "file '" + file + "'", "expected a file to write, but it is a folder", "a file's name");
  }

  /** By a process that runs, or of which nothing is known. */
  static JelboException claimed(Path folder, Path file, Claim.@Nullable Holder holder) {
    return JelboException.of(
        "folder '" + folder + "'",
        "expected a folder that nobody else writes to, but "
            + (holder == null ? "another process has it" : "it is held by " + holder),
        "another folder; if that process has ended, remove '" + file + "'");
  }

  static String listed(List<Path> places) {
    return places.stream()
        .map(place -> "'" + place.toAbsolutePath() + "'")
        .collect(Collectors.joining(" or "));
  }
}
