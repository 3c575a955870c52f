package org.jelbo.testing;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Java process of its own with the class path of the tests, for what a process does once.
 * Immutable.
 *
 * @param main the class whose main method it runs
 * @param options of {@code java}
 * @param environment variables besides those of this process
 * @param onPath which entries of the class path it has
 */
public record AnotherProcess(
    String main, List<String> options, Map<String, String> environment, Predicate<String> onPath) {

  /**
   * What a process did.
   *
   * @param exit its exit code
   * @param out what it printed
   * @param err what it printed about errors, and what native libraries did
   */
  public record Ended(int exit, String out, String err) {}

  /** Copies what it is given. */
  public AnotherProcess {
    options = List.copyOf(options);
    environment = Map.copyOf(environment);
  }

  /** A process like this one. */
  public static AnotherProcess of(Class<?> main) {
    return new AnotherProcess(main.getName(), List.of(), Map.of(), entry -> true);
  }

  /** With options of {@code java}, such as {@code -Xmx64m}. */
  public AnotherProcess options(String... more) {
    List<String> all = Stream.concat(options.stream(), Stream.of(more)).toList();
    return new AnotherProcess(main, all, environment, onPath);
  }

  /** With a variable of the environment. */
  public AnotherProcess variable(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(environment);
    more.put(name, value);
    return new AnotherProcess(main, options, more, onPath);
  }

  /** Without the entries of the class path whose file name has a text in it. */
  public AnotherProcess without(String text) {
    return new AnotherProcess(
        main,
        options,
        environment,
        onPath.and(entry -> !String.valueOf(Path.of(entry).getFileName()).contains(text)));
  }

  /** Runs it to its end. */
  public Ended run(String... arguments) throws IOException, InterruptedException {
    Path errors = Files.createTempFile("errors", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command(arguments)).redirectError(errors.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int exit = process.waitFor();
      return new Ended(exit, out, Files.readString(errors));
    } finally {
      Files.delete(errors);
    }
  }

  private List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    if (Runtime.version().feature() >= 24) {
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(options);
    command.add("-cp");
    command.add(
        Stream.of(classPath().split(File.pathSeparator))
            .filter(onPath)
            .collect(Collectors.joining(File.pathSeparator)));
    command.add(main);
    command.addAll(List.of(arguments));
    return command;
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }
}
