package org.jelbo.inference.file;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process, so described that another one can tell whether it still runs.
 *
 * @param pid its number
 * @param host the machine's name, and its space of process numbers where the system has several
 * @param start when it began, exactly; numbers are given out again
 */
public record ProcessMark(long pid, String host, String start) {
  private static final Path PROC = Path.of("/proc");
  private static final int START_AFTER_NAME = 19;
  private static final Pattern TAG = Pattern.compile("(\\d{1,18})-([0-9a-f]{8})-([0-9a-f]{8})");

  /** This process. */
  public static ProcessMark own() {
    long pid = ProcessHandle.current().pid();
    return new ProcessMark(pid, ownHost(), startOf(pid).orElse("unknown"));
  }

  /** Whether it certainly runs no more; of a process of another machine nothing is certain. */
  public boolean isGone() {
    return host.equals(ownHost()) && !isRunning(pid, start::equals);
  }

  /** For the name of a file: as much of it as {@link #isGone(String)} needs. */
  String tag() {
    return pid + "-" + digits(host) + "-" + digits(start);
  }

  /**
   * Whether the process of a name certainly runs no more.
   *
   * @param name begins with a {@link #tag}; of another name nothing is certain
   */
  static boolean isGone(String name) {
    Matcher tag = TAG.matcher(name);
    return tag.lookingAt()
        && tag.group(2).equals(digits(ownHost()))
        && !isRunning(Long.parseLong(tag.group(1)), start -> digits(start).equals(tag.group(3)));
  }

  private static String digits(String text) {
    return String.format(Locale.ROOT, "%08x", text.hashCode());
  }

  /** The machine's name alone. */
  public String machine() {
    return host.split(" ", 2)[0];
  }

  /** Whether such a process runs, or may: some systems hide those of other users. */
  private static boolean isRunning(long pid, Predicate<String> begun) {
    boolean isHiding = Files.isDirectory(PROC.resolve("self")) && !Files.exists(PROC.resolve("1"));
    return isHiding || startOf(pid).filter(begun).isPresent();
  }

  /** Empty where no such process runs. */
  private static Optional<String> startOf(long pid) {
    Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    if (process.isEmpty()) {
      return Optional.empty();
    }
    String stat = text(PROC.resolve(pid + "/stat"));
    if (stat.isEmpty()) {
      return Optional.of(
          process.get().info().startInstant().map(Instant::toString).orElse("unknown"));
    }
    // The second field is the name in parentheses, which may have blanks and parentheses in it.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    if (fields[0].equals("Z")) {
      return Optional.empty();
    }
    String boot = text(PROC.resolve("sys/kernel/random/boot_id"));
    return Optional.of(boot + " " + fields[START_AFTER_NAME]);
  }

  private static String ownHost() {
    String named = text(PROC.resolve("sys/kernel/hostname"));
    String name = named.isEmpty() ? System.getenv().getOrDefault("COMPUTERNAME", "") : named;
    return (name.isEmpty() ? hostOfAddress() : name) + space();
  }

  private static String hostOfAddress() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  /** Containers have numbers of their own. */
  private static String space() {
    try {
      return " " + Files.readSymbolicLink(PROC.resolve("self/ns/pid"));
    } catch (IOException | UnsupportedOperationException e) {
      return "";
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file).trim();
    } catch (IOException e) {
      return "";
    }
  }
}
