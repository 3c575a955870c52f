package org.jelbo.inference.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The processor of this machine: kernels of TensorFlow choose their instructions by it, and round
 * accordingly.
 *
 * @param model its name; {@code unknown} where the system does not tell
 * @param features the instructions on vectors that it has, sorted; empty where the system does not
 *     tell
 */
record Processor(String model, List<String> features) {
  private static final Path CPUINFO = Path.of("/proc/cpuinfo");
  private static final Pattern VECTORS =
      Pattern.compile(
          "sse.*|ssse.*|avx.*|amx.*|fma4?|f16c|asimd.*|sve.*|sme.*|i8mm|bf16|neon|fphp");

  static Processor found() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (Files.isReadable(CPUINFO)) {
      return ofCpuinfo(lines(CPUINFO));
    }
    return system.startsWith("mac") ? ofSysctl() : ofEnvironment();
  }

  /** Of the first processor of Linux's file; those of Arm are told by numbers. */
  static Processor ofCpuinfo(List<String> lines) {
    String model = value(lines, "model name");
    if (model.isEmpty()) {
      model =
          Stream.of("Hardware", "CPU implementer", "CPU part", "cpu", "uarch")
              .map(key -> value(lines, key))
              .filter(value -> !value.isEmpty())
              .reduce((a, b) -> a + " " + b)
              .orElse("unknown");
    }
    return of(model, value(lines, "flags") + " " + value(lines, "Features"));
  }

  private static String value(List<String> lines, String key) {
    return lines.stream()
        .filter(
            line -> line.contains(":") && line.substring(0, line.indexOf(':')).trim().equals(key))
        .map(line -> line.substring(line.indexOf(':') + 1).trim())
        .findFirst()
        .orElse("");
  }

  private static Processor of(String model, String features) {
    return new Processor(
        model.isBlank() ? "unknown" : model.trim().replaceAll("\\s+", " "),
        Arrays.stream(features.toLowerCase(Locale.ROOT).split("\\s+"))
            .filter(feature -> VECTORS.matcher(feature).matches())
            .distinct()
            .sorted()
            .toList());
  }

  private static Processor ofSysctl() {
    return of(
        sysctl("machdep.cpu.brand_string"),
        sysctl("machdep.cpu.features") + " " + sysctl("machdep.cpu.leaf7_features"));
  }

  private static String sysctl(String name) {
    try {
      Process process =
          new ProcessBuilder("/usr/sbin/sysctl", "-n", name)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0 ? text.trim() : "";
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  private static Processor ofEnvironment() {
    return of(System.getenv().getOrDefault("PROCESSOR_IDENTIFIER", ""), "");
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return List.of();
    }
  }
}
