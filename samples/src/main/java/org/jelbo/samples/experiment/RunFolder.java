package org.jelbo.samples.experiment;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.inference.file.Claim;
import org.jelbo.inference.file.MadeFolders;
import org.jelbo.inference.file.OutputFile;

/**
 * The folder of a run, which has it to itself from the start. Its results are complete beside each
 * other before they take their names, the one that says what they are last. That of a training that
 * is refused or interrupted holds its last good state alone. Closing it gives it back, and removes
 * it where nothing came of the run.
 */
public final class RunFolder implements AutoCloseable {
  /** Says what the others are: a folder with it has them all. */
  private static final String LAST = "metrics.json";

  private static final String PART = ".part";
  private static final int ATTEMPTS = 10;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  private final Path path;
  private final MadeFolders made;
  private final Claim claim;

  private RunFolder(Path path, MadeFolders made, Claim claim) {
    this.path = path;
    this.made = made;
    this.claim = claim;
  }

  /**
   * Claims a folder and proves that it can be written to.
   *
   * @param path must not exist, or be an empty folder; refused where another process has it
   */
  public static RunFolder at(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    return attempted(
        path,
        () -> {
          requireFree(path, absolute);
          return claimed(path, absolute, MadeFolders.to(absolute), true);
        });
  }

  /**
   * Claims a folder in which an earlier run may have written: its files are replaced.
   *
   * @param path refused where another process has it, or where it is a file
   */
  static RunFolder again(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    return attempted(path, () -> claimed(path, absolute, MadeFolders.to(absolute), false));
  }

  /**
   * {@code runs/NAME-TIME} in the current folder; a number is added where the name is taken. What
   * runs of processes that have ended left there is removed, but for their checkpoints.
   */
  public static RunFolder next(String name, LocalDateTime time) {
    return next(Path.of("runs").toAbsolutePath(), name, time);
  }

  static RunFolder next(Path runs, String name, LocalDateTime time) {
    String base = name + "-" + TIME.format(time);
    return attempted(
        runs,
        () -> {
          MadeFolders made = MadeFolders.to(runs);
          removeLost(runs);
          for (int i = 1; ; i++) {
            Path path = runs.resolve(i == 1 ? base : base + "-" + i);
            if (made.add(path)) {
              return claimed(path, path, made, true);
            }
          }
        });
  }

  /** Claims a folder. */
  @FunctionalInterface
  private interface Claiming {
    RunFolder run() throws IOException;
  }

  /** Another run may give the folder back, and remove it, after it was found or made. */
  private static RunFolder attempted(Path path, Claiming claiming) {
    for (int attempt = 1; ; attempt++) {
      try {
        return claiming.run();
      } catch (IOException e) {
        if (attempt == ATTEMPTS || !(e instanceof NoSuchFileException)) {
          throw Messages.runUnwritable(path, e);
        }
      }
    }
  }

  private static void requireFree(Path path, Path absolute) throws IOException {
    boolean isOther = Files.exists(absolute) && !Files.isDirectory(absolute);
    boolean isClaimed = Files.exists(absolute.resolve(Claim.NAME));
    if (isOther || (Files.isDirectory(absolute) && !isClaimed && !isEmpty(absolute))) {
      throw Messages.runExists(path);
    }
  }

  private static RunFolder claimed(Path path, Path absolute, MadeFolders made, boolean isNew)
      throws IOException {
    try {
      RunFolder folder = new RunFolder(absolute, made, Claim.of(absolute));
      try {
        deletePart(absolute);
        if (isNew && !isEmpty(absolute)) {
          throw Messages.runExists(path);
        }
        new OutputFile(absolute.resolve(LAST)).proven();
        return folder;
      } catch (RuntimeException | IOException e) {
        folder.claim.close();
        throw e;
      }
    } catch (JelboException e) {
      made.removeEmpty();
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw e;
    } catch (RuntimeException | IOException e) {
      made.removeEmpty();
      throw e;
    }
  }

  /** Refuses a place without so much space. */
  public void requireRoom(long bytes) {
    requireRoom(path, bytes);
  }

  /** Refuses a folder, there already or not, that cannot be written to. */
  public static void requireWritable(Path folder) {
    requireRoom(folder, 1);
  }

  /** Refuses a folder, there already or not, without so much space. */
  static void requireRoom(Path folder, long bytes) {
    try {
      new OutputFile(folder.resolve(LAST)).proven(bytes);
    } catch (JelboException e) {
      throw ofFolder(folder, e);
    }
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** Whose it was: a process that has ended without giving it back. */
  public Optional<Claim.Holder> takenFrom() {
    return claim.takenFrom();
  }

  /** For the state of a training that ends before its time, to go on from. */
  public Path checkpoint() {
    return path.resolve("checkpoint.npz");
  }

  /** Writes files into a folder beside, and moves them when they are complete. */
  void write(Consumer<Path> files) {
    try {
      if (!claim.isHeld()) {
        throw new NoSuchFileException(path.toString());
      }
      deletePart(path);
      Path part = Files.createDirectory(path.resolve(PART));
      try {
        files.accept(part);
        for (Path file : inOrder(part)) {
          Path place = path.resolve(file.getFileName());
          Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
        }
      } finally {
        deletePart(path);
      }
    } catch (JelboException e) {
      throw ofFolder(path, e);
    } catch (IOException e) {
      throw Messages.runUnwritable(path, e);
    }
  }

  /** A file of the folder that the system does not write is no affair of the file. */
  private static JelboException ofFolder(Path folder, JelboException refusal) {
    return refusal.getCause() instanceof IOException cause
        ? Messages.runUnwritable(folder, cause)
        : refusal;
  }

  private static List<Path> inOrder(Path part) throws IOException {
    try (Stream<Path> files = Files.list(part)) {
      return files
          .sorted(Comparator.comparing((Path file) -> file.endsWith(LAST)).thenComparing(p -> p))
          .toList();
    }
  }

  /** But for what a claim needs. */
  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .allMatch(name -> name.equals(Claim.NAME) || OutputFile.isPart(name));
    }
  }

  private static void removeLost(Path runs) throws IOException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(runs, RunFolder::isFolder)) {
      for (Path folder : folders) {
        if (Claim.isLost(folder)) {
          removeLostRun(folder);
        }
      }
    }
  }

  private static boolean isFolder(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static void removeLostRun(Path folder) {
    try {
      Claim claim = Claim.of(folder);
      try {
        deletePart(folder);
      } finally {
        claim.close();
      }
      Files.delete(folder);
    } catch (IOException | JelboException e) {
      // It holds a checkpoint, or is somebody's again.
    }
  }

  private static void deletePart(Path folder) throws IOException {
    Path part = folder.resolve(PART);
    if (Files.exists(part)) {
      try (Stream<Path> files = Files.walk(part)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** Gives the folder back, and removes it where nothing is in it. */
  @Override
  public void close() {
    claim.close();
    made.removeEmpty();
  }
}
