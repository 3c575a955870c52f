package org.jelbo.inference.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jelbo.dsl.error.JelboException;
import org.jspecify.annotations.Nullable;

/**
 * A folder that one process has to itself: a file in it says which. That of a process which has
 * ended without giving it back is taken over. Closing gives it back.
 */
public final class Claim implements AutoCloseable {
  /** The file in the folder. */
  public static final String NAME = ".claimed";

  private static final String TAKING = ".claimed.taking";
  private static final int LINES = 4;

  /**
   * Who has a folder.
   *
   * @param process its mark
   * @param since when it was claimed
   */
  public record Holder(ProcessMark process, Instant since) {
    /** The process, its machine and the time, in words. */
    @Override
    public String toString() {
      return "process "
          + process.pid()
          + " on '"
          + process.machine()
          + "', since "
          + since.truncatedTo(ChronoUnit.SECONDS);
    }

    private String text() {
      return String.join(
          "\n", "" + process.pid(), process.host(), process.start(), since.toString(), "");
    }
  }

  private final Path file;
  private final Holder own;
  private final @Nullable Holder before;

  private Claim(Path file, Holder own, @Nullable Holder before) {
    this.file = file;
    this.own = own;
    this.before = before;
  }

  /**
   * Claims a folder.
   *
   * @param folder is there
   * @throws JelboException where another process has it, with who does, and where it cannot be
   *     written to
   */
  public static Claim of(Path folder) {
    Path file = folder.resolve(NAME);
    Holder own = new Holder(ProcessMark.own(), Instant.now());
    try {
      while (!begin(file, own)) {
        Optional<String> text = text(file);
        if (text.isEmpty()) {
          continue;
        }
        Optional<Holder> found = parsed(text.get());
        if (found.isEmpty() || !found.get().process().isGone()) {
          throw Messages.claimed(folder, file, found.orElse(null));
        }
        if (takeOver(folder, text.get(), own)) {
          return new Claim(file, own, found.get());
        }
      }
      return new Claim(file, own, null);
    } catch (IOException e) {
      throw Messages.unwritable(file, e);
    }
  }

  /** Whether it was claimed by a process that has ended without giving it back. */
  public static boolean isLost(Path folder) {
    try {
      return text(folder.resolve(NAME))
          .flatMap(Claim::parsed)
          .filter(holder -> holder.process().isGone())
          .isPresent();
    } catch (IOException e) {
      return false;
    }
  }

  /** Makes the file, which has its text from the beginning where the system has hard links. */
  private static boolean begin(Path file, Holder own) throws IOException {
    PartFile part = PartFile.beside(file);
    try {
      part.write(out -> out.write(own.text().getBytes(StandardCharsets.UTF_8)));
      try {
        Files.createLink(file, part.path());
        return true;
      } catch (FileAlreadyExistsException e) {
        return false;
      } catch (UnsupportedOperationException | FileSystemException e) {
        return beginWithoutLinks(file, own);
      }
    } finally {
      part.delete();
    }
  }

  private static boolean beginWithoutLinks(Path file, Holder own) throws IOException {
    try {
      Files.createFile(file);
    } catch (FileAlreadyExistsException e) {
      return false;
    }
    try {
      Files.writeString(file, own.text());
      return true;
    } catch (IOException e) {
      Files.delete(file);
      throw e;
    }
  }

  /** One process at a time, and only what it has read: another one may have been faster. */
  private static boolean takeOver(Path folder, String read, Holder own) throws IOException {
    Path taking = folder.resolve(TAKING);
    Path file = folder.resolve(NAME);
    try {
      Files.createFile(taking);
    } catch (FileAlreadyExistsException e) {
      throw Messages.claimed(folder, taking, null);
    }
    PartFile part = PartFile.beside(file);
    try {
      if (!text(file).equals(Optional.of(read))) {
        return false;
      }
      part.write(out -> out.write(own.text().getBytes(StandardCharsets.UTF_8)));
      part.moveTo(file);
      return true;
    } finally {
      part.delete();
      Files.deleteIfExists(taking);
    }
  }

  private static Optional<String> text(Path file) throws IOException {
    try {
      return Optional.of(Files.readString(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static Optional<Holder> parsed(String text) {
    List<String> lines = text.lines().toList();
    try {
      return lines.size() != LINES
          ? Optional.empty()
          : Optional.of(
              new Holder(
                  new ProcessMark(Long.parseLong(lines.get(0)), lines.get(1), lines.get(2)),
                  Instant.parse(lines.get(3))));
    } catch (NumberFormatException | DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Who had it and has ended without giving it back; empty where it was free. */
  public Optional<Holder> takenFrom() {
    return Optional.ofNullable(before);
  }

  /** Whether it still is this claim's: not where the folder was removed meanwhile. */
  public boolean isHeld() throws IOException {
    return text(file).equals(Optional.of(own.text()));
  }

  /** Gives it back. */
  @Override
  public void close() {
    try {
      if (isHeld()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      // Whoever comes next finds that this process has ended.
    }
  }
}
