package org.jelbo.inference.file;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jelbo.dsl.error.JelboException;

/** Paths as users write them. */
public final class PathText {
  private PathText() {}

  /**
   * The path.
   *
   * @throws JelboException where the system has no such path
   */
  public static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw Messages.noPath(text, System.getProperty("sun.jnu.encoding", "unknown"), e);
    }
  }
}
