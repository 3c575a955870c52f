package org.jelbo.inference.file;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import org.jelbo.dsl.error.JelboException;
import org.jspecify.annotations.Nullable;

/**
 * A file to be written, whole or not at all: it is complete beside its place before it takes its
 * name, and an older file stays as it is if anything fails.
 *
 * <p>What the name stands for stays what it is: a symbolic link goes on leading to the file, which
 * is written where it is; pipes, devices and the standard streams are written into. So is, whole or
 * not, an older file whose folder takes no other file or whose name cannot be given away.
 *
 * @param path where it will be
 */
public record OutputFile(Path path) {
  /** Writes what a file holds. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes all of it.
     *
     * @param out need not be closed
     */
    void writeTo(OutputStream out) throws IOException;
  }

  private static final int MOST_LINKS = 40;
  private static final int PROOF_BYTES = 1 << 16;
  private static final Path PROC = Path.of("/proc");
  private static final Map<Path, FileDescriptor> STREAMS =
      Map.of(
          Path.of("/dev/stdout"), FileDescriptor.out,
          Path.of("/dev/fd/1"), FileDescriptor.out,
          Path.of("/proc/self/fd/1"), FileDescriptor.out,
          Path.of("/dev/stderr"), FileDescriptor.err,
          Path.of("/dev/fd/2"), FileDescriptor.err,
          Path.of("/proc/self/fd/2"), FileDescriptor.err);

  /**
   * Proves that the place can be written to, by writing beside it: missing folders are made and
   * removed again, and an older file stays as it is. Into pipes and devices nothing is written.
   *
   * @return this file
   * @throws JelboException where it cannot
   */
  public OutputFile proven() {
    return proven(PROOF_BYTES);
  }

  /**
   * The same for a file of a size.
   *
   * @param bytes how much space there has to be
   * @throws JelboException where the place cannot be written to, or has less space
   */
  public OutputFile proven(long bytes) {
    try {
      Path place = place();
      if (!isWrittenInto(place)) {
        prove(place, bytes);
      }
      return this;
    } catch (IOException e) {
      throw Messages.unwritable(path, e);
    }
  }

  /**
   * Writes the file; missing folders are made.
   *
   * @throws JelboException where it cannot be written; an older file stays as it is
   */
  public void write(Content content) {
    try {
      Path place = place();
      if (isWrittenInto(place)) {
        into(place, content);
      } else {
        replace(place, content);
      }
    } catch (IOException e) {
      throw Messages.unwritable(path, e);
    }
  }

  /** Whether a file's name is that of one that is being written, or was when its process ended. */
  public static boolean isPart(String name) {
    return PartFile.isName(name);
  }

  /** Where the links lead, but for those of the system, which lead to no name. */
  private Path place() throws IOException {
    Path place = path.toAbsolutePath();
    for (int links = 0; Files.isSymbolicLink(place) && !isWrittenInto(place); links++) {
      if (links == MOST_LINKS) {
        throw new FileSystemLoopException(path.toString());
      }
      place = place.resolveSibling(Files.readSymbolicLink(place));
    }
    if (Files.isDirectory(place)) {
      throw Messages.isFolder(path);
    }
    return place;
  }

  private static boolean isWrittenInto(Path place) {
    boolean isSpecial = !Files.isRegularFile(place) && !Files.isDirectory(place);
    return Files.exists(place) && (isSpecial || place.startsWith(PROC) || stream(place) != null);
  }

  private static @Nullable FileDescriptor stream(Path place) {
    return STREAMS.get(place.normalize());
  }

  private static void prove(Path place, long bytes) throws IOException {
    MadeFolders made = MadeFolders.to(folder(place));
    PartFile part = PartFile.beside(place);
    try {
      requireName(place);
      part.write(out -> zeros(out, bytes));
    } catch (IOException e) {
      if (!isOpen(place)) {
        throw e;
      }
    } finally {
      part.delete();
      made.removeEmpty();
    }
  }

  private static void zeros(OutputStream out, long bytes) throws IOException {
    byte[] some = new byte[PROOF_BYTES];
    for (long left = bytes; left > 0; left -= some.length) {
      out.write(some, 0, (int) Math.min(left, some.length));
    }
  }

  /** A name that is too long, or that the system does not take, is not that of a missing file. */
  private static void requireName(Path place) throws IOException {
    try {
      Files.readAttributes(place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      // It will be a new file.
    }
  }

  private static void replace(Path place, Content content) throws IOException {
    MadeFolders made = MadeFolders.to(folder(place));
    PartFile part = PartFile.beside(place);
    try {
      try {
        part.begin();
      } catch (IOException e) {
        if (!isOpen(place)) {
          throw e;
        }
        into(place, content);
        return;
      }
      part.write(content);
      try {
        part.moveTo(place);
      } catch (IOException e) {
        if (!isOpen(place)) {
          throw e;
        }
        into(place, out -> Files.copy(part.path(), out));
      }
    } finally {
      part.delete();
      made.removeEmpty();
    }
  }

  private static boolean isOpen(Path place) {
    return Files.isRegularFile(place) && Files.isWritable(place);
  }

  private static void into(Path place, Content content) throws IOException {
    FileDescriptor stream = stream(place);
    if (stream != null) {
      flushed(new FileOutputStream(stream), content);
      return;
    }
    StandardOpenOption[] options =
        Files.isRegularFile(place)
            ? new StandardOpenOption[] {
              StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING
            }
            : new StandardOpenOption[] {StandardOpenOption.WRITE};
    try (OutputStream out = Files.newOutputStream(place, options)) {
      flushed(out, content);
    }
  }

  private static void flushed(OutputStream out, Content content) throws IOException {
    OutputStream buffered = new BufferedOutputStream(out);
    content.writeTo(buffered);
    buffered.flush();
  }

  /** The root alone has none, and it is refused as a folder. */
  private static Path folder(Path place) {
    Path folder = place.getParent();
    return folder == null ? place : folder;
  }
}
