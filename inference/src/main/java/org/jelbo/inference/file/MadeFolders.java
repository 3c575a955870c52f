package org.jelbo.inference.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** Folders that were missing and were made, to be removed where nothing came into them. */
public final class MadeFolders {
  private final Deque<Path> made = new ArrayDeque<>();

  private MadeFolders() {}

  /**
   * Makes a folder and those above it; what was made is removed where one cannot be.
   *
   * @param folder may be there already
   */
  public static MadeFolders to(Path folder) throws IOException {
    MadeFolders folders = new MadeFolders();
    try {
      folders.make(folder.toAbsolutePath());
      return folders;
    } catch (IOException e) {
      folders.removeEmpty();
      throw e;
    }
  }

  private void make(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    if (Files.exists(folder)) {
      throw new NotDirectoryException(folder.toString());
    }
    Path above = folder.getParent();
    if (above != null) {
      make(above);
    }
    add(folder);
  }

  /**
   * Makes one more folder.
   *
   * @param folder the one above is there
   * @return whether it was made; not where something of this name is there
   */
  public boolean add(Path folder) throws IOException {
    try {
      made.push(Files.createDirectory(folder));
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  /** Removes those that are empty. */
  public void removeEmpty() {
    try {
      while (!made.isEmpty()) {
        Path folder = made.pop();
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
          Files.delete(folder);
        }
      }
    } catch (IOException e) {
      // Something came into it, and so into those above it.
    }
  }
}
