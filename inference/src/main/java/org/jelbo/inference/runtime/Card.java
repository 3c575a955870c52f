package org.jelbo.inference.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How graphics cards compute in this process: the environment says so before TensorFlow is loaded,
 * and Java cannot change it any more. {@code ./jelbo} sets both variables in a build for cards.
 *
 * @param isDeterministic whether equal seeds give equal bits: {@code TF_DETERMINISTIC_OPS} is 1
 * @param usesTf32 whether float32 products may round their factors to 10 bits: {@code
 *     NVIDIA_TF32_OVERRIDE} is not 0
 */
public record Card(boolean isDeterministic, boolean usesTf32) {
  private static final Path DRIVER = Path.of("/proc/driver/nvidia/gpus");

  /** As this process's environment has it. */
  public static Card ofEnvironment() {
    return of(System.getenv());
  }

  static Card of(Map<String, String> environment) {
    String deterministic = environment.getOrDefault("TF_DETERMINISTIC_OPS", "0");
    return new Card(
        Set.of("1", "true").contains(deterministic),
        !environment.getOrDefault("NVIDIA_TF32_OVERRIDE", "1").equals("0"));
  }

  /** Such as {@code deterministic, float32 products in full}. */
  public String description() {
    return (isDeterministic ? "deterministic, " : "not deterministic, ")
        + (usesTf32 ? "float32 products by TF32" : "float32 products in full");
  }

  /** What to put into the environment for equal bits and exact products; empty where it is. */
  public List<String> remedies() {
    List<String> remedies = new ArrayList<>();
    if (!isDeterministic) {
      remedies.add("TF_DETERMINISTIC_OPS=1");
    }
    if (usesTf32) {
      remedies.add("NVIDIA_TF32_OVERRIDE=0");
    }
    return remedies;
  }

  /** The models that the driver names, such as {@code NVIDIA L4}; empty where there is none. */
  public static List<String> models() {
    return models(DRIVER);
  }

  static List<String> models(Path driver) {
    List<String> models = new ArrayList<>();
    try (Stream<Path> cards = Files.list(driver)) {
      for (Path card : cards.sorted().collect(Collectors.toList())) {
        for (String line : Files.readAllLines(card.resolve("information"))) {
          if (line.startsWith("Model:")) {
            models.add(line.substring("Model:".length()).strip());
          }
        }
      }
    } catch (IOException e) {
      return List.copyOf(models);
    }
    return models;
  }
}
