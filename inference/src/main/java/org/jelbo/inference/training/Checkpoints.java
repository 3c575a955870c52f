package org.jelbo.inference.training;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.support.Support;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.Values;
import org.jelbo.inference.objective.Objective;
import org.tensorflow.ndarray.Shape;

/** The state of a compiled objective in files, and back. */
final class Checkpoints {
  private static final String STEP = Param.OWN + "step";

  private Checkpoints() {}

  static void saveParameters(Compiled compiled, Path file) {
    NumpyArchive.write(file, withStep(compiled, parameterNames(compiled)));
  }

  static void save(Compiled compiled, Path file) {
    NumpyArchive.write(file, withStep(compiled, compiled.stateNames()));
  }

  private static Map<String, NumpyArchive.Array> withStep(Compiled compiled, List<String> names) {
    Map<String, NumpyArchive.Array> arrays = arrays(compiled, names);
    Values step = Values.of(Shape.scalar(), new double[] {compiled.steps()});
    arrays.put(STEP, new NumpyArchive.Array(Precision.FLOAT64, step));
    return arrays;
  }

  static void restoreParameters(Compiled compiled, Path file) {
    restore(compiled, file, parameterNames(compiled));
  }

  static void restore(Compiled compiled, Path file) {
    restore(compiled, file, compiled.stateNames());
  }

  private static void restore(Compiled compiled, Path file, List<String> names) {
    Map<String, NumpyArchive.Array> arrays = read(compiled, file);
    NumpyArchive.Array step = arrays.remove(STEP);
    if (step == null) {
      throw Messages.otherProgram(file, "the array '" + STEP + "'", arrays.keySet().toString());
    }
    requireKind(compiled, arrays.keySet(), names, file);
    set(compiled, arrays, names, file);
    compiled.continueAfter((long) step.values().scalar());
  }

  /** Parameters alone cannot be gone on from, and a checkpoint has more than them. */
  private static void requireKind(
      Compiled compiled, Set<String> found, List<String> names, Path file) {
    List<String> own = parameterNames(compiled);
    Set<String> parameters =
        own.stream().map(name -> stored(compiled, name)).collect(Collectors.toSet());
    if (found.equals(parameters) && names.size() > parameters.size()) {
      throw Messages.onlyParameters(file);
    }
    Set<String> others = new LinkedHashSet<>(found);
    others.removeAll(parameters);
    boolean areSlots =
        others.size() % Math.max(1, parameters.size()) == 0
            && others.stream().allMatch(name -> own.stream().anyMatch(p -> name.endsWith("/" + p)));
    if (!others.isEmpty() && areSlots && names.size() == parameters.size()) {
      throw Messages.checkpointForParameters(file);
    }
  }

  /** The precision of the first array of a file of an objective's parameters. */
  static Precision precision(Objective objective, Path file) {
    long largest =
        objective.parameters().stream().mapToLong(param -> param.shape().size()).max().orElse(0);
    return NumpyArchive.read(file, mostBytes(largest)).values().stream()
        .map(NumpyArchive.Array::precision)
        .findFirst()
        .orElse(Precision.FLOAT32);
  }

  private static long mostBytes(long numbers) {
    return Double.BYTES * numbers + 1024;
  }

  static String digest(Compiled compiled) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String name : parameterNames(compiled)) {
        digest.update(
            (stored(compiled, name) + compiled.stateShape(name)).getBytes(StandardCharsets.UTF_8));
        double[] values = compiled.state(name);
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * values.length);
        for (double value : values) {
          bytes.putDouble(value);
        }
        digest.update(bytes.array());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static Map<String, NumpyArchive.Array> arrays(Compiled compiled, List<String> names) {
    Map<String, NumpyArchive.Array> arrays = new LinkedHashMap<>();
    for (String name : names) {
      Values values = Values.of(compiled.stateShape(name), compiled.state(name));
      arrays.put(stored(compiled, name), new NumpyArchive.Array(compiled.precision(), values));
    }
    return arrays;
  }

  /**
   * The name in the file: free numbers are not the parameter, and those of one support mean nothing
   * to another.
   */
  private static String stored(Compiled compiled, String name) {
    for (Param param : compiled.parameters()) {
      if (param.name().equals(name) && !param.support().equals(Support.reals())) {
        return name + Param.FREE + param.support();
      }
    }
    return name;
  }

  private static Map<String, NumpyArchive.Array> read(Compiled compiled, Path file) {
    long largest =
        compiled.stateNames().stream()
            .mapToLong(name -> compiled.stateShape(name).size())
            .max()
            .orElse(0);
    return NumpyArchive.read(file, mostBytes(largest));
  }

  /** Checks everything before it sets anything. */
  private static void set(
      Compiled compiled, Map<String, NumpyArchive.Array> arrays, List<String> names, Path file) {
    List<String> wanted = new ArrayList<>();
    for (String name : names) {
      String stored = stored(compiled, name);
      wanted.add(stored);
      NumpyArchive.Array array = arrays.get(stored);
      if (array == null || !array.values().shape().equals(compiled.stateShape(name))) {
        throw Messages.otherProgram(
            file,
            "'" + stored + "' " + compiled.stateShape(name),
            array == null
                ? arrays.keySet().toString()
                : "'" + stored + "' " + array.values().shape());
      }
    }
    for (String name : arrays.keySet()) {
      if (!wanted.contains(name)) {
        throw Messages.otherProgram(file, wanted.toString(), "also '" + name + "'");
      }
    }
    for (int i = 0; i < names.size(); i++) {
      NumpyArchive.Array array = Objects.requireNonNull(arrays.get(wanted.get(i)), wanted.get(i));
      compiled.setState(names.get(i), array.values().toArray());
    }
  }

  private static List<String> parameterNames(Compiled compiled) {
    return compiled.parameters().stream().map(Param::name).collect(Collectors.toList());
  }
}
