package org.jelbo.inference.file;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import java.util.Map;

/** What went wrong with a file, in words. */
public final class FileTrouble {
  private static final Map<Class<? extends IOException>, String> WORDS =
      Map.of(
          NoSuchFileException.class, "there is no such file or folder",
          FileAlreadyExistsException.class, "something of this name is there",
          AccessDeniedException.class, "access is denied",
          DirectoryNotEmptyException.class, "it is a folder with something in it",
          FileSystemLoopException.class, "its links lead in a circle",
          EOFException.class, "it ends too early");

  private FileTrouble() {}

  /** The reason, to come after "but"; the system's own where it gives one. */
  public static String reason(IOException failure) {
    String known = WORDS.get(failure.getClass());
    if (known != null) {
      return known;
    }
    if (failure instanceof NotDirectoryException other) {
      return "'" + other.getFile() + "' is not a folder";
    }
    if (failure instanceof CharacterCodingException) {
      return "it is not text in UTF-8";
    }
    String said =
        failure instanceof FileSystemException system ? system.getReason() : failure.getMessage();
    return said == null || said.isBlank() ? "the system refused it" : lowered(said);
  }

  private static String lowered(String text) {
    boolean isWord = text.length() > 1 && Character.isLowerCase(text.charAt(1));
    return isWord ? text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1) : text;
  }
}
