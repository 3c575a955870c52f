package org.jelbo.inference.runtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the last digits of a number depend on besides program, data, seed and settings: equal seeds
 * give equal bits on equal machines. Kernels of TensorFlow choose their instructions by the
 * processor, and sums their order by the number of threads.
 *
 * @param properties by name: {@code processor}, its {@code features} on vectors, the number of
 *     {@code processors} that are visible and of {@code threads} of one op, the {@code environment}
 *     that TensorFlow listens to, {@code tensorflow}, the {@code build} of its library, and the
 *     {@code device}
 */
public record Machine(Map<String, String> properties) {
  private static final Pattern HEARD =
      Pattern.compile(
          "TF_(?!CPP_).*|ONEDNN_.*|DNNL_.*|MKL_.*|OMP_NUM_THREADS|XLA_FLAGS|NVIDIA_TF32_OVERRIDE");

  /** Copies. */
  public Machine {
    properties = Map.copyOf(properties);
  }

  /**
   * This one.
   *
   * @param device where graphs run
   * @param threads of one op
   */
  public static Machine here(String device, int threads) {
    Processor processor = Processor.found();
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("processor", processor.model());
    properties.put("features", String.join(" ", processor.features()));
    properties.put("processors", "" + Runtime.getRuntime().availableProcessors());
    properties.put("threads", "" + threads);
    properties.put("environment", environment());
    properties.put("tensorflow", NativeLibrary.version());
    properties.put("build", NativeLibrary.build());
    properties.put("device", device);
    return new Machine(properties);
  }

  private static String environment() {
    return new TreeMap<>(System.getenv())
        .entrySet().stream()
            .filter(variable -> HEARD.matcher(variable.getKey()).matches())
            .map(variable -> variable.getKey() + "=" + variable.getValue())
            .collect(Collectors.joining(" "));
  }

  /** As lines of a name and a value, sorted by name. */
  public String text() {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(properties)
        .forEach(
            (name, value) ->
                text.append(name)
                    .append(": ")
                    .append(value.replaceAll("[^ -~]", "?"))
                    .append('\n'));
    return text.toString();
  }

  /** That of a {@link #text}; empty where it is none. */
  public static Optional<Machine> parsed(String text) {
    Map<String, String> properties = new LinkedHashMap<>();
    for (String line : text.lines().toList()) {
      int colon = line.indexOf(": ");
      if (colon > 0) {
        properties.put(line.substring(0, colon), line.substring(colon + 2));
      }
    }
    return properties.containsKey("processor")
        ? Optional.of(new Machine(properties))
        : Optional.empty();
  }

  /**
   * Why last digits may differ from those of another machine: each property that differs, with its
   * value there and here. The threads of an op follow from the program and are not compared.
   */
  public List<String> differences(Machine there) {
    List<String> differences = new ArrayList<>();
    new TreeMap<>(properties)
        .forEach(
            (name, here) -> {
              String other = there.properties.getOrDefault(name, "unknown");
              if (!name.equals("threads") && !other.equals(here)) {
                differences.add(name + " " + shown(other) + ", here " + shown(here));
              }
            });
    return differences;
  }

  private static String shown(String value) {
    return value.isEmpty() ? "none" : "'" + value + "'";
  }
}
