package org.jelbo.samples.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder of a run: it appears under its name when all its files are written, and not before.
 * That of a training that is refused holds its last good state alone.
 *
 * @param path where it will be
 */
public record RunFolder(Path path) {
  /** What a run writes. */
  public static final List<String> FILES =
      List.of("parameters.npz", "metrics.json", "samples.png", "reconstructions.png", "curve.png");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  /**
   * A folder that can be written, checked before the work is done.
   *
   * @param path must not exist, or be an empty folder
   */
  public static RunFolder at(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    if (Files.exists(absolute) && !(Files.isDirectory(absolute) && isEmpty(absolute))) {
      throw Messages.runExists(path);
    }
    Path existing = absolute;
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (existing == null || !Files.isDirectory(existing) || !Files.isWritable(existing)) {
      throw Messages.runUnwritable(path);
    }
    return new RunFolder(absolute);
  }

  /** {@code runs/NAME-TIME} in the current folder; a number is added where the name is taken. */
  public static RunFolder next(String name, LocalDateTime time) {
    Path base = Path.of("runs", name + "-" + TIME.format(time));
    Path path = base;
    for (int i = 2; Files.exists(path); i++) {
      path = base.resolveSibling(base.getFileName() + "-" + i);
    }
    return at(path);
  }

  /** Where a training that is refused leaves its last good state, to go on from. */
  Path checkpoint() {
    return path.resolve("checkpoint.npz");
  }

  void write(Consumer<Path> files) {
    Path part = path.resolveSibling("." + path.getFileName() + ".part");
    try {
      Files.createDirectories(path.getParent());
      delete(part);
      Files.createDirectory(part);
      try {
        files.accept(part);
        Files.deleteIfExists(path);
        Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        delete(part);
      }
    } catch (IOException e) {
      throw Messages.unwritable(path, e);
    }
  }

  private static boolean isEmpty(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    } catch (IOException e) {
      throw Messages.unwritable(folder, e);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      List<Path> inside;
      try (Stream<Path> files = Files.walk(folder)) {
        inside = files.sorted(Comparator.reverseOrder()).collect(Collectors.toList());
      }
      for (Path file : inside) {
        Files.delete(file);
      }
    }
  }
}
